//! DOC005: `workstreams.toml` is not committed.

use crate::codes::{Code, Rule};
use crate::doctor::Finding;

/// DOC005
pub const RULE: Rule = Rule {
    code: Code("DOC005"),
    name: "workstreams.toml not tracked",
    what: "`workstreams.toml` lies in the work tree, and git does not track it.",
    why: "Nobody else has it, and CI judges by what is committed.",
    example: "Right after `orion init`.",
    fix: "Commit it:\n\n    git add workstreams.toml && git commit",
};

/// Judges whether git tracks the file.
#[must_use]
pub fn check(tracked: bool) -> Finding {
    if tracked {
        Finding::ok(&RULE, "git tracks `workstreams.toml`")
    } else {
        Finding::error(
            &RULE,
            "git does not track `workstreams.toml`, so nobody else has it",
            "git add workstreams.toml",
        )
    }
}
