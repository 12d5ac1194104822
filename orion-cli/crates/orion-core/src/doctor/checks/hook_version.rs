//! DOC011: a hook of another version.

use crate::codes::{Code, Rule};
use crate::doctor::{Finding, WorkTreeFact};
use crate::hook::FoundHook;

/// DOC011
pub const RULE: Rule = Rule {
    code: Code("DOC011"),
    name: "hooks of another version",
    what: "A hook was written by another version of Orion, or for an `orion` in another place.",
    why: "It calls Orion as that version was called. Usually it still works; what has been mended since is \
          missing in it.",
    example: "`orion` was updated or moved, and the hooks were not.",
    fix: "Write them anew:\n\n    orion hook install",
};

/// Judges the hooks of one work tree.
#[must_use]
pub fn check(work_tree: &WorkTreeFact) -> Option<Finding> {
    let names: Vec<String> = work_tree
        .hooks
        .iter()
        .filter(|fact| fact.found == FoundHook::Outdated && fact.missing_program.is_none())
        .map(|fact| format!("`{}`", fact.hook))
        .collect();
    (!names.is_empty()).then(|| {
        Finding::warning(
            &RULE,
            format!(
                "hooks in `{}` of another version, or for another `orion`: {}",
                work_tree.directory,
                names.join(", ")
            ),
            work_tree.install_command(),
        )
    })
}
