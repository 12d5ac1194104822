//! The checks that need nothing but the sources.

use super::check::Check;
use super::databases::schemas;
use super::gateway::gateway;
use super::packages::{MANIFESTS, Packages};
use super::rules::{
    consumer_apart, foreign_address, foreign_key, foreign_name, missing_document, missing_gateway,
    missing_migrations, missing_schema, second_version, shared_database, unheard_event,
    uninherited, unprovided_contract, unpublished_event, unrouted_contract, unrouted_operation,
    unusable_document, unusable_schema,
};
use super::sources::Sources;
use crate::config::Workspace;

/// What the sources come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statically {
    /// Every check.
    pub checks: Vec<Check>,
    /// Whether the sources say which operations the gateway routes.
    pub routes_are_known: bool,
}

/// Applies every rule to the sources.
#[must_use]
pub fn check_sources(sources: &Sources<'_>) -> Statically {
    let packages = Packages::of(&sources.files);
    let mut checks = Vec::new();
    checks.extend(missing_document::check(sources));
    checks.extend(unusable_document::check(sources));
    checks.extend(unprovided_contract::check(sources));
    checks.extend(consumer_apart::check(sources, &packages));
    checks.extend(missing_schema::check(sources));
    checks.extend(unusable_schema::check(sources));
    checks.extend(unheard_event::check(sources));
    checks.extend(unpublished_event::check(sources));
    checks.extend(shared_database::check(sources));
    for (service, schema) in schemas(sources) {
        checks.push(missing_migrations::check(sources, service, &schema));
        checks.extend(foreign_key::check(service, &schema));
        checks.extend(foreign_name::check(service, &schema));
    }
    checks.extend(foreign_address::check(sources));
    checks.extend(missing_gateway::check(sources));
    checks.extend(unrouted_contract::check(sources));
    let routed = unrouted_operation::check(sources);
    let routes_are_known = routed.is_some() || gateway(sources.workspace).is_none();
    checks.extend(routed.unwrap_or_default());
    checks.extend(uninherited::check(&packages));
    checks.extend(second_version::check(sources, &packages));
    Statically {
        checks,
        routes_are_known,
    }
}

/// Whether a file of the repository is one that the checks read.
#[must_use]
pub fn is_wanted(workspace: &Workspace, path: &str) -> bool {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    if MANIFESTS.contains(&name) {
        return true;
    }
    let contracts = &workspace.contracts;
    let mut services = workspace.services.iter();
    let is_document = services.any(|service| {
        let documents = contracts.documents.iter().flat_map(|template| {
            let names = service.provides.iter().chain(&service.consumes);
            names.map(|name| template.path(name.as_str()).to_string())
        });
        let schemas = contracts.events.iter().flat_map(|template| {
            let names = service.publishes.iter();
            names.map(|name| template.path(name.as_str()).to_string())
        });
        documents.chain(schemas).any(|document| document == path)
    });
    is_document || is_migration(workspace, path)
}

fn is_migration(workspace: &Workspace, path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_read = ["sql", "prisma"].contains(&ending.to_ascii_lowercase().as_str());
    let databases = workspace.databases.iter();
    let mut places = databases.filter_map(|database| database.migrations.as_ref());
    is_read
        && places.any(|place| {
            let place = place.to_string();
            let below = path.strip_prefix(place.trim_end_matches('/'));
            below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
}
