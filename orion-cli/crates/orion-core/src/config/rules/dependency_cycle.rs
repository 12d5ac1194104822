//! CFG060: services wait for each other to be healthy, in a circle.

use crate::codes::{Code, Rule};
use crate::config::graph::{Edge, shortest_cycle};
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
    let cycle = shortest_cycle(edges)?;
    let (first, others) = cycle.split_first()?;
    let mut names: Vec<String> = cycle
        .iter()
        .map(|edge| format!("`{}`", edge.from))
        .collect();
    names.push(format!("`{}`", first.from));
    let mut finding = Diagnostic::error(
        RULE.code,
        format!("services wait for each other: {}", names.join(" → ")),
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
