//! CFG062: a database that two services share.

use std::collections::HashMap;
use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;
use crate::ids::DatabaseName;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG062"),
    name: "shared database",
    what: "Two services have the same `database`.",
    why: "Databases are isolated, so that a service can change its tables without breaking another. It is a \
          warning, since a program of several processes may share one.",
    example: r#"`workstreams.toml` has:

    [workstreams.a]

    [services.web]
    workstream = "a"
    database = "shop"

    [services.api]
    workstream = "a"
    database = "shop""#,
    fix: "Give each service its own database, and let them speak by events or API calls.",
};

/// Finds databases that an earlier service has already. Each entry is a database, the service that has it,
/// and where it says so.
pub(crate) fn check(used: &[(DatabaseName, &str, Range<usize>)]) -> Vec<Diagnostic> {
    let mut seen: HashMap<&DatabaseName, (&str, &Range<usize>)> = HashMap::new();
    let mut findings = Vec::new();
    for (database, service, span) in used {
        if let Some((first, at)) = seen.get(database) {
            findings.push(
                Diagnostic::warning(
                    RULE.code,
                    format!("`{first}` and `{service}` share the database `{database}`"),
                )
                .at(span.clone(), "")
                .also((*at).clone(), format!("`{first}` has it here"))
                .help("give each its own, and let them speak by events or API calls"),
            );
        } else {
            seen.insert(database, (service, span));
        }
    }
    findings
}
