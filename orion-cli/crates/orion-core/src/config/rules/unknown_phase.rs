//! CFG033: a phase that there is not.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;
use crate::suggestion::did_you_mean;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG033"),
    name: "unknown phase",
    what: "A link's `phase` is not a phase of the workstream that it names.",
    why: "The plan could not tell when the wait ends.",
    example: r#"`workstreams.toml` has:

    [workstreams.infra]
    phases = [{ name = "libraries", estimate = "2d" }]

    [workstreams.auth]
    needs = [{ on = "infra", phase = "libs" }]"#,
    fix: "Write the `name` of one of its `phases`, or leave `phase` out for the whole of it.",
};

/// `name` is none of `known`.
pub(crate) fn finding<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    span: Range<usize>,
) -> Diagnostic {
    let finding = Diagnostic::error(RULE.code, format!("there is no phase `{name}`")).at(span, "");
    let otherwise =
        || "name one of its `phases`, or leave `phase` out for the whole of it".to_owned();
    finding.help(did_you_mean(name, known).unwrap_or_else(otherwise))
}
