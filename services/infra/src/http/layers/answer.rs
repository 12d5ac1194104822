//! Problems in the place of bare refusals.

use axum::body::HttpBody as _;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use orion_contracts::problem::ProblemCode;

use crate::http::ApiProblem;

/// The answer, with a problem as its body if it refuses without a word: routes that do not exist, methods they do not
/// have, time that has run out. Its headers stay, as `Allow`.
pub(super) fn explained(response: Response) -> Response {
    let status = response.status();
    let is_bare = (status.is_client_error() || status.is_server_error())
        && !response.headers().contains_key(header::CONTENT_TYPE)
        && response.body().size_hint().exact() == Some(0);
    if !is_bare {
        return response;
    }
    let of_status = |code: &&ProblemCode| code.status() == status.as_u16();
    let Some(code) = ProblemCode::ALL.iter().find(of_status) else {
        return response;
    };
    let (bare, _) = response.into_parts();
    let mut problem = ApiProblem::new(*code).into_response();
    for (name, value) in &bare.headers {
        if name != header::CONTENT_LENGTH {
            problem.headers_mut().insert(name, value.clone());
        }
    }
    *problem.extensions_mut() = bare.extensions;
    problem
}
