//! CFG051: workstreams wait on each other in a circle.

use super::circle;
use crate::codes::{Code, Rule};
use crate::config::graph::Edge;
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG051"),
    name: "cycle of needs",
    what: "Workstreams wait on each other in a circle.",
    why: "None of them could ever start, so there is no plan.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]
    needs = ["user"]

    [workstreams.user]
    needs = ["auth"]"#,
    fix: "Remove one of the needs that are shown, or move what two workstreams need of each other into a third.",
};

/// Finds a shortest circle.
pub(crate) fn check(edges: &[Edge<'_>]) -> Option<Diagnostic> {
    circle::check(RULE.code, "workstreams wait on each other", edges)
}
