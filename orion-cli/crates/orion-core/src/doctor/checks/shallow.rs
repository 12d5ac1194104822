//! DOC050: a shallow clone.

use crate::codes::{Code, Rule};
use crate::doctor::Finding;

/// DOC050
pub const RULE: Rule = Rule {
    code: Code("DOC050"),
    name: "shallow clone",
    what: "This clone leaves older history out.",
    why: "A range is judged from where the branch left its base. Where that commit is not in the clone there \
          is no verdict.",
    example: "`actions/checkout` without `fetch-depth: 0`.",
    fix: "Fetch the rest:\n\n    git fetch --unshallow\n\nIn GitHub Actions, check out with `fetch-depth: 0`.",
};

/// Judges whether history is missing.
#[must_use]
pub fn check(shallow: bool) -> Finding {
    if shallow {
        Finding::warning(
            &RULE,
            "this clone is shallow: a range may have no merge base in it",
            "git fetch --unshallow",
        )
    } else {
        Finding::ok(&RULE, "the clone has all its history")
    }
}
