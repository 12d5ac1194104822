//! CFG005: a value of the wrong type.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG005"),
    name: "wrong type",
    what: "A key has a value of a type that it does not take.",
    why: "A value that is not understood would have to be ignored, and with it what its author wanted.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]
    members = "@grace""#,
    fix: "Write a value of the type that the message names.",
};

/// `words` is what serde says: `invalid type: integer `3`, expected a string`.
pub(crate) fn finding(words: &str, written: &str, span: Range<usize>) -> Diagnostic {
    let line = words.lines().next().unwrap_or_default();
    let said = line
        .strip_prefix("invalid type: ")
        .or_else(|| line.strip_prefix("invalid value: "))
        .and_then(|rest| rest.split_once(", expected "));
    let Some((found, expected)) = said else {
        return Diagnostic::error(RULE.code, line)
            .at(span, "")
            .help("write another value");
    };
    let expected = match expected {
        "a boolean" => "`true` or `false`",
        "i64" => "an integer",
        "f64" => "a number",
        "a sequence" => "an array",
        other => other,
    };
    let finding = Diagnostic::error(
        RULE.code,
        format!(
            "expected {expected}, found {}",
            found_as_toml(found, written)
        ),
    )
    .at(span, "");
    match (expected, found_as_toml(found, written)) {
        ("a table", _) => {
            finding.help("write it as a table: `{ key = … }`, or `[…]` on a line of its own")
        }
        ("an array", "a string") => finding.help("put it in brackets: `[\"…\"]`"),
        ("a string", _) => finding.help("put it in quotes"),
        (expected, "a string") if expected.starts_with("a date") => {
            finding.help("write the date without quotes")
        }
        ("an integer" | "a number" | "`true` or `false`", "a string") => {
            finding.help("write it without quotes")
        }
        (expected, _) => finding.help(format!("write {expected}")),
    }
}

/// serde's name of a type in TOML's words. A date comes to serde as a map.
fn found_as_toml(found: &str, written: &str) -> &'static str {
    let first = written.bytes().next();
    match found.split(' ').next().unwrap_or_default() {
        "string" => "a string",
        "integer" => "an integer",
        "floating" => "a float",
        "boolean" => "a boolean",
        "sequence" => "an array",
        "map" if first.is_some_and(|byte| byte.is_ascii_digit()) => "a date",
        "map" => "a table",
        "date" => "a date",
        _ => "something else",
    }
}
