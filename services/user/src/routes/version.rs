//! Versions as HTTP carries them: `ETag` in answers, `If-Match` in requests.

use axum::extract::FromRequestParts;
use axum::http::header::{ETAG, IF_MATCH};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use orion_contracts::EntityTag;
use orion_contracts::entity_tag::NotAnEntityTag;
use orion_contracts::problem::ProblemCode;
use orion_contracts::user::v1::User;
use orion_infra::http::{ApiProblem, Json};

/// A user with the entity tag of their version.
pub(super) struct Versioned(pub(super) User);

impl IntoResponse for Versioned {
    fn into_response(self) -> Response {
        let tag = EntityTag(self.0.version).to_string();
        ([(ETAG, tag)], Json(self.0)).into_response()
    }
}

/// The version that a change is meant for, which has to be said: one, as the contract has it.
///
/// HTTP knows `*` and lists as well (RFC 9110, section 13.1.1). Here they are refused: both would let a change
/// through whose sender has not seen what it changes.
pub(super) struct IfMatch(EntityTag);

impl IfMatch {
    /// Whether a change of this version is meant.
    pub(super) fn holds(&self, version: u64) -> bool {
        self.0.0 == version
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = ApiProblem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiProblem> {
        let mut values = parts.headers.get_all(IF_MATCH).iter();
        let Some(value) = values.next() else {
            return Err(ApiProblem::new(ProblemCode::PreconditionRequired)
                .detail("send the `ETag` that you have read as `If-Match`"));
        };
        // Several lines are one list (RFC 9110, section 5.3).
        if values.next().is_some() {
            return Err(not_a_tag(NotAnEntityTag));
        }
        let tag = value.to_str().ok().and_then(|text| text.parse().ok());
        tag.map(Self).ok_or_else(|| not_a_tag(NotAnEntityTag))
    }
}

fn not_a_tag(why: NotAnEntityTag) -> ApiProblem {
    ApiProblem::new(ProblemCode::InvalidRequest).field("/If-Match", why.to_string())
}
