//! Log out: here and at auth.

use axum::response::{IntoResponse as _, Redirect, Response};
use orion_contracts::auth::v1::RefreshToken;
use orion_infra::trace::carried;

use crate::app::App;
use crate::session::{Cookie, SessionId};
use crate::web::Posted;

/// `POST /logout`
pub(crate) async fn leave(Posted { visit, .. }: Posted) -> Response {
    end(&visit.app, &visit.id).await;
    let mut response = Redirect::to("/login?out=true").into_response();
    visit
        .app
        .cookies
        .remove(response.headers_mut(), Cookie::Session);
    response
}

/// Ends a session, if there is one.
pub(crate) async fn end(app: &App, id: &SessionId) {
    if let Some(session) = app.sessions.end(id) {
        tracing::info!(user = %session.viewer.user, "logged out");
        at_auth(app, session.tokens.last().await);
    }
}

/// Ends it at auth as well, beside what goes on. The session is over here whatever comes of it, and at auth no
/// later than its refresh token is.
pub(crate) fn at_auth(app: &App, token: RefreshToken) {
    let gateway = app.gateway.clone();
    tokio::spawn(carried(async move {
        if let Err(trouble) = gateway.log_out(token).await {
            tracing::warn!(%trouble, "a session that is over here could not be ended at auth");
        }
    }));
}
