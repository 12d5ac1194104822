//! INT011: a schema that describes nothing.

use serde_json::Value;

use crate::codes::{Code, Rule};
use crate::integration::sources::document;
use crate::integration::{Check, IntegrationRule, Place, Point, Row, Sources, Weight, events};

/// INT011
pub const RULE: Rule = Rule {
    code: Code("INT011"),
    name: "unusable event schema",
    what: "An event's schema is no JSON Schema, or one that says nothing.",
    why: "A schema that takes everything protects nobody.",
    example: "`contracts/events/user.registered.json` holds `{}`, or a merge conflict.",
    fix: "Mend the schema at the line that is named, or generate it again.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::EventSchemas,
    row: Row::EventSchemas,
    weight: Weight::Broken,
};

/// The keywords of JSON Schema by which one says anything of a value.
const TELLING: [&str; 9] = [
    "type",
    "properties",
    "required",
    "$ref",
    "allOf",
    "anyOf",
    "oneOf",
    "enum",
    "const",
];

/// Reads the schema of every event that is published and has one.
pub(in crate::integration) fn check(sources: &Sources<'_>) -> Vec<Check> {
    let Some(template) = &sources.workspace.contracts.events else {
        return Vec::new();
    };
    let published = events::published(sources.workspace);
    let paths = published.map(|(event, _)| template.path(event).to_string());
    paths
        .filter_map(|path| Some(one(&path, sources.text(&path)?)))
        .collect()
}

fn one(path: &str, text: &str) -> Check {
    let fails = |line: Option<usize>, message: String| {
        let next = "mend the schema, or generate it again from its sources";
        Check::fails(&INTEGRATION, Place::file(path, line), message, next)
    };
    match document(path, text) {
        Err((line, why)) => fails(line, format!("`{path}` cannot be read: {why}")),
        Ok(Value::Object(schema)) => {
            if TELLING.iter().any(|keyword| schema.contains_key(*keyword)) {
                Check::holds(&INTEGRATION)
            } else {
                fails(None, format!("`{path}` says nothing of the event"))
            }
        }
        Ok(_) => fails(None, format!("`{path}` is no JSON Schema")),
    }
}
