//! INT012: an event that nobody listens to.

use crate::codes::{Code, Rule};
use crate::integration::{Check, IntegrationRule, Point, Row, Sources, Weight, events};

/// INT012
pub const RULE: Rule = Rule {
    code: Code("INT012"),
    name: "unheard event",
    what: "A service publishes an event that no service subscribes to.",
    why: "Either somebody is still to listen, or the event is kept up for nobody.",
    example: "`publishes = [\"order.paid\"]`, and no service has `subscribes = [\"order.paid\"]`.",
    fix: "Add the event to the `subscribes` of the service that listens; or take it from `publishes`, and from the \
          service that sends it.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::EventSchemas,
    row: Row::ServiceToService,
    weight: Weight::Missing,
};

/// Looks for somebody who listens to every event that is published.
pub(in crate::integration) fn check(sources: &Sources<'_>) -> Vec<Check> {
    let one = |(event, service)| {
        if events::subscribed(sources.workspace).any(|(other, _)| other == event) {
            return Check::holds(&INTEGRATION);
        }
        Check::fails(
            &INTEGRATION,
            sources.entry(service, "publishes", event),
            format!(
                "`{}` publishes `{event}`, and nobody subscribes to it",
                service.name
            ),
            "add it to the `subscribes` of whoever listens, or publish it no more",
        )
    };
    events::published(sources.workspace).map(one).collect()
}
