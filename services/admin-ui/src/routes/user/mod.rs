//! One user: to look at, rename, activate and deactivate.

mod change;
mod shown;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use orion_contracts::user::v1::{UpdateUserRequest, UserStatus};
use orion_contracts::{UserId, Validate as _};

use crate::web::{Failed, Fields, Posted, Visit};
use change::{Outcome, change};
use shown::Shown;

/// `GET /users/{id}`
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failed> {
    let id = parse(&id)?;
    let user = visit.ask(|gateway| gateway.user(id)).await?;
    Shown::new(user).answer(&visit, StatusCode::OK)
}

/// `GET /users/{id}/status`: where somebody is who reloads after a change that was refused.
pub(crate) async fn back(Path(id): Path<String>) -> Result<Redirect, Failed> {
    Ok(Redirect::to(&format!("/users/{}", parse(&id)?)))
}

/// `POST /users/{id}`: a new name.
pub(crate) async fn rename(
    Path(id): Path<String>,
    Posted { visit, fields }: Posted,
) -> Result<Response, Failed> {
    let id = parse(&id)?;
    let name = fields.text("display-name").to_owned();
    let request = UpdateUserRequest {
        display_name: Some(name.clone()),
        status: None,
    };
    let faults = request.faults();
    if !faults.is_empty() {
        let user = visit.ask(|gateway| gateway.user(id)).await?;
        let shown = Shown {
            entered: Some(name),
            faults,
            seen: Some(version(&fields)?),
            ..Shown::new(user)
        };
        return shown.answer(&visit, StatusCode::UNPROCESSABLE_ENTITY);
    }
    match change(&visit, id, version(&fields)?, request).await? {
        Outcome::Done(user) => {
            visit.session.leave_notice("Saved.");
            Ok(Redirect::to(&format!("/users/{}", user.id)).into_response())
        }
        Outcome::Stale(user) => {
            let shown = Shown {
                entered: Some(name),
                stale: true,
                ..Shown::new(user)
            };
            shown.answer(&visit, StatusCode::PRECONDITION_FAILED)
        }
        Outcome::Faulty(faults, user) => {
            let shown = Shown {
                entered: Some(name),
                faults,
                ..Shown::new(user)
            };
            shown.answer(&visit, StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

/// `POST /users/{id}/status`: activate or deactivate.
pub(crate) async fn set_status(
    Path(id): Path<String>,
    Posted { visit, fields }: Posted,
) -> Result<Response, Failed> {
    let id = parse(&id)?;
    let (status, notice) = match fields.text("status") {
        "active" => (UserStatus::Active, "Activated."),
        "deactivated" => (UserStatus::Deactivated, "Deactivated."),
        _ => return Err(Failed::Malformed),
    };
    if id == visit.session.viewer.user {
        return Err(Failed::OwnAccount);
    }
    let request = UpdateUserRequest {
        display_name: None,
        status: Some(status),
    };
    match change(&visit, id, version(&fields)?, request).await? {
        Outcome::Done(user) => {
            visit.session.leave_notice(notice);
            Ok(Redirect::to(&format!("/users/{}", user.id)).into_response())
        }
        Outcome::Stale(user) | Outcome::Faulty(_, user) => {
            let shown = Shown {
                stale: true,
                ..Shown::new(user)
            };
            shown.answer(&visit, StatusCode::PRECONDITION_FAILED)
        }
    }
}

/// The user that a path names.
pub(super) fn parse(id: &str) -> Result<UserId, Failed> {
    id.parse().map_err(|_| Failed::NotFound)
}

/// The version that a form was made for.
pub(super) fn version(fields: &Fields) -> Result<u64, Failed> {
    fields
        .text("version")
        .parse()
        .map_err(|_| Failed::Malformed)
}
