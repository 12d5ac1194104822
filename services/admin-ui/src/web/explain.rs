//! Makes a page of a failure: what happened, and what to do. Whoever has to log in first is led there.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::{Failed, Visit, query};
use crate::app::App;
use crate::pages::{Frame, TroublePage, answer};
use crate::session::Cookie;

/// Passes the response on, unless it carries a failure.
pub(crate) async fn explain(State(app): State<App>, request: Request, next: Next) -> Response {
    let asked = request.method().is_safe().then(|| {
        let path = request.uri().path_and_query();
        path.map_or_else(|| "/".to_owned(), ToString::to_string)
    });
    let headers = request.headers().clone();
    let mut response = next.run(request).await;
    let Some(failed) = response.extensions_mut().remove::<Arc<Failed>>() else {
        return response;
    };
    if let Failed::LoggedOut = *failed {
        let had_session = app.cookies.read(&headers, Cookie::Session).is_some();
        return to_log_in(&app, asked.as_deref(), had_session);
    }
    if let Failed::Internal(error) = &*failed {
        tracing::error!(error = %error, "a page failed");
    }
    let visit = Visit::look(&headers, &app).ok();
    let page = TroublePage::of(&failed, |title| match &visit {
        Some(visit) => visit.frame(title, None),
        None => Frame::outside(title, String::new()),
    });
    let status = page.status;
    let mut response = answer(status, &page).unwrap_or_else(|_| status.into_response());
    if let Some(seconds) = page.retry_after {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// To the log in page, and from there back to what was asked for.
fn to_log_in(app: &App, asked: Option<&str>, had_session: bool) -> Response {
    let back = asked.filter(|path| *path != "/");
    let ended = had_session.then_some("true");
    let path = query("/login", &[("next", back), ("ended", ended)]);
    let mut response = Redirect::to(&path).into_response();
    if had_session {
        app.cookies.remove(response.headers_mut(), Cookie::Session);
    }
    response
}
