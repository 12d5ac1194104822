//! How the services are.

use askama::Template;
use orion_contracts::gateway::v1::{PlatformHealth, ServiceHealth, ServiceStatus};

use super::{Frame, Moment};

/// All of them.
#[derive(Debug, Template)]
#[template(path = "services.html")]
pub(crate) struct ServicesPage {
    pub(crate) frame: Frame,
    summary: String,
    tone: &'static str,
    rows: Vec<ServiceRow>,
}

/// One of them.
#[derive(Debug)]
struct ServiceRow {
    name: String,
    word: &'static str,
    tone: &'static str,
    latency: String,
    checked_at: Moment,
    detail: String,
}

impl ServicesPage {
    /// Of what the gateway says.
    pub(crate) fn new(frame: Frame, health: PlatformHealth) -> Self {
        let all = health.services.len();
        let ready = health
            .services
            .iter()
            .filter(|service| service.status == ServiceStatus::Ready)
            .count();
        let (summary, tone) = match (ready, all) {
            (_, 0) => ("The gateway knows of no service.".to_owned(), "waiting"),
            (ready, all) if ready == all => (format!("All {all} services are ready."), "good"),
            (0, all) => (format!("None of {all} services is ready."), "bad"),
            (ready, all) => (format!("{ready} of {all} services are ready."), "bad"),
        };
        Self {
            frame,
            summary,
            tone,
            rows: health.services.into_iter().map(ServiceRow::from).collect(),
        }
    }
}

impl From<ServiceHealth> for ServiceRow {
    fn from(service: ServiceHealth) -> Self {
        let (word, tone) = match service.status {
            ServiceStatus::Ready => ("ready", "good"),
            ServiceStatus::NotReady => ("not ready", "waiting"),
            ServiceStatus::Unreachable => ("unreachable", "bad"),
            ServiceStatus::Unknown => ("unknown", "idle"),
        };
        Self {
            name: service.name,
            word,
            tone,
            latency: format!("{} ms", service.latency_ms),
            checked_at: Moment(service.checked_at),
            detail: service.detail.unwrap_or_default(),
        }
    }
}
