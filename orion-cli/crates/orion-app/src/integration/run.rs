//! `orion integration`, from one end to the other.

use jiff::Timestamp;
use orion_core::integration::{Point, Sources, check_sources, gateway};

use super::facts::LiveFacts;
use super::live;
use super::network::Network;
use super::report::{IntegrationReport, LeftOut};
use super::served::ServedAnswers;

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

/// A look at the stack that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveLook {
    /// The five points.
    pub report: IntegrationReport,
    /// What providers serve, of those that could be asked.
    pub served: ServedAnswers,
}

/// The five points from the sources and from the stack that runs, at this time. `nonce` tells this probe from every
/// other; `tell` is told what is asked next.
pub async fn integration_live(
    sources: &Sources<'_>,
    facts: &LiveFacts,
    network: &impl Network,
    now: Timestamp,
    nonce: &str,
    tell: &dyn Fn(&str),
) -> LiveLook {
    let mut checks = check_sources(sources).checks;
    let mut left_out = Vec::new();
    tell("asking the services for their documents");
    let asked = live::contracts(sources, facts, network).await;
    let served = asked.iter().filter_map(|asked| asked.answer(now));
    let served: ServedAnswers = served.collect();
    checks.extend(asked.into_iter().map(|asked| asked.check));
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
    LiveLook {
        report: IntegrationReport::of(&checks, &left_out, Some(facts.runtime), None),
        served,
    }
}
