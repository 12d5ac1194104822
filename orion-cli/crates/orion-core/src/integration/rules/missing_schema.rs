//! INT010: an event without a schema.

use crate::codes::{Code, Rule};
use crate::integration::{Check, IntegrationRule, Point, Row, Sources, Weight, events};

/// INT010
pub const RULE: Rule = Rule {
    code: Code("INT010"),
    name: "missing event schema",
    what: "A service publishes an event that has no schema.",
    why: "Whoever listens has to know what an event holds, and nobody sees a publisher's code from there.",
    example: "`publishes = [\"user.registered\"]` and `events = \"contracts/events/{name}.json\"`, and there is no\n\
              `contracts/events/user.registered.json`.",
    fix: "Write the schema, or generate it, where `[contracts] events` says it is. To ask its owner for it:\n\
          \n    orion contract request",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::EventSchemas,
    row: Row::EventSchemas,
    weight: Weight::Missing,
};

/// Looks for the schema of every event that is published.
pub(in crate::integration) fn check(sources: &Sources<'_>) -> Vec<Check> {
    let one = |(event, service)| {
        let place = sources.entry(service, "publishes", event);
        let Some(template) = &sources.workspace.contracts.events else {
            return Check::fails(
                &INTEGRATION,
                place,
                format!("nothing says where the schema of `{event}` is"),
                "add `[contracts]` with `events = \"contracts/events/{name}.json\"`",
            );
        };
        let path = template.path(event).to_string();
        if sources.text(&path).is_some() {
            return Check::holds(&INTEGRATION);
        }
        Check::fails(
            &INTEGRATION,
            place,
            format!(
                "`{}` publishes `{event}`, which has no schema",
                service.name
            ),
            format!("write `{path}`, or `orion contract request` asks its owner for it"),
        )
    };
    events::published(sources.workspace).map(one).collect()
}
