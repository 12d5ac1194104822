//! `GET /.well-known/jwks.json` (RFC 7517).

use axum::extract::State;
use axum::http::{HeaderName, header};
use orion_contracts::auth::v1::Jwks;
use orion_infra::http::Json;

use crate::app::App;

/// Five minutes in anybody's cache are nothing beside the day that a key is published before it signs.
pub(super) async fn jwks(State(app): State<App>) -> ([(HeaderName, &'static str); 1], Json<Jwks>) {
    (
        [(header::CACHE_CONTROL, "public, max-age=300")],
        Json(app.keys.published()),
    )
}
