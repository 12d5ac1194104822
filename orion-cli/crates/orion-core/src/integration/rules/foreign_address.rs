//! INT023: a service that is told the way to another's database.

use crate::codes::{Code, Rule};
use crate::config::Service;
use crate::integration::databases::names;
use crate::integration::{Check, IntegrationRule, Point, Row, Sources, Weight, addresses};

/// INT023
pub const RULE: Rule = Rule {
    code: Code("INT023"),
    name: "address of another service's database",
    what: "A variable of a service's environment is the address of a database that is another service's, or names \
           another service's role.",
    why: "What a service can reach, it will read one day.",
    example: "`[services.user.env]` has `REPORT_URL = \"postgres://user@postgres/auth\"`, and `auth` is the database of \
              the service `auth`.",
    fix: "Take the variable away, and ask the other service by its API or learn from its events.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::DatabaseIsolation,
    row: Row::DatabaseSchemas,
    weight: Weight::Broken,
};

/// One check for each address of a database in a service's environment.
pub(in crate::integration) fn check(sources: &Sources<'_>) -> Vec<Check> {
    let services = sources.workspace.services.iter();
    services
        .flat_map(|service| of_service(sources, service))
        .collect()
}

fn of_service(sources: &Sources<'_>, service: &Service) -> Vec<Check> {
    let (own, others) = names(sources.workspace, service);
    let is_other = |name: &str| others.contains(&name) && !own.contains(&name);
    let databases = addresses(service).filter(crate::integration::Address::is_database);
    databases
        .map(|address| {
            let variable = address.variable.as_str();
            let what = if is_other(&address.path) {
                format!("leads to the database `{}`", address.path)
            } else if let Some(user) = address.user.as_deref().filter(|user| is_other(user)) {
                format!("names the role `{user}`")
            } else {
                return Check::holds(&INTEGRATION);
            };
            let keys = ["services", service.name.as_str(), "env", variable];
            Check::fails(
                &INTEGRATION,
                sources.place(&keys, ""),
                format!(
                    "`{variable}` of `{}` {what}, which is another service's",
                    service.name
                ),
                "take it away, and ask that service by its API or learn from its events",
            )
        })
        .collect()
}
