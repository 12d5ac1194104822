//! CFG003: a version of the format that this program does not know.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG003"),
    name: "unknown schema version",
    what: "`schema` is not a version that this Orion reads. There is one: 1.",
    why: "A newer format may give a key another meaning. Guessing could open a boundary.",
    example: r"`workstreams.toml` has:

    schema = 2",
    fix: "Write `schema = 1`, or use the Orion that the file was written for.",
};

/// `version` is not 1.
pub(crate) fn finding(version: i64, span: Range<usize>) -> Diagnostic {
    Diagnostic::error(RULE.code, format!("schema version {version} is not known"))
        .at(span, "")
        .help("write `schema = 1`, or use a newer `orion`")
}
