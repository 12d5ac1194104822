//! The databases of a workspace, with what their migrations say.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::Sources;
use super::sql::{SqlFacts, read_sql};
use crate::config::{Service, Workspace};
use crate::ids::DatabaseName;

/// What is known of one service's database.
#[derive(Debug, Clone)]
pub(super) struct Schema<'a> {
    /// Its migrations, by their paths.
    pub(super) files: Vec<(&'a str, SqlFacts)>,
    /// Files of its schema that are not read.
    pub(super) unread: Vec<&'a str>,
    /// The tables that they create.
    pub(super) tables: BTreeSet<String>,
    /// The schemas that they create.
    pub(super) schemas: BTreeSet<String>,
    /// The names that mean this database.
    pub(super) own: Vec<&'a str>,
    /// The names that mean another: of databases, and of services that have one.
    pub(super) others: Vec<&'a str>,
    /// The tables of every other database.
    pub(super) elsewhere: BTreeMap<&'a str, BTreeSet<String>>,
}

/// The services that have a database, each with its schema.
pub(super) fn schemas<'a>(sources: &'a Sources<'_>) -> Vec<(&'a Service, Schema<'a>)> {
    let workspace = sources.workspace;
    let having = workspace
        .services
        .iter()
        .filter(|service| service.database.is_some());
    let mut read: Vec<(&Service, Schema<'_>)> = having
        .map(|service| (service, schema(sources, service)))
        .collect();
    let tables: Vec<(&str, BTreeSet<String>)> = read
        .iter()
        .filter_map(|(service, schema)| {
            Some((service.database.as_ref()?.as_str(), schema.tables.clone()))
        })
        .collect();
    for (service, schema) in &mut read {
        let own = service.database.as_ref().map_or("", |name| name.as_str());
        let elsewhere = tables.iter().filter(|(name, _)| *name != own).cloned();
        schema.elsewhere = elsewhere.collect();
    }
    read
}

fn schema<'a>(sources: &'a Sources<'_>, service: &'a Service) -> Schema<'a> {
    let workspace = sources.workspace;
    let (own, others) = names(workspace, service);
    let mut schema = Schema {
        files: Vec::new(),
        unread: Vec::new(),
        tables: BTreeSet::new(),
        schemas: BTreeSet::new(),
        own,
        others,
        elsewhere: BTreeMap::new(),
    };
    let database = service.database.as_ref();
    let database = database.and_then(|name| workspace.database(name));
    let Some((database, path)) = database.and_then(|one| Some((one, one.migrations.as_ref()?)))
    else {
        return schema;
    };
    for (path, text) in sources.below(&path.to_string()) {
        if ends_with(path, "sql") {
            let facts = read_sql(text, database.dialect);
            schema.tables.extend(facts.tables.iter().cloned());
            schema.schemas.extend(facts.schemas.iter().cloned());
            schema.files.push((path, facts));
        } else if ends_with(path, "prisma") {
            schema.unread.push(path);
        }
    }
    schema
}

fn ends_with(path: &str, ending: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending))
}

/// The names that mean a service's own database, and those that mean another's.
pub(super) fn names<'a>(
    workspace: &'a Workspace,
    service: &'a Service,
) -> (Vec<&'a str>, Vec<&'a str>) {
    let mut own = vec![service.name.as_str()];
    own.extend(service.database.as_ref().map(DatabaseName::as_str));
    let having = workspace.services.iter().filter_map(|other| {
        let database = other.database.as_ref()?;
        Some([database.as_str(), other.name.as_str()])
    });
    let databases = workspace.databases.iter();
    let databases = databases.map(|database| database.name.as_str());
    let mut others: Vec<&str> = having.flatten().chain(databases).collect();
    others.retain(|name| !own.contains(name));
    others.sort_unstable();
    others.dedup();
    (own, others)
}
