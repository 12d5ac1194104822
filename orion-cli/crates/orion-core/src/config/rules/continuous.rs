//! CFG052: an end for what has none.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG052"),
    name: "continuous workstream with an end",
    what: "A continuous workstream has an estimate, a window, phases or needs, or another workstream needs it.",
    why: "A continuous workstream accompanies the others: it has no end that anything could wait for.",
    example: r#"`workstreams.toml` has:

    [workstreams.testing]
    continuous = true
    estimate = "5d""#,
    fix: "Leave out `continuous`, or the key that gives it an end.",
};

/// The workstream is continuous, as `continuous` says, and has `key`.
pub(crate) fn with_end(
    workstream: &str,
    key: &str,
    span: Range<usize>,
    continuous: Range<usize>,
) -> Diagnostic {
    Diagnostic::error(
        RULE.code,
        format!("`{workstream}` is continuous, and has `{key}`"),
    )
    .at(span, "")
    .also(continuous, "it is continuous by this")
    .help(format!("remove `{key}`, or `continuous`"))
}

/// Another workstream needs the continuous one.
pub(crate) fn needed(workstream: &str, span: Range<usize>, continuous: Range<usize>) -> Diagnostic {
    Diagnostic::error(
        RULE.code,
        format!("`{workstream}` is continuous: nothing can wait for it"),
    )
    .at(span, "")
    .also(continuous, "it is continuous by this")
    .help("remove this need, or `continuous`")
}
