//! What the operations have in common when they say no.

use orion_contracts::problem::ProblemCode;
use orion_infra::http::ApiProblem;

use crate::domain::NotAllowed;

/// There is no such user: never, not yet, or no longer.
pub(super) fn no_such_user() -> ApiProblem {
    ApiProblem::new(ProblemCode::NotFound).detail("there is no such user")
}

/// The user was changed since whoever asks has read them.
pub(super) fn changed_meanwhile(version: u64) -> ApiProblem {
    ApiProblem::new(ProblemCode::PreconditionFailed).detail(format!(
        "the user is at version {version} now: read them again and decide anew"
    ))
}

/// It is not for who asks to do.
pub(super) fn not_allowed(why: NotAllowed) -> ApiProblem {
    ApiProblem::new(ProblemCode::Forbidden).detail(why.to_string())
}
