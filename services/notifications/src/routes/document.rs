//! `GET /openapi.json`: the API's document, as it is committed.

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use orion_contracts::notification::v1::API;

pub(super) async fn document() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], API.document)
}
