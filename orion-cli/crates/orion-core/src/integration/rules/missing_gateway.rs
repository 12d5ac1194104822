//! INT030: contracts without a gateway.

use crate::codes::{Code, Rule};
use crate::integration::{
    Check, IntegrationRule, Place, Point, Row, Sources, Weight, gateway, sources::POLICY,
};

/// INT030
pub const RULE: Rule = Rule {
    code: Code("INT030"),
    name: "no gateway",
    what: "Services provide contracts, and none of them is a gateway.",
    why: "A front end would have to know every service's address, and each service every front end.",
    example: "`auth` and `user` provide contracts, and no service consumes both and is depended on by a front end.",
    fix: "Describe the gateway: it `consumes` the contracts of the services, has a port, and the front end has it in \
          `depends-on`. A service that consumes contracts and is called `gateway` counts before there is a front end.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::FrontendToBackend,
    row: Row::FrontendBackend,
    weight: Weight::Missing,
};

/// Whether there is a gateway, where there is anything to route.
pub(in crate::integration) fn check(sources: &Sources<'_>) -> Vec<Check> {
    let mut services = sources.workspace.services.iter();
    if services.all(|service| service.provides.is_empty()) {
        return Vec::new();
    }
    if gateway(sources.workspace).is_some() {
        return vec![Check::holds(&INTEGRATION)];
    }
    vec![Check::fails(
        &INTEGRATION,
        Place::file(POLICY, None),
        "services provide contracts, and none is their gateway",
        "describe one: it `consumes` their contracts, has a port, and the front end `depends-on` it",
    )]
}
