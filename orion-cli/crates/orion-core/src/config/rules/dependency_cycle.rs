//! CFG060: services wait for each other to be healthy, in a circle.

use super::circle;
use crate::codes::{Code, Rule};
use crate::config::graph::Edge;
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG060"),
    name: "cycle of dependencies",
    what: "Services wait for each other to be healthy, in a circle.",
    why: "None of them could ever start.",
    example: r#"`workstreams.toml` has:

    [workstreams.a]

    [services.web]
    workstream = "a"
    depends-on = ["api"]

    [services.api]
    workstream = "a"
    depends-on = ["web"]"#,
    fix: "Remove one of the dependencies that are shown. A service that can wait for another by itself need not depend on it.",
};

/// Finds a shortest circle.
pub(crate) fn check(edges: &[Edge<'_>]) -> Option<Diagnostic> {
    circle::check(RULE.code, "services wait for each other", edges)
}
