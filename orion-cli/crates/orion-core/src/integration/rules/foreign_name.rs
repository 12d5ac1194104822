//! INT022: SQL that names another database, or opens a way to one.

use std::collections::BTreeSet;

use crate::codes::{Code, Rule};
use crate::config::Service;
use crate::integration::databases::Schema;
use crate::integration::sql::Named;
use crate::integration::{Check, IntegrationRule, Place, Point, Row, Weight};

/// INT022
pub const RULE: Rule = Rule {
    code: Code("INT022"),
    name: "query into another database",
    what: "A migration names a table by another database's or service's name, or opens a way to another server: \
           `dblink`, a foreign data wrapper, a foreign table.",
    why: "What is read over there is nobody's contract: it breaks when its owner changes a column.",
    example: "`CREATE VIEW emails AS SELECT email FROM auth.accounts;` in a migration of `user`.",
    fix: "Ask the other service by its API, or keep a copy that its events bring up to date.\n\
          \nA statement that is not understood is not judged, and the point stays partial.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::DatabaseIsolation,
    row: Row::DatabaseSchemas,
    weight: Weight::Broken,
};

/// One check for each file of a service's migrations.
pub(in crate::integration) fn check(service: &Service, schema: &Schema<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    for (path, facts) in &schema.files {
        let before = checks.len();
        // A foreign key is told by its own rule.
        let names = facts.relations.iter();
        let names = names.filter(|named| !facts.references.contains(named));
        let mut told = BTreeSet::new();
        for named in names {
            let Some(other) = is_foreign(named, schema) else {
                continue;
            };
            if told.insert((named.line, named.written())) {
                checks.push(Check::fails(
                    &INTEGRATION,
                    Place::file(*path, Some(named.line)),
                    format!(
                        "a migration of `{}` reaches for `{}` of `{other}`",
                        service.name,
                        named.written()
                    ),
                    format!(
                        "ask `{other}` by its API, or keep a copy that its events bring up to date"
                    ),
                ));
            }
        }
        for (line, what) in &facts.links {
            checks.push(Check::fails(
                &INTEGRATION,
                Place::file(*path, Some(*line)),
                format!(
                    "a migration of `{}` opens a way to another server: {what}",
                    service.name
                ),
                "ask the other service by its API, or keep a copy that its events bring up to date",
            ));
        }
        for (line, why) in &facts.unread {
            let reason = format!("the statement is not understood, and not judged: {why}");
            let place = Place::file(*path, Some(*line));
            checks.push(Check::unknown(&INTEGRATION, place, reason));
        }
        if checks.len() == before {
            checks.push(Check::holds(&INTEGRATION));
        }
    }
    for path in &schema.unread {
        let reason = "Prisma's schema language is not read: only the SQL of its migrations is";
        let place = Place::file(*path, None);
        checks.push(Check::unknown(&INTEGRATION, place, reason));
    }
    checks
}

/// The other database, or service, by which a table is named; none when it is named as one's own.
pub(super) fn is_foreign<'a>(named: &Named, schema: &Schema<'a>) -> Option<&'a str> {
    let (_, qualifiers) = named.parts.split_last()?;
    let own = |name: &String| schema.own.contains(&name.as_str()) || schema.schemas.contains(name);
    let mut foreign = qualifiers.iter().filter(|name| !own(name));
    foreign.find_map(|name| {
        let mut others = schema.others.iter();
        others.find(|other| **other == name).copied()
    })
}

/// The other databases with the tables that their migrations create.
pub(super) fn others<'s, 'a>(
    schema: &'s Schema<'a>,
) -> impl Iterator<Item = (&'a str, &'s BTreeSet<String>)> {
    schema
        .elsewhere
        .iter()
        .map(|(name, tables)| (*name, tables))
}
