//! CFG031: a service that there is not.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;
use crate::suggestion::did_you_mean;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG031"),
    name: "unknown service",
    what: "`depends-on`, or a database's `server`, names a service that the file does not have.",
    why: "What waits for a service that is never started never starts.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]

    [services.web]
    workstream = "auth"
    depends-on = ["postgres"]"#,
    fix: "Write a service's name: the key under `[services]`. A database's server or a broker is a service too.",
};

/// `name` is none of `known`.
pub(crate) fn finding<'a>(
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    span: Range<usize>,
) -> Diagnostic {
    let finding =
        Diagnostic::error(RULE.code, format!("there is no service `{name}`")).at(span, "");
    let otherwise = || format!("add `[services.{name}]`, or name one that is there");
    finding.help(did_you_mean(name, known).unwrap_or_else(otherwise))
}
