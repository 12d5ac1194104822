//! `GET /openapi.json`: the contract that the service keeps, word for word.

use axum::http::{HeaderName, header};

const DOCUMENT: &str = include_str!("../../../../contracts/openapi/auth-api.json");

pub(super) async fn document() -> ([(HeaderName, &'static str); 1], &'static str) {
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT)
}
