//! Two versions of `workstreams.toml`, and what changes between them.

use orion_core::change::Change;
use orion_core::judge::{Comparison, POLICY_FILE, Policies, Policy, Redistribution};

use super::CouldNotTell;
use super::policy::{read_bytes, usable};
use crate::ports::{Repository, Revision, TrackedEntry};

/// The policy at both revisions, and whether the later one has done away with it; `None` when neither has it.
pub(super) fn both_versions(
    repository: &dyn Repository,
    earlier: &Revision,
    later: &Revision,
) -> Result<Option<(Policies, bool)>, CouldNotTell> {
    let before = read_bytes(repository, earlier)?;
    let after = read_bytes(repository, later)?;
    Ok(match (before, after) {
        (None, None) => None,
        (Some(before), None) => Some((Policies::one(usable(before, earlier)?), true)),
        (Some(before), Some(after)) if before != after => Some((
            Policies {
                base: Some(usable(before, earlier)?),
                newest: usable(after, later)?,
            },
            false,
        )),
        (_, Some(after)) => Some((Policies::one(usable(after, later)?), false)),
    })
}

/// Who is concerned when the change is one of the rules themselves, and there were rules before.
pub(super) fn redistribution<E>(
    changes: &[Change],
    policies: &Policies,
    base_gone: bool,
    tracked: impl FnOnce(&mut dyn FnMut(TrackedEntry<'_>)) -> Result<(), E>,
) -> Result<Option<Redistribution>, E> {
    let rules_change = changes
        .iter()
        .any(|change| change.path.as_bytes() == POLICY_FILE.as_bytes());
    let versions: Option<(&Policy, Option<&Policy>)> = match &policies.base {
        Some(base) => Some((base, Some(&policies.newest))),
        None if base_gone => Some((&policies.newest, None)),
        None => None,
    };
    let Some((base, newest)) = versions.filter(|_| rules_change) else {
        return Ok(None);
    };
    let mut comparison = Comparison::new(base, newest);
    tracked(&mut |entry| comparison.visit(entry.path))?;
    Ok(Some(comparison.finish()))
}
