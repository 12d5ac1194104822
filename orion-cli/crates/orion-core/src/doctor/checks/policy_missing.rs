//! DOC003: there is no `workstreams.toml`.

use crate::codes::{Code, Rule};
use crate::doctor::Finding;

/// DOC003
pub const RULE: Rule = Rule {
    code: Code("DOC003"),
    name: "no workstreams.toml",
    what: "There is no `workstreams.toml` at the top of the work tree.",
    why: "It says who owns what. Without it there are no boundaries to hold.",
    example: "A repository in which nobody has run `orion init` yet.",
    fix: "Write a first one, look at it, and commit it:\n\
          \n    orion init\n    git add workstreams.toml && git commit",
};

/// Judges whether the file is there.
#[must_use]
pub fn check(exists: bool) -> Finding {
    if exists {
        Finding::ok(&RULE, "`workstreams.toml` is there")
    } else {
        Finding::error(&RULE, "there is no `workstreams.toml`", "orion init")
    }
}
