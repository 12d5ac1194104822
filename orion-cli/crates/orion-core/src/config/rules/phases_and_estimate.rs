//! CFG053: a duration beside the phases that make it up.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG053"),
    name: "estimate beside phases",
    what: "A workstream has `phases`, and an `estimate` or `days` of its own.",
    why: "Its phases follow each other, so their durations are its duration; another one beside them could only differ.",
    example: r#"`workstreams.toml` has:

    [workstreams.infra]
    estimate = "5d"
    phases = [{ name = "libraries", estimate = "2d" }]"#,
    fix: "Give each phase its own `estimate` or `days`, and the workstream none.",
};

/// The workstream has phases and `key`.
pub(crate) fn finding(
    workstream: &str,
    key: &str,
    span: Range<usize>,
    phases: Range<usize>,
) -> Diagnostic {
    Diagnostic::error(
        RULE.code,
        format!("`{workstream}` has phases, and `{key}` beside them"),
    )
    .at(span, "")
    .also(phases, "the phases are here")
    .help(format!("move `{key}` to the phases"))
}
