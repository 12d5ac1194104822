//! DOC041: paths that differ only by Unicode normalisation.

use crate::codes::{Code, Rule};
use crate::doctor::{AlikePair, Finding};
use crate::shell::quote;

/// DOC041
pub const RULE: Rule = Rule {
    code: Code("DOC041"),
    name: "paths that differ only by Unicode form",
    what: "git tracks two paths, or two directories, whose names look the same and are spelled in different \
           Unicode forms, such as `é` as one character or as `e` and an accent.",
    why: "They are two on Linux and one on macOS. Patterns compare byte for byte, so one written in the other \
          form matches nothing.",
    example: "`docs/été.md`, once typed on Linux and once on macOS.",
    fix: "Rename one of them with `git mv`; `git config core.precomposeUnicode true` keeps macOS from making \
          more.",
};

/// Judges the pairs that were found.
#[must_use]
pub fn check(found: &[AlikePair]) -> Finding {
    pairs(&RULE, found, "Unicode form", spelled)
}

pub(super) fn pairs(
    rule: &Rule,
    pairs: &[AlikePair],
    by: &str,
    show: fn(&str) -> String,
) -> Finding {
    let Some((one, other)) = pairs.first() else {
        return Finding::ok(rule, format!("no two paths differ only by {by}"));
    };
    let more = match pairs.len() - 1 {
        0 => String::new(),
        1 => ", and so does one more pair".to_owned(),
        more => format!(", and so do {more} more pairs"),
    };
    Finding::warning(
        rule,
        format!(
            "`{}` and `{}` differ only by {by}{more}",
            show(one),
            show(other)
        ),
        format!("git mv {} …", quote(other.as_bytes())),
    )
}

/// A name in which what looks the same is told apart.
fn spelled(name: &str) -> String {
    name.chars().fold(String::new(), |mut text, character| {
        if character.is_ascii() {
            text.push(character);
        } else {
            text.extend(character.escape_unicode());
        }
        text
    })
}
