//! CFG006: a key that must be there is not.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG006"),
    name: "missing key",
    what: "A table lacks a key that it must have, or the key is there and empty.",
    why: "The key has no default that would be right for everyone.",
    example: r"`workstreams.toml` has:

    [[escalation]]
    level = 2",
    fix: "Add the key that the message names.",
};

/// `table` lacks `key`. `example` is how the key could be given.
pub(crate) fn finding(table: &str, key: &str, span: Range<usize>, example: &str) -> Diagnostic {
    Diagnostic::error(RULE.code, format!("{table} has no `{key}`"))
        .at(span, "")
        .help(format!("add `{example}`"))
}

/// A text or list that stands at `span` is empty.
pub(crate) fn empty(span: Range<usize>) -> Diagnostic {
    Diagnostic::error(RULE.code, "this says nothing")
        .at(span, "")
        .help("write something, or remove the key")
}
