//! What the rules against circles say: the shortest one, each of its steps where it is written.

use crate::codes::Code;
use crate::config::graph::{Edge, shortest_cycle};
use crate::diagnostic::Diagnostic;

/// Finds a shortest circle, and says `what` is wrong with it.
pub(super) fn check(code: Code, what: &str, edges: &[Edge<'_>]) -> Option<Diagnostic> {
    let cycle = shortest_cycle(edges)?;
    let (first, others) = cycle.split_first()?;
    let mut names: Vec<String> = cycle
        .iter()
        .map(|edge| format!("`{}`", edge.from))
        .collect();
    names.push(format!("`{}`", first.from));
    let waits = |edge: &Edge<'_>| format!("`{}` waits on `{}`", edge.from, edge.to);
    let mut finding = Diagnostic::error(code, format!("{what}: {}", names.join(" → ")))
        .at(first.span.clone(), waits(first));
    for edge in others {
        finding = finding.also(edge.span.clone(), waits(edge));
    }
    Some(finding.help("remove one of these"))
}
