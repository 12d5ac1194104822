//! One operation: what is asked, what is answered, and every way to be refused.

use http::Method;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Access, Example, Shape};
use crate::problem::ProblemCode;

/// The media type of JSON bodies.
pub const JSON: &str = "application/json";
/// The media type of form bodies.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// A body of one media type.
#[derive(Debug, Clone, Copy)]
pub struct Body {
    /// Its media type.
    pub media_type: &'static str,
    /// What it looks like.
    pub shape: Shape,
}

/// The one parameter in a path.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    /// Its name, as it stands between the braces.
    pub name: &'static str,
    /// What it says.
    pub description: &'static str,
    /// What it looks like.
    pub shape: Shape,
}

/// What is answered when all is well.
#[derive(Debug, Clone, Copy)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// When that is.
    pub description: &'static str,
    /// What comes back.
    pub body: Option<Body>,
    /// Whether `ETag` carries the version of what comes back.
    pub entity_tag: bool,
}

/// Something that can be asked of a service.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its name, unique over all APIs.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path, with its parameter in braces, as `/v1/users/{id}`.
    pub path: &'static str,
    /// One line.
    pub summary: &'static str,
    /// What there is to know beside it.
    pub description: &'static str,
    /// Who may ask.
    pub access: Access,
    /// The parameter in the path.
    pub parameter: Option<Parameter>,
    /// Whether `If-Match` has to say which version is meant.
    pub if_match: bool,
    /// The query parameters, as the members of an object.
    pub query: Option<Shape>,
    /// The body that is sent.
    pub request: Option<Body>,
    /// What is answered when all is well.
    pub answer: Answer,
    /// The text frames that a WebSocket pushes once it is open.
    pub messages: Option<Shape>,
    /// Refusals that do not follow from the rest.
    pub refusals: &'static [ProblemCode],
}

impl Operation {
    /// An operation that anybody may ask for, with nothing to say, and that is answered with 204 and nothing.
    #[must_use]
    pub const fn new(method: Method, path: &'static str, id: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            summary: "",
            description: "",
            access: Access::Public,
            parameter: None,
            if_match: false,
            query: None,
            request: None,
            answer: Answer {
                status: 204,
                description: "Done.",
                body: None,
                entity_tag: false,
            },
            messages: None,
            refusals: &[],
        }
    }

    /// Says what it is for: in one line, and at length.
    #[must_use]
    pub const fn about(mut self, summary: &'static str, description: &'static str) -> Self {
        self.summary = summary;
        self.description = description;
        self
    }

    /// Says who may ask.
    #[must_use]
    pub const fn for_whom(mut self, access: Access) -> Self {
        self.access = access;
        self
    }

    /// Describes the parameter in the path.
    #[must_use]
    pub const fn with_parameter<T>(mut self, name: &'static str, description: &'static str) -> Self
    where
        T: JsonSchema + Example + Serialize + DeserializeOwned,
    {
        self.parameter = Some(Parameter {
            name,
            description,
            shape: Shape::of::<T>(),
        });
        self
    }

    /// Demands `If-Match`.
    #[must_use]
    pub const fn with_if_match(mut self) -> Self {
        self.if_match = true;
        self
    }

    /// Describes the query parameters.
    #[must_use]
    pub const fn with_query<T>(mut self) -> Self
    where
        T: JsonSchema + Example + Serialize + DeserializeOwned,
    {
        self.query = Some(Shape::of::<T>());
        self
    }

    /// Describes the body that is sent.
    #[must_use]
    pub const fn with_body<T>(mut self, media_type: &'static str) -> Self
    where
        T: JsonSchema + Example + Serialize + DeserializeOwned,
    {
        self.request = Some(Body {
            media_type,
            shape: Shape::of::<T>(),
        });
        self
    }

    /// Describes the JSON that is answered when all is well.
    #[must_use]
    pub const fn answers<T>(mut self, status: u16, description: &'static str) -> Self
    where
        T: JsonSchema + Example + Serialize + DeserializeOwned,
    {
        self.answer.status = status;
        self.answer.description = description;
        self.answer.body = Some(Body {
            media_type: JSON,
            shape: Shape::of::<T>(),
        });
        self
    }

    /// Answers with the version of what comes back, in `ETag`.
    #[must_use]
    pub const fn with_entity_tag(mut self) -> Self {
        self.answer.entity_tag = true;
        self
    }

    /// Describes the text frames of a WebSocket; the answer is 101.
    #[must_use]
    pub const fn pushes<T>(mut self, description: &'static str) -> Self
    where
        T: JsonSchema + Example + Serialize + DeserializeOwned,
    {
        self.answer.status = 101;
        self.answer.description = description;
        self.messages = Some(Shape::of::<T>());
        self
    }

    /// Adds refusals that do not follow from the rest.
    #[must_use]
    pub const fn refuses(mut self, refusals: &'static [ProblemCode]) -> Self {
        self.refusals = refusals;
        self
    }

    /// Whether it is a WebSocket.
    #[must_use]
    pub const fn is_web_socket(&self) -> bool {
        self.messages.is_some()
    }

    /// Every problem that it can be answered with, by status.
    #[must_use]
    pub fn problems(&self) -> Vec<ProblemCode> {
        use ProblemCode as Code;

        let reads_something = self.parameter.is_some()
            || self.query.is_some()
            || self.request.is_some()
            || self.is_web_socket();
        let mut problems = self.refusals.to_vec();
        let follow = [
            (reads_something, Code::InvalidRequest),
            (self.access != Access::Public, Code::Unauthenticated),
            (self.access == Access::Admin, Code::Forbidden),
            (self.parameter.is_some(), Code::NotFound),
            (self.if_match, Code::PreconditionFailed),
            (true, Code::PayloadTooLarge),
            (self.request.is_some(), Code::UnsupportedMediaType),
            (self.is_web_socket(), Code::UpgradeRequired),
            (self.if_match, Code::PreconditionRequired),
            (true, Code::Internal),
            (true, Code::Unavailable),
        ];
        problems.extend(follow.iter().filter(|(can, _)| *can).map(|(_, code)| *code));
        problems.sort_by_key(|code| code.status());
        problems.dedup();
        problems
    }
}
