//! CFG036: an event that nobody sends.

use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;
use crate::suggestion::did_you_mean;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG036"),
    name: "unpublished event",
    what: "A service subscribes to an event that no service publishes.",
    why: "It would listen for ever. It is a warning, since a publisher may be outside this repository.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]

    [services.mail]
    workstream = "auth"
    subscribes = ["user.registered"]"#,
    fix: "Add the event to the `publishes` of the service that sends it.",
};

/// No service publishes `name`.
pub(crate) fn finding<'a>(
    name: &str,
    published: impl IntoIterator<Item = &'a str>,
    span: Range<usize>,
) -> Diagnostic {
    let finding = Diagnostic::warning(
        RULE.code,
        format!("no service publishes the event `{name}`"),
    )
    .at(span, "");
    let otherwise = || "add it to the `publishes` of the service that sends it".to_owned();
    finding.help(did_you_mean(name, published).unwrap_or_else(otherwise))
}
