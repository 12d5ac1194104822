//! Who may pass: what every request meets.

use axum::Json;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, IF_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use orion_contracts::auth::v1::Role;
use orion_contracts::problem::{FieldError, MEDIA_TYPE, Problem, ProblemCode};
use orion_contracts::{EntityTag, UserId, Validate};

use super::Inside;
use super::state::Asked;

/// A refusal as the real platform writes it.
pub(super) struct Refusal(pub(super) Box<Problem>);

impl Refusal {
    pub(super) fn of(code: ProblemCode) -> Self {
        Self(Box::new(Problem::new(code)))
    }

    pub(super) fn unless_valid(request: &impl Validate) -> Result<(), Self> {
        let faults: Vec<FieldError> = request.faults();
        if faults.is_empty() {
            return Ok(());
        }
        let mut problem = Problem::new(ProblemCode::InvalidRequest);
        problem.errors = faults;
        Err(Self(Box::new(problem)))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.code.status()).unwrap();
        (status, [(CONTENT_TYPE, MEDIA_TYPE)], Json(self.0)).into_response()
    }
}

/// Remembers what is asked, and fails when the test wants it to.
pub(super) async fn pass(State(inside): State<Inside>, request: Request, next: Next) -> Response {
    let asked = Asked {
        path: request.uri().path().to_owned(),
        headers: request.headers().clone(),
    };
    let failing = {
        let mut state = inside.lock();
        state.asked.push(asked);
        state.failing
    };
    let response = match failing {
        Some(status) => status.into_response(),
        None => next.run(request).await,
    };
    inside.changed();
    response
}

/// Whoever shows an access token that holds.
pub(super) struct Caller {
    pub(super) user: UserId,
    pub(super) roles: Vec<Role>,
}

impl Caller {
    pub(super) fn is_admin(&self) -> bool {
        self.roles.contains(&Role::Admin)
    }

    pub(super) fn admin(&self) -> Result<(), Refusal> {
        if self.is_admin() {
            Ok(())
        } else {
            Err(Refusal::of(ProblemCode::Forbidden))
        }
    }
}

impl FromRequestParts<Inside> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, inside: &Inside) -> Result<Self, Refusal> {
        let token = parts
            .headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().unwrap().strip_prefix("Bearer "));
        let state = inside.lock();
        let user = token.and_then(|token| state.access.get(token).copied());
        let user = user.ok_or(Refusal::of(ProblemCode::Unauthenticated))?;
        Ok(Self {
            user,
            roles: state.roles(user),
        })
    }
}

/// The version that `If-Match` says.
pub(super) fn wanted_version(headers: &HeaderMap) -> Result<u64, Refusal> {
    let tag = headers
        .get(IF_MATCH)
        .ok_or(Refusal::of(ProblemCode::PreconditionRequired))?;
    let EntityTag(version) = tag
        .to_str()
        .unwrap()
        .parse()
        .map_err(|_| Refusal::of(ProblemCode::InvalidRequest))?;
    Ok(version)
}
