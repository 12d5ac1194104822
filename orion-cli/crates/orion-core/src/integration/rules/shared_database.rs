//! INT020: a database of two services.

use crate::codes::{Code, Rule};
use crate::integration::{Check, IntegrationRule, Point, Row, Sources, Weight};

/// INT020
pub const RULE: Rule = Rule {
    code: Code("INT020"),
    name: "database of two services",
    what: "Two services have the same database.",
    why: "Each can change what the other reads, and neither can change it alone.",
    example: "`database = \"shop\"` in `[services.orders]` and in `[services.billing]`.",
    fix: "Give each service a database of its own, and let them speak by events or API calls.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::DatabaseIsolation,
    row: Row::DatabaseSchemas,
    weight: Weight::Broken,
};

/// Looks whether any service before has the database already.
pub(in crate::integration) fn check(sources: &Sources<'_>) -> Vec<Check> {
    let services = &sources.workspace.services;
    let mut checks = Vec::new();
    for (nth, service) in services.iter().enumerate() {
        let Some(database) = &service.database else {
            continue;
        };
        let mut before = services[..nth].iter();
        let other = before.find(|other| other.database.as_ref() == Some(database));
        checks.push(match other {
            None => Check::holds(&INTEGRATION),
            Some(other) => Check::fails(
                &INTEGRATION,
                sources.entry(service, "database", ""),
                format!(
                    "`{}` and `{}` share the database `{database}`",
                    other.name, service.name
                ),
                "give each its own, and let them speak by events or API calls",
            ),
        });
    }
    checks
}
