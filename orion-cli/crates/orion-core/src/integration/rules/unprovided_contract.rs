//! INT003: a consumer without a provider.

use crate::codes::{Code, Rule};
use crate::integration::{Check, IntegrationRule, Point, Row, Sources, Weight};

/// INT003
pub const RULE: Rule = Rule {
    code: Code("INT003"),
    name: "consumer without a provider",
    what: "A service consumes a contract that no service provides.",
    why: "It calls somebody who is not there.",
    example: "`consumes = [\"billing-api\"]`, and no service has `provides = [\"billing-api\"]`.",
    fix: "Add the contract to the `provides` of the service that serves it, or take it from `consumes`.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::ApiContracts,
    row: Row::ServiceToService,
    weight: Weight::Missing,
};

/// Looks for a provider of every contract that is consumed.
pub(in crate::integration) fn check(sources: &Sources<'_>) -> Vec<Check> {
    let services = || sources.workspace.services.iter();
    let consumed = services().flat_map(|service| {
        let contracts = service.consumes.iter();
        contracts.map(move |contract| (service, contract))
    });
    consumed
        .map(|(service, contract)| {
            if services().any(|other| other.provides.contains(contract)) {
                return Check::holds(&INTEGRATION);
            }
            Check::fails(
                &INTEGRATION,
                sources.entry(service, "consumes", contract.as_str()),
                format!(
                    "`{}` consumes `{contract}`, which nobody provides",
                    service.name
                ),
                "add it to the `provides` of the service that serves it",
            )
        })
        .collect()
}
