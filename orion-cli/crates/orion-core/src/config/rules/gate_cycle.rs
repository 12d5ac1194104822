//! CFG063: the steps of a gate wait on each other in a circle, or gates include each other.

use crate::codes::{Code, Rule};
use crate::config::graph::{Edge, shortest_cycle};
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
    let cycle = shortest_cycle(edges)?;
    let (first, others) = cycle.split_first()?;
    let mut names: Vec<String> = cycle
        .iter()
        .map(|edge| format!("`{}`", edge.from))
        .collect();
    names.push(format!("`{}`", first.from));
    let mut finding = Diagnostic::error(
        RULE.code,
        format!("a gate waits on itself: {}", names.join(" → ")),
    )
    .at(
        first.span.clone(),
        format!("`{}` waits on `{}`", first.from, first.to),
    );
    for edge in others {
        finding = finding.also(
            edge.span.clone(),
            format!("`{}` waits on `{}`", edge.from, edge.to),
        );
    }
    Some(finding.help("remove one of these"))
}
