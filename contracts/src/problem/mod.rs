//! How every service says no: problem details (RFC 9457) with a stable code.

mod code;

pub use code::ProblemCode;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The media type of a problem (RFC 9457, section 3).
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A refusal or a failure, for programs and for people.
///
/// Only `code` is added to the standard's members, and `errors` for requests that are wrong in several
/// places. All but the code may be missing in what others write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// Names the kind of problem: a URI that need not lead anywhere.
    #[serde(rename = "type", default = "about_blank")]
    #[schemars(extend("format" = "uri-reference"))]
    pub kind: String,
    /// The HTTP status it came with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 100, max = 599))]
    pub status: Option<u16>,
    /// The same few words for every problem of its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What went wrong this time, and what to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Which occurrence this is, for example the request's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// What programs decide by.
    pub code: ProblemCode,
    /// Every place that is wrong, when the request is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// One place of a request that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldError {
    /// Where: a JSON pointer (RFC 6901) into the request's body; for a query parameter, its name after a `/`.
    pub pointer: String,
    /// What is wrong with it.
    pub detail: String,
}

impl Problem {
    /// A problem of that code, with the status and title that go with it.
    ///
    /// [`ProblemCode::Unknown`] is for reading only; as a problem of one's own it is `internal`.
    #[must_use]
    pub fn new(code: ProblemCode) -> Self {
        let code = match code {
            ProblemCode::Unknown => ProblemCode::Internal,
            known => known,
        };
        Self {
            kind: code.uri(),
            status: Some(code.status()),
            title: Some(code.title().to_owned()),
            detail: None,
            instance: None,
            code,
            errors: Vec::new(),
        }
    }

    /// A request with these faults.
    #[must_use]
    pub fn invalid(faults: Vec<FieldError>) -> Self {
        Self {
            errors: faults,
            ..Self::new(ProblemCode::InvalidRequest)
        }
    }

    /// The same, with what went wrong this time.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

fn about_blank() -> String {
    "about:blank".to_owned()
}
