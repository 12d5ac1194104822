//! CFG001: the text is no TOML.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG001"),
    name: "invalid syntax",
    what: "The file is not TOML 1.1.",
    why: "What is not TOML has no meaning that everyone would agree on. Nothing else is looked at until it is.",
    example: r#"`workstreams.toml` has:

    [project
    name = "shop""#,
    fix: "Mend the place that is shown. Texts stand in quotes, a table's header in brackets, and a key is given once.",
};

/// What the parser found at `span`, where `written` stands.
pub(crate) fn finding(message: &str, written: &str, span: Range<usize>) -> Diagnostic {
    let finding = if message == "duplicate key" {
        Diagnostic::error(RULE.code, format!("the key `{written}` is given twice"))
    } else {
        Diagnostic::error(RULE.code, message)
    };
    finding.at(span, "").help(next_step(message))
}

/// What to do about the parser's message. It is known by its beginning; what follows says what was expected.
fn next_step(message: &str) -> &'static str {
    const STEPS: &[(&str, &str)] = &[
        (
            "duplicate key",
            "keep one of the two; several values go into a list, and tables of a list under `[[…]]`",
        ),
        ("unclosed", "write the closing bracket that is expected"),
        ("missing comma", "write a comma between the two"),
        ("extra comma", "remove the comma"),
        ("string values must be quoted", "put the text in quotes"),
        ("missing opening quote", "put the text in quotes"),
        (
            "missing closing quote",
            "close the text with the quote that it starts with",
        ),
        ("missing value", "write a value after the `=`"),
        ("key with no value", "write `=` and a value after the key"),
        (
            "missing assignment",
            "write `=` between the key and its value",
        ),
        (
            "extra `=`",
            "remove the second `=`, or put the text in quotes",
        ),
        (
            "unexpected key or value",
            "start a new line, or put the whole text in quotes",
        ),
        ("cannot recurse further", "nest the values less deeply"),
    ];
    STEPS
        .iter()
        .find(|(beginning, _)| message.starts_with(beginning))
        .map_or(
            "see https://toml.io/en/v1.1.0 for how it is written",
            |(_, step)| step,
        )
}
