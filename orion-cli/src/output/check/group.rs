//! Changes of which the same is to be said, together.

use orion_core::codes::Code;
use orion_core::ids::WorkstreamId;
use orion_core::judge::rules::nobody_acting;
use orion_core::judge::{JudgedChange, RuleReference, Verdict};

/// Changes with the same code under the same rule.
pub(super) struct Group<'r> {
    pub(super) code: Code,
    pub(super) changes: Vec<&'r JudgedChange>,
}

/// What the changes of a group have in common.
type Key<'r> = (Code, Verdict, Option<&'r RuleReference>, &'r [WorkstreamId]);

/// As long as nobody is known to be acting, it does not matter whose the paths are.
fn key(change: &JudgedChange) -> Option<Key<'_>> {
    let code = change.code?;
    if code == nobody_acting::RULE.code {
        return Some((code, change.verdict, None, &[]));
    }
    Some((
        code,
        change.verdict,
        change.rule.as_ref(),
        change.reviewers.as_slice(),
    ))
}

/// The changes with a code, in groups: refused ones first, otherwise in the order of their first paths.
pub(super) fn groups(changes: &[JudgedChange]) -> Vec<Group<'_>> {
    let mut groups: Vec<(Key<'_>, Group<'_>)> = Vec::new();
    for change in changes {
        let Some(key) = key(change) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.changes.push(change),
            None => groups.push((
                key,
                Group {
                    code: key.0,
                    changes: vec![change],
                },
            )),
        }
    }
    groups.sort_by_key(|((_, verdict, ..), _)| std::cmp::Reverse(*verdict));
    groups.into_iter().map(|(_, group)| group).collect()
}
