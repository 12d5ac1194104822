//! DOC002: git opens no repository here.

use crate::codes::{Code, Rule};
use crate::doctor::Finding;

/// DOC002
pub const RULE: Rule = Rule {
    code: Code("DOC002"),
    name: "no repository that git opens",
    what: "git finds no repository here, or refuses to open the one it finds because another user owns it.",
    why: "Without a repository there are no changes to judge. A repository of another user may hold \
          configuration that runs programs, so git wants to be told that it is trusted.",
    example: "A container that runs as root on a directory mounted from the host.",
    fix: "Run it inside a repository. Where git speaks of dubious ownership, and you trust the directory:\n\
          \n    git config --global --add safe.directory /path/to/repository",
};

/// A repository was opened.
#[must_use]
pub fn opened(top: &str) -> Finding {
    Finding::ok(&RULE, format!("repository `{top}`"))
}

/// None was, for this reason, and this is what to do about it.
#[must_use]
pub fn not_opened(why: &str, fix: Option<&str>) -> Finding {
    Finding::error(&RULE, why, fix.unwrap_or("run it inside a repository"))
}
