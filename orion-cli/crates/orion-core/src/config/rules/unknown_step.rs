//! CFG034: a step that there is not.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;
use crate::suggestion::did_you_mean;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG034"),
    name: "unknown step",
    what: "A step's `needs` names a step that is neither in its gate nor in one that the gate includes.",
    why: "The step would never run.",
    example: r#"`workstreams.toml` has:

    [[gates.push.steps]]
    name = "test"
    run = "cargo test"
    needs = ["built"]"#,
    fix: "Write the `name` of a step of the same gate, or include the gate that has it.",
};

/// `name` is none of `known`.
pub(crate) fn finding<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    span: Range<usize>,
) -> Diagnostic {
    let finding = Diagnostic::error(RULE.code, format!("there is no step `{name}`")).at(span, "");
    let otherwise = || "name a step of this gate, or of a gate that it includes".to_owned();
    finding.help(did_you_mean(name, known).unwrap_or_else(otherwise))
}
