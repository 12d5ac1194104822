//! A change of a user who may have been changed meanwhile.

use orion_contracts::UserId;
use orion_contracts::problem::{FieldError, ProblemCode};
use orion_contracts::user::v1::{UpdateUserRequest, User};

use crate::gateway::Trouble;
use crate::web::{Failed, Visit};

/// What became of it.
pub(super) enum Outcome {
    Done(User),
    /// Somebody else was first; the user as they left it.
    Stale(User),
    /// The user service takes less than the contract says; the user as it is.
    Faulty(Vec<FieldError>, User),
}

/// Changes a user who still is at that version.
///
/// # Errors
/// When the gateway does neither do it nor say what is wrong with it.
pub(super) async fn change(
    visit: &Visit,
    id: UserId,
    version: u64,
    request: UpdateUserRequest,
) -> Result<Outcome, Failed> {
    let asked = visit
        .ask(|gateway| gateway.update_user(id, version, request.clone()))
        .await;
    visit.app.names.forget(id);
    let problem = match asked {
        Ok(user) => return Ok(Outcome::Done(user)),
        Err(Failed::Gateway(Trouble::Refused(problem))) => problem,
        Err(failed) => return Err(failed),
    };
    let stale = problem.code == ProblemCode::PreconditionFailed;
    let faulty = problem.code == ProblemCode::InvalidRequest && !problem.errors.is_empty();
    if !stale && !faulty {
        return Err(Failed::Gateway(Trouble::Refused(problem)));
    }
    let user = visit.ask(|gateway| gateway.user(id)).await?;
    if stale {
        Ok(Outcome::Stale(user))
    } else {
        Ok(Outcome::Faulty(problem.errors, user))
    }
}
