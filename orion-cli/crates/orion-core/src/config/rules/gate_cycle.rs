//! CFG063: the steps of a gate wait on each other in a circle, or gates include each other.

use super::circle;
use crate::codes::{Code, Rule};
use crate::config::graph::Edge;
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG063"),
    name: "cycle of steps or gates",
    what: "The steps of a gate wait on each other in a circle, or gates include each other.",
    why: "None of the steps would ever run.",
    example: r#"`workstreams.toml` has:

    [[gates.push.steps]]
    name = "a"
    run = "a"
    needs = ["a"]"#,
    fix: "Remove one of the needs or includes that are shown.",
};

/// Finds a shortest circle.
pub(crate) fn check(edges: &[Edge<'_>]) -> Option<Diagnostic> {
    circle::check(RULE.code, "a gate waits on itself", edges)
}
