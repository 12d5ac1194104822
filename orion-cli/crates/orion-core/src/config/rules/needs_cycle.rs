//! CFG051: workstreams wait on each other in a circle.

use crate::codes::{Code, Rule};
use crate::config::graph::{Edge, shortest_cycle};
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
    let cycle = shortest_cycle(edges)?;
    let (first, others) = cycle.split_first()?;
    let mut names: Vec<String> = cycle
        .iter()
        .map(|edge| format!("`{}`", edge.from))
        .collect();
    names.push(format!("`{}`", first.from));
    let mut finding = Diagnostic::error(
        RULE.code,
        format!("workstreams wait on each other: {}", names.join(" → ")),
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
