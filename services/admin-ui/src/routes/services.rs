//! How the services are.

use axum::http::StatusCode;
use axum::response::Response;

use crate::gateway::Authorized;
use crate::pages::{Section, ServicesPage, answer};
use crate::web::{Failed, Visit};

/// `GET /services`
pub(crate) async fn show(visit: Visit) -> Result<Response, Failed> {
    let health = visit.ask(Authorized::health).await?;
    let frame = visit.frame("Service health", Some(Section::Services));
    answer(StatusCode::OK, &ServicesPage::new(frame, health))
}
