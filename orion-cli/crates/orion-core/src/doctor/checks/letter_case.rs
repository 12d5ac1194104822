//! DOC040: paths that differ only by case.

use crate::codes::{Code, Rule};
use crate::doctor::{AlikePair, Finding};

/// DOC040
pub const RULE: Rule = Rule {
    code: Code("DOC040"),
    name: "paths that differ only by case",
    what: "git tracks two paths, or two directories, whose names differ only in capital letters.",
    why: "They are two on Linux and one on macOS and Windows, where one hides the other. Patterns compare byte \
          for byte, so the two may well have different owners.",
    example: "`services/Auth/lib.rs` and `services/auth/main.rs`.",
    fix: "Rename one of them:\n\n    git mv services/Auth/lib.rs services/auth/lib.rs",
};

/// Judges the pairs that were found.
#[must_use]
pub fn check(pairs: &[AlikePair]) -> Finding {
    super::unicode_form::pairs(&RULE, pairs, "case", str::to_owned)
}
