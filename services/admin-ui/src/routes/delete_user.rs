//! Deletes a user, after asking.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use orion_contracts::UserId;
use orion_contracts::problem::ProblemCode;

use super::user::{parse, version};
use crate::pages::{DeleteUserPage, Section, answer};
use crate::web::{Failed, Posted, Visit};

/// `GET /users/{id}/delete`
pub(crate) async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Response, Failed> {
    let id = parse(&id)?;
    question(&visit, id, StatusCode::OK).await
}

/// `POST /users/{id}/delete`
pub(crate) async fn delete(
    Path(id): Path<String>,
    Posted { visit, fields }: Posted,
) -> Result<Response, Failed> {
    let id = parse(&id)?;
    let version = version(&fields)?;
    if id == visit.session.viewer.user {
        return Err(Failed::OwnAccount);
    }
    let asked = visit.ask(|gateway| gateway.delete_user(id, version)).await;
    match asked {
        Ok(()) => {
            visit.app.names.forget(id);
            visit.session.leave_notice("The user is deleted.");
            Ok(Redirect::to("/users").into_response())
        }
        Err(Failed::Gateway(trouble))
            if trouble.code() == Some(ProblemCode::PreconditionFailed) =>
        {
            question(&visit, id, StatusCode::PRECONDITION_FAILED).await
        }
        Err(failed) => Err(failed),
    }
}

async fn question(visit: &Visit, id: UserId, status: StatusCode) -> Result<Response, Failed> {
    if id == visit.session.viewer.user {
        return Err(Failed::OwnAccount);
    }
    let user = visit.ask(|gateway| gateway.user(id)).await?;
    let changed = status != StatusCode::OK;
    let error = if changed { "Error: " } else { "" };
    let title = format!("{error}Delete {}?", user.display_name);
    let page = DeleteUserPage {
        frame: visit.frame(title, Some(Section::Users)),
        user: user.into(),
        changed,
    };
    answer(status, &page)
}
