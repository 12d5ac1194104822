//! DOC031: files that nobody owns.

use crate::codes::{Code, Rule};
use crate::config::UnownedPolicy;
use crate::doctor::Finding;

/// DOC031
pub const RULE: Rule = Rule {
    code: Code("DOC031"),
    name: "files without an owner",
    what: "git tracks files that no rule in `workstreams.toml` covers.",
    why: "Nobody is asked when they change. What that means is `[ownership] unowned`.",
    example: "A new top-level directory.",
    fix: "See which, and give them to somebody:\n\n    orion check --all",
};

/// Judges how many there are.
#[must_use]
pub fn check(unowned: usize, tracked: usize, policy: UnownedPolicy) -> Finding {
    if unowned == 0 {
        return Finding::ok(
            &RULE,
            format!("each of {tracked} tracked files has an owner"),
        );
    }
    let message = format!("{unowned} of {tracked} tracked files have no owner");
    match policy {
        UnownedPolicy::Allow => Finding::note(&RULE, message),
        UnownedPolicy::Warn | UnownedPolicy::Deny => {
            Finding::warning(&RULE, message, "orion check --all")
        }
    }
}
