//! CFG009: a number that is too small or too large.

use std::fmt::Display;
use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG009"),
    name: "number out of range",
    what: "A number is smaller or larger than its key takes.",
    why: "A port above 65535 or a coverage of 120 % cannot be.",
    example: r"`workstreams.toml` has:

    [quality]
    coverage = 120",
    fix: "Write a number between the bounds that the message names.",
};

/// `number` is not from `minimum` to `maximum`.
pub(crate) fn finding(
    number: impl Display,
    minimum: impl Display,
    maximum: impl Display,
    span: Range<usize>,
) -> Diagnostic {
    Diagnostic::error(RULE.code, format!("{number} is out of range"))
        .at(span, "")
        .help(format!("write a number from {minimum} to {maximum}"))
}
