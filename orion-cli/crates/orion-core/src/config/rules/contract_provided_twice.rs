//! CFG061: a contract with two providers.

use std::collections::HashMap;
use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;
use crate::ids::ContractName;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG061"),
    name: "contract provided twice",
    what: "Two services provide the same contract.",
    why: "Consumers could not tell whom to call, and a change would have two implementers.",
    example: r#"`workstreams.toml` has:

    [workstreams.a]

    [services.web]
    workstream = "a"
    provides = ["api"]

    [services.api]
    workstream = "a"
    provides = ["api"]"#,
    fix: "Leave the contract with the service that implements it. One that only passes requests on consumes it.",
};

/// Finds contracts that an earlier service provides already. Each entry is a contract, the service that
/// provides it, and where it says so.
pub(crate) fn check(provided: &[(ContractName, &str, Range<usize>)]) -> Vec<Diagnostic> {
    let mut seen: HashMap<&ContractName, (&str, &Range<usize>)> = HashMap::new();
    let mut findings = Vec::new();
    for (contract, service, span) in provided {
        match seen.get(contract) {
            Some((first, at)) if first != service => findings.push(
                Diagnostic::error(
                    RULE.code,
                    format!("both `{first}` and `{service}` provide the contract `{contract}`"),
                )
                .at(span.clone(), "")
                .also((*at).clone(), format!("`{first}` provides it here"))
                .help("leave it with the service that implements it; one that passes requests on `consumes` it"),
            ),
            Some(_) => {}
            None => {
                seen.insert(contract, (service, span));
            }
        }
    }
    findings
}
