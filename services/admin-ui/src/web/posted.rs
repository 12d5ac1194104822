//! Forms that were sent. There is no way to a form's fields but through these, and they look at its token.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::http::{StatusCode, header};

use super::{Failed, Fields, Visit};
use crate::app::App;
use crate::session::{Cookie, FIELD};

/// A form of a page that was sent to this session.
#[derive(Debug)]
pub(crate) struct Posted {
    pub(crate) visit: Visit,
    pub(crate) fields: Fields,
}

/// The form of the log in page.
#[derive(Debug)]
pub(crate) struct EntryPosted {
    pub(crate) fields: Fields,
    /// Whether it is of a page that was sent to this browser.
    pub(crate) genuine: bool,
}

impl FromRequest<App> for Posted {
    type Rejection = Failed;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failed> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, app).await?;
        let fields = fields(Request::from_parts(parts, body), app).await?;
        if !app.form_key.holds(&visit.id, fields.text(FIELD)) {
            return Err(Failed::Forged);
        }
        Ok(Self { visit, fields })
    }
}

impl FromRequest<App> for EntryPosted {
    type Rejection = Failed;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failed> {
        let entry = app.cookies.read(request.headers(), Cookie::Entry);
        let fields = fields(request, app).await?;
        let genuine = entry.is_some_and(|id| app.form_key.holds(&id, fields.text(FIELD)));
        Ok(Self { fields, genuine })
    }
}

async fn fields(request: Request, app: &App) -> Result<Fields, Failed> {
    let media_type = request.headers().get(header::CONTENT_TYPE);
    let is_form = media_type
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| {
            kind.trim()
                .eq_ignore_ascii_case("application/x-www-form-urlencoded")
        });
    if !is_form {
        return Err(Failed::Malformed);
    }
    let body = Bytes::from_request(request, app)
        .await
        .map_err(|rejection| {
            if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                Failed::TooLong
            } else {
                Failed::Malformed
            }
        })?;
    Ok(Fields::read(&body))
}
