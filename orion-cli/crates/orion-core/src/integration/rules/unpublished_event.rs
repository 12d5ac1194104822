//! INT013: an event that is waited for and never comes.

use crate::codes::{Code, Rule};
use crate::integration::{Check, IntegrationRule, Point, Row, Sources, Weight, events};

/// INT013
pub const RULE: Rule = Rule {
    code: Code("INT013"),
    name: "event without a publisher",
    what: "A service subscribes to an event that no service publishes.",
    why: "It would listen for ever.",
    example: "`subscribes = [\"order.paid\"]`, and no service has `publishes = [\"order.paid\"]`.",
    fix: "Add the event to the `publishes` of the service that sends it, or take it from `subscribes`.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::EventSchemas,
    row: Row::ServiceToService,
    weight: Weight::Missing,
};

/// Looks for a publisher of every event that is subscribed to.
pub(in crate::integration) fn check(sources: &Sources<'_>) -> Vec<Check> {
    let one = |(event, service)| {
        if events::published(sources.workspace).any(|(other, _)| other == event) {
            return Check::holds(&INTEGRATION);
        }
        Check::fails(
            &INTEGRATION,
            sources.entry(service, "subscribes", event),
            format!(
                "`{}` subscribes to `{event}`, which nobody publishes",
                service.name
            ),
            "add it to the `publishes` of the service that sends it",
        )
    };
    events::subscribed(sources.workspace).map(one).collect()
}
