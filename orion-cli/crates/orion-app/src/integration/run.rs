//! `orion integration`, from one end to the other.

use orion_core::integration::{Point, Sources, check_sources, gateway};

use super::facts::LiveFacts;
use super::live;
use super::network::Network;
use super::report::{IntegrationReport, LeftOut};

/// The five points from the sources alone. `why` says why the running stack is not asked.
#[must_use]
pub fn integration(sources: &Sources<'_>, why: &str) -> IntegrationReport {
    let found = check_sources(sources);
    let mut left_out = Vec::new();
    if !found.routes_are_known && gateway(sources.workspace).is_some() {
        left_out.push(LeftOut {
            point: Point::FrontendToBackend,
            why: "which operations the gateway routes is seen only while it runs: its own document lists none of \
                  the others'"
                .to_owned(),
        });
    }
    IntegrationReport::of(&found.checks, &left_out, None, Some(why.to_owned()))
}

/// The five points from the sources and from the stack that runs. `nonce` tells this probe from every other; `tell`
/// is told what is asked next.
pub async fn integration_live(
    sources: &Sources<'_>,
    facts: &LiveFacts,
    network: &impl Network,
    nonce: &str,
    tell: &dyn Fn(&str),
) -> IntegrationReport {
    let mut checks = check_sources(sources).checks;
    let mut left_out = Vec::new();
    tell("asking the services for their documents");
    checks.extend(live::contracts(sources, facts, network).await);
    tell("sending an event through the broker");
    match live::events(sources, facts, network, nonce).await {
        Ok(found) => checks.extend(found),
        Err(why) => left_out.push(LeftOut {
            point: Point::EventSchemas,
            why,
        }),
    }
    tell("trying the credentials of each service at the others' databases");
    match live::databases(sources, facts, network).await {
        Ok(found) => checks.extend(found),
        Err(why) => left_out.push(LeftOut {
            point: Point::DatabaseIsolation,
            why,
        }),
    }
    tell("asking for every operation through the gateway");
    checks.extend(live::routes(sources, facts, network, nonce).await);
    IntegrationReport::of(&checks, &left_out, Some(facts.runtime), None)
}
