//! OpenAPI 3.1 documents, made from the tables of operations.

use serde_json::{Map, Value, json};

use super::components::Components;
use super::{Access, Api, Operation};
use crate::problem::ProblemCode;

/// The version of OpenAPI that the documents are written in.
const OPENAPI: &str = "3.1.0";

/// What holds for every operation of every API.
const EVERYWHERE: &str = "\
A request is refused with problem details (RFC 9457), and programs decide by their `code`. Members and words that a \
reader does not know are to be passed over: within a version only optional members are added. A request may bring \
`x-request-id` and `traceparent` (W3C Trace Context); both are handed on.";

/// The version of the document that puts all APIs together.
const PLATFORM_VERSION: &str = "1.0.0";

impl Api {
    /// The API's OpenAPI document.
    ///
    /// What is committed under `contracts/openapi/` is this, and so is [`Api::document`].
    #[must_use]
    pub fn describe(&self) -> Value {
        let info = info(self.title, self.version, self.description);
        document(&info, &[*self], &[])
    }
}

/// One document for all of these APIs, as they are reached through the gateway.
///
/// The gateway limits how often one may ask, so that every operation may be refused for that.
#[must_use]
pub fn aggregate(apis: &[Api]) -> Value {
    let info = info(
        "Orion platform",
        PLATFORM_VERSION,
        "Everything that the platform answers, through its gateway.",
    );
    document(&info, apis, &[ProblemCode::TooManyRequests])
}

fn info(title: &str, version: &str, description: &str) -> Value {
    json!({
        "title": title,
        "version": version,
        "description": format!("{description}\n\n{EVERYWHERE}"),
        "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
    })
}

fn document(info: &Value, apis: &[Api], refusals: &[ProblemCode]) -> Value {
    let mut components = Components::new();
    let mut paths = Map::new();
    for api in apis {
        for operation in api.operations {
            let item = paths
                .entry(operation.path)
                .or_insert_with(|| Value::Object(Map::new()));
            let method = operation.method.as_str().to_ascii_lowercase();
            item[method] = describe(api, operation, refusals, &mut components);
        }
    }
    let tags: Vec<Value> = apis
        .iter()
        .map(|api| json!({ "name": api.service, "description": api.description }))
        .collect();
    json!({
        "openapi": OPENAPI,
        "info": info,
        "tags": tags,
        "paths": paths,
        "components": components.finish(),
    })
}

fn describe(
    api: &Api,
    operation: &Operation,
    refusals: &[ProblemCode],
    components: &mut Components,
) -> Value {
    let mut described = json!({
        "operationId": operation.id,
        "tags": [api.service],
        "summary": operation.summary,
        "description": operation.description,
        "security": match operation.access {
            Access::Public => json!([]),
            Access::User | Access::Admin => json!([{ "bearer": [] }]),
        },
    });
    let parameters = parameters(operation, components);
    if !parameters.is_empty() {
        described["parameters"] = Value::Array(parameters);
    }
    if let Some(body) = &operation.request {
        described["requestBody"] = json!({
            "required": true,
            "content": components.sent(body),
        });
    }
    described["responses"] = answers(operation, refusals, components);
    if operation.access == Access::Admin {
        described["x-role"] = json!("admin");
    }
    if let Some(messages) = &operation.messages {
        described["x-websocket"] = json!({
            "messages": components.written(messages),
            "example": (messages.example)(),
        });
    }
    described
}

fn parameters(operation: &Operation, components: &mut Components) -> Vec<Value> {
    let mut parameters = Vec::new();
    if let Some(parameter) = &operation.parameter {
        parameters.push(json!({
            "name": parameter.name,
            "in": "path",
            "required": true,
            "description": parameter.description,
            "schema": components.read(&parameter.shape),
            "example": (parameter.shape.example)(),
        }));
    }
    if let Some(query) = &operation.query {
        parameters.extend(components.query(query));
    }
    if operation.if_match {
        parameters.push(components.if_match());
    }
    parameters
}

fn answers(operation: &Operation, refusals: &[ProblemCode], components: &mut Components) -> Value {
    let answer = &operation.answer;
    let headers: &[&str] = if answer.entity_tag {
        &["x-request-id", "ETag"]
    } else {
        &["x-request-id"]
    };
    let headers = components.headers(headers);
    let mut described = json!({ "description": answer.description, "headers": headers });
    if let Some(body) = &answer.body {
        described["content"] = components.answered(body);
    }
    let mut answers = Map::new();
    answers.insert(answer.status.to_string(), described);

    let mut problems = operation.problems();
    problems.extend(refusals);
    problems.sort_by_key(|code| code.status());
    problems.dedup();
    for code in problems {
        answers.insert(code.status().to_string(), components.problem(code));
    }
    Value::Object(answers)
}
