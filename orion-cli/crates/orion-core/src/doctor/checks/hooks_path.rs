//! DOC014: a relative `core.hooksPath` with more than one work tree.

use crate::codes::{Code, Rule};
use crate::doctor::Finding;
use crate::shell::quote;

/// DOC014
pub const RULE: Rule = Rule {
    code: Code("DOC014"),
    name: "hooks off in linked work trees",
    what: "`core.hooksPath` is relative, and the repository has more than one work tree. git takes the path \
           from the top of each work tree, and says nothing where it leads nowhere.",
    why: "In that work tree every hook is off, Orion's and all others, and nothing shows it.",
    example: "`core.hooksPath = .git/hooks`: in a linked work tree `.git` is a file.",
    fix: "Make the path absolute:\n\n    git config core.hooksPath \"$(git rev-parse --path-format=absolute --git-common-dir)/hooks\"\n\
          \nor, with husky, run `npx husky` in that work tree.",
};

/// Judges the setting; `missing` are the work trees in which it leads nowhere, `absolute` is what it means here.
#[must_use]
pub fn check(value: &str, absolute: &str, missing: &[String]) -> Finding {
    let Some(first) = missing.first() else {
        return Finding::ok(
            &RULE,
            format!("`core.hooksPath = {value}` leads somewhere everywhere"),
        );
    };
    let others = match missing.len() - 1 {
        0 => String::new(),
        1 => " and one more work tree".to_owned(),
        more => format!(" and {more} more work trees"),
    };
    let fix = if value.ends_with(".husky/_") {
        format!("cd {} && npx husky", quote(first.as_bytes()))
    } else {
        format!("git config core.hooksPath {}", quote(absolute.as_bytes()))
    };
    Finding::error(
        &RULE,
        format!("`core.hooksPath = {value}` is relative, and leads nowhere in `{first}`{others}"),
        fix,
    )
}
