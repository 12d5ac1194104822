//! What the operations of a document share: schemas, the answers to what is refused, parameters and headers.

use std::collections::{BTreeMap, BTreeSet};

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::strict::{WithoutNull, forbid_null};
use super::{Body, FORM, Shape, headers, problems};
use crate::problem::{Problem, ProblemCode};

/// Collects what is referred to.
pub(super) struct Components {
    /// Schemas of what a service reads.
    reading: SchemaGenerator,
    /// Schemas of what a service writes.
    writing: SchemaGenerator,
    problems: BTreeMap<u16, ProblemCode>,
    headers: BTreeSet<&'static str>,
    if_match: bool,
}

impl Components {
    pub(super) fn new() -> Self {
        let settings = || {
            SchemaSettings::draft2020_12().with(|settings| {
                settings.definitions_path = "/components/schemas".into();
                settings.meta_schema = None;
            })
        };
        Self {
            reading: settings().for_deserialize().into_generator(),
            writing: settings()
                .for_serialize()
                .with_transform(WithoutNull)
                .into_generator(),
            problems: BTreeMap::new(),
            headers: BTreeSet::new(),
            if_match: false,
        }
    }

    /// The schema of something that is sent to the service.
    pub(super) fn read(&mut self, shape: &Shape) -> Value {
        (shape.schema)(&mut self.reading).to_value()
    }

    /// The schema of something that comes from the service.
    pub(super) fn written(&mut self, shape: &Shape) -> Value {
        (shape.schema)(&mut self.writing).to_value()
    }

    /// The content of a request.
    pub(super) fn sent(&mut self, body: &Body) -> Value {
        let schema = if body.media_type == FORM {
            let mut schema = (body.shape.inline)(&mut self.reading).to_value();
            for property in properties(&mut schema) {
                forbid_null(property);
            }
            schema
        } else {
            self.read(&body.shape)
        };
        content(body, &schema)
    }

    /// The content of an answer.
    pub(super) fn answered(&mut self, body: &Body) -> Value {
        let schema = self.written(&body.shape);
        content(body, &schema)
    }

    /// One parameter for each member of the query.
    pub(super) fn query(&mut self, shape: &Shape) -> Vec<Value> {
        let mut schema = (shape.inline)(&mut self.reading).to_value();
        let required = schema["required"].take();
        let example = (shape.example)();
        let Some(Value::Object(properties)) = schema.get_mut("properties").map(Value::take) else {
            return Vec::new();
        };
        properties
            .into_iter()
            .map(|(name, mut schema)| {
                forbid_null(&mut schema);
                let description = schema
                    .as_object_mut()
                    .and_then(|schema| schema.shift_remove("description"));
                let is_required = required
                    .as_array()
                    .is_some_and(|required| required.contains(&json!(name)));
                let mut parameter = json!({
                    "name": name,
                    "in": "query",
                    "required": is_required,
                    "description": description,
                    "schema": schema,
                });
                if let Some(value) = example.get(&name) {
                    parameter["example"] = value.clone();
                }
                parameter
            })
            .collect()
    }

    /// A reference to the answer for this problem.
    pub(super) fn problem(&mut self, code: ProblemCode) -> Value {
        self.problems.insert(code.status(), code);
        json!({ "$ref": format!("#/components/responses/{}", code.name()) })
    }

    /// References to headers of an answer, by their names.
    pub(super) fn headers(&mut self, names: &[&'static str]) -> Value {
        self.headers.extend(names);
        names
            .iter()
            .map(|name| {
                let reference = json!({ "$ref": format!("#/components/headers/{name}") });
                ((*name).to_owned(), reference)
            })
            .collect::<Map<_, _>>()
            .into()
    }

    /// A reference to the parameter `If-Match`.
    pub(super) fn if_match(&mut self) -> Value {
        self.if_match = true;
        json!({ "$ref": "#/components/parameters/If-Match" })
    }

    /// All of them, in the order of their names.
    pub(super) fn finish(mut self) -> Value {
        self.writing.subschema_for::<Problem>();
        let mut schemas = BTreeMap::new();
        schemas.extend(self.reading.take_definitions(true));
        schemas.extend(self.writing.take_definitions(true));
        let problems = std::mem::take(&mut self.problems);
        let responses: Map<String, Value> = problems
            .into_values()
            .map(|code| {
                let headers = self.headers(problems::headers(code));
                (code.name().to_owned(), problems::answer(code, &headers))
            })
            .collect();
        let headers: Map<String, Value> = self
            .headers
            .into_iter()
            .map(|name| (name.to_owned(), headers::describe(name)))
            .collect();
        let mut components = json!({
            "schemas": schemas,
            "responses": responses,
            "headers": headers,
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "An access token, as logging in gives it.",
                },
            },
        });
        if self.if_match {
            components["parameters"] = json!({ "If-Match": headers::if_match() });
        }
        components
    }
}

fn content(body: &Body, schema: &Value) -> Value {
    json!({ body.media_type: { "schema": schema, "example": (body.shape.example)() } })
}

fn properties(schema: &mut Value) -> impl Iterator<Item = &mut Value> {
    schema
        .get_mut("properties")
        .and_then(Value::as_object_mut)
        .into_iter()
        .flat_map(Map::values_mut)
}

#[cfg(test)]
mod tests {
    use super::Components;
    use crate::api::APIS;

    #[test]
    fn what_is_read_and_written_under_one_name_is_one_shape() {
        let mut components = Components::new();
        for operation in APIS.iter().flat_map(|api| api.operations) {
            if let Some(body) = &operation.request {
                components.read(&body.shape);
            }
            if let Some(body) = &operation.answer.body {
                components.written(&body.shape);
            }
        }
        let read = components.reading.take_definitions(true);
        let written = components.writing.take_definitions(true);
        let both = read.keys().filter(|name| written.contains_key(*name));
        let both: Vec<_> = both.collect();
        assert_eq!(both, ["UserStatus"]);
        for name in both {
            assert_eq!(read[name], written[name], "{name}");
        }
    }
}
