//! Finds one's way in the documents, and judges by their schemas.

use std::path::{Path, PathBuf};

use jsonschema::Validator;
use orion_contracts::api::APIS;
use serde_json::Value;

/// A folder of this crate.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The document of the API that has this operation.
pub(crate) fn document_of(id: &str) -> Value {
    let api = APIS.iter().find(|api| api.operation(id).is_some());
    api.unwrap().describe()
}

/// Every operation of a document, with its path and its method.
pub(crate) fn operations(document: &Value) -> Vec<(&str, &str, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap();
            methods
                .iter()
                .map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
        })
        .collect()
}

/// Judges by a schema that may refer to the document's components; formats count.
pub(crate) fn validator(schema: &Value, document: &Value) -> Validator {
    let mut schema = schema.clone();
    if let Some(components) = document.get("components") {
        schema["components"] = components.clone();
    }
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}
