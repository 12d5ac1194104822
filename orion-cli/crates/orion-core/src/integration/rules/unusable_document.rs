//! INT002: a document that describes no API.

use serde_json::Value;

use crate::codes::{Code, Rule};
use crate::integration::sources::document;
use crate::integration::{Check, IntegrationRule, Place, Point, Row, Sources, Weight, operations};

/// INT002
pub const RULE: Rule = Rule {
    code: Code("INT002"),
    name: "unusable contract document",
    what: "A contract's document is no OpenAPI document, or has no operation.",
    why: "Clients, mocks and the gateway are made from it: what cannot be read describes nothing.",
    example: "`contracts/openapi/auth-api.json` holds a merge conflict, or `\"paths\": {}`.",
    fix: "Mend the document at the line that is named, or generate it again.",
};

/// Its place among the points.
pub const INTEGRATION: IntegrationRule = IntegrationRule {
    rule: &RULE,
    point: Point::ApiContracts,
    row: Row::ApiContracts,
    weight: Weight::Broken,
};

/// Reads the document of every contract that is provided and has one.
pub(in crate::integration) fn check(sources: &Sources<'_>) -> Vec<Check> {
    let Some(template) = &sources.workspace.contracts.documents else {
        return Vec::new();
    };
    let services = sources.workspace.services.iter();
    let contracts = services.flat_map(|service| &service.provides);
    let paths = contracts.map(|contract| template.path(contract.as_str()).to_string());
    paths
        .filter_map(|path| Some(one(&path, sources.text(&path)?)))
        .collect()
}

fn one(path: &str, text: &str) -> Check {
    let known = ["json", "yaml", "yml"];
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    if !known.contains(&ending.to_ascii_lowercase().as_str()) {
        let reason = format!("`{path}` is neither JSON nor YAML, and is not read");
        return Check::unknown(&INTEGRATION, Place::file(path, None), reason);
    }
    let fails = |line: Option<usize>, message: String| {
        let next = "mend the document, or generate it again from its sources";
        Check::fails(&INTEGRATION, Place::file(path, line), message, next)
    };
    match document(path, text) {
        Err((line, why)) => fails(line, format!("`{path}` cannot be read: {why}")),
        Ok(document) => match operations(&document) {
            None => fails(None, format!("`{path}` is no OpenAPI document")),
            Some(found) if found.is_empty() => {
                fails(None, format!("`{path}` describes no operation"))
            }
            Some(_) => Check::holds(&INTEGRATION),
        },
    }
}

/// The document of a contract, if it has one that can be read.
pub(in crate::integration) fn readable(sources: &Sources<'_>, contract: &str) -> Option<Value> {
    let template = sources.workspace.contracts.documents.as_ref()?;
    let path = template.path(contract).to_string();
    document(&path, sources.text(&path)?).ok()
}
