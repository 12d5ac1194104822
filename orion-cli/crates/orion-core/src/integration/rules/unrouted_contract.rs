//! INT031: a contract that the gateway does not know of.

use crate::codes::{Code, Rule};
use crate::integration::{Check, IntegrationRule, Point, Row, Sources, Weight, gateway};

/// INT031
pub const RULE: Rule = Rule {
    code: Code("INT031"),
    name: "contract not consumed by the gateway",
    what: "A service provides a contract that the gateway does not consume.",
    why: "What the gateway does not know it does not route: front ends cannot reach it.",
    example: "`notifications` has `provides = [\"notification-api\"]`, and the gateway's `consumes` lacks it.",
    fix: "Let the gateway route the contract's operations, and add it to the gateway's `consumes`.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::FrontendToBackend,
    row: Row::FrontendBackend,
    weight: Weight::Missing,
};

/// Looks for every contract of another service among those that the gateway consumes.
pub(in crate::integration) fn check(sources: &Sources<'_>) -> Vec<Check> {
    let Some(gateway) = gateway(sources.workspace) else {
        return Vec::new();
    };
    let others = sources.workspace.services.iter();
    let others = others.filter(|service| service.name != gateway.name);
    let contracts = others.flat_map(|service| {
        let contracts = service.provides.iter();
        contracts.map(move |contract| (service, contract))
    });
    contracts
        .map(|(service, contract)| {
            if gateway.consumes.contains(contract) {
                return Check::holds(&INTEGRATION);
            }
            Check::fails(
                &INTEGRATION,
                sources.entry(gateway, "consumes", ""),
                format!(
                    "the gateway `{}` does not consume `{contract}` of `{}`",
                    gateway.name, service.name
                ),
                format!("let it route the operations, and add `{contract}` to its `consumes`"),
            )
        })
        .collect()
}
