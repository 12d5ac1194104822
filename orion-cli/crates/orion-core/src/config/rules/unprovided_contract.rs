//! CFG035: a contract that nobody serves.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;
use crate::suggestion::did_you_mean;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG035"),
    name: "unprovided contract",
    what: "A service consumes, or a deliverable is proved by, a contract that no service provides.",
    why: "Nobody could be asked to change it, and its consumers wait for something that nobody builds. It is a \
          warning, since a provider may be outside this repository.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]

    [services.web]
    workstream = "auth"
    consumes = ["auth-api"]"#,
    fix: "Add the contract to the `provides` of the service that serves it.",
};

/// No service provides `name`.
pub(crate) fn finding<'a>(
    name: &str,
    provided: impl IntoIterator<Item = &'a str>,
    span: Range<usize>,
) -> Diagnostic {
    let finding = Diagnostic::warning(
        RULE.code,
        format!("no service provides the contract `{name}`"),
    )
    .at(span, "");
    let otherwise = || "add it to the `provides` of the service that serves it".to_owned();
    finding.help(did_you_mean(name, provided).unwrap_or_else(otherwise))
}
