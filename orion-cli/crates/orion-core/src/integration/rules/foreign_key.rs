//! INT021: a foreign key that points out of the service's own tables.

use super::foreign_name::{is_foreign, others};
use crate::codes::{Code, Rule};
use crate::config::Service;
use crate::integration::databases::Schema;
use crate::integration::{Check, IntegrationRule, Place, Point, Row, Weight};

/// INT021
pub const RULE: Rule = Rule {
    code: Code("INT021"),
    name: "foreign key to another service's table",
    what: "A migration references a table that none of the service's own migrations creates.",
    why: "A foreign key ties two databases to one server and one transaction: neither service can move, restore or \
          change its tables alone.",
    example: "In `services/orders/migrations/0001.sql`:\n\
          \n    user_id text REFERENCES users (id)\n\
          \nand `users` is the user service's.",
    fix: "Keep the other's identifier without a foreign key, and learn what becomes of it from events:\n\
          \n    user_id text NOT NULL",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::DatabaseIsolation,
    row: Row::DatabaseSchemas,
    weight: Weight::Broken,
};

/// One check for each foreign key of a service's migrations.
pub(in crate::integration) fn check(service: &Service, schema: &Schema<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for (path, facts) in &schema.files {
        for reference in &facts.references {
            let is_own = schema.tables.contains(reference.table());
            let whose = is_foreign(reference, schema);
            if is_own && whose.is_none() {
                checks.push(Check::holds(&INTEGRATION));
                continue;
            }
            let written = reference.written();
            let whose = whose.or_else(|| owner(reference.table(), schema));
            let message = match whose {
                Some(other) => format!(
                    "a foreign key of `{}` points at `{written}` of `{other}`",
                    service.name
                ),
                None => format!(
                    "a foreign key of `{}` points at `{written}`, which no migration of it creates",
                    service.name
                ),
            };
            checks.push(Check::fails(
                &INTEGRATION,
                Place::file(*path, Some(reference.line)),
                message,
                "keep the identifier without a foreign key, and learn of changes from events",
            ));
        }
    }
    checks
}

/// The other database whose migrations create the table.
fn owner<'a>(table: &str, schema: &Schema<'a>) -> Option<&'a str> {
    let mut others = others(schema);
    others
        .find(|(_, tables)| tables.contains(table))
        .map(|(name, _)| name)
}
