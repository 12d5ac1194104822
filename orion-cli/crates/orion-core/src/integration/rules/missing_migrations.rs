//! INT024: a database without a schema.

use crate::codes::{Code, Rule};
use crate::config::Service;
use crate::integration::databases::Schema;
use crate::integration::{Check, IntegrationRule, Point, Row, Sources, Weight};

/// INT024
pub const RULE: Rule = Rule {
    code: Code("INT024"),
    name: "database without migrations",
    what: "A service has a database, and no migration of it is known.",
    why: "Whose tables are whose is read from migrations. Without them nothing can be said of a query.",
    example: "`database = \"user\"`, and `[databases.user]` has no `migrations`, or the directory holds no `.sql` file \
              that git tracks.",
    fix: "Say where the migrations are, and add them to git:\n\
          \n    [databases.user]\n    migrations = \"services/user/migrations/\"",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::DatabaseIsolation,
    row: Row::DatabaseSchemas,
    weight: Weight::Missing,
};

/// Whether the service's database has any migration.
pub(in crate::integration) fn check(
    sources: &Sources<'_>,
    service: &Service,
    schema: &Schema<'_>,
) -> Check {
    if !schema.files.is_empty() || !schema.unread.is_empty() {
        return Check::holds(&INTEGRATION);
    }
    let database = service.database.as_ref().map_or("", |name| name.as_str());
    let described = service
        .database
        .as_ref()
        .and_then(|name| sources.workspace.database(name));
    let migrations = described.and_then(|database| database.migrations.as_ref());
    let (place, next) = match migrations {
        Some(path) => (
            sources.place(&["databases", database, "migrations"], ""),
            format!("add the first migration below `{path}`, and `git add` it"),
        ),
        None => (
            sources.entry(service, "database", ""),
            format!("say where they are: `migrations` in `[databases.{database}]`"),
        ),
    };
    let message = format!(
        "the database `{database}` of `{}` has no migration",
        service.name
    );
    Check::fails(&INTEGRATION, place, message, next)
}
