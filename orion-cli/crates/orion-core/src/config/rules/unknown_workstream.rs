//! CFG030: a workstream that there is not.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;
use crate::suggestion::did_you_mean;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG030"),
    name: "unknown workstream",
    what: "`needs`, `review`, or a service's `workstream` names a workstream that the file does not have.",
    why: "An approval would be asked of nobody, and a plan would wait for ever.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]

    [workstreams.user]
    needs = ["aut"]"#,
    fix: "Write a workstream's id: the key under `[workstreams]`, not its title or number.",
};

/// `name` is none of `known`.
pub(crate) fn finding<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    span: Range<usize>,
) -> Diagnostic {
    let finding =
        Diagnostic::error(RULE.code, format!("there is no workstream `{name}`")).at(span, "");
    let otherwise = || format!("add `[workstreams.{name}]`, or name one that is there");
    finding.help(did_you_mean(name, known).unwrap_or_else(otherwise))
}
