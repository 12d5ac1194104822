//! Health: whether the process answers at all (live), and whether it should be given work (ready).

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use futures_util::future::join_all;
use serde::Serialize;
use tokio::sync::watch;

use crate::http::Chain;
use crate::service::{BuildError, Check};

/// How long a check may take; one that takes longer has failed.
const CHECK: Duration = Duration::from_secs(1);

/// How far a service's life has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// It does not serve yet.
    Starting,
    /// It serves.
    Ready,
    /// It finishes what it has begun and takes nothing new.
    Draining,
}

/// The health of one service, shared by whoever changes it and whoever tells.
#[derive(Debug, Clone)]
pub struct Health(Arc<watch::Sender<Phase>>);

impl Health {
    /// Of a service that is starting.
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(watch::Sender::new(Phase::Starting)))
    }

    /// How far it has come.
    #[must_use]
    pub fn phase(&self) -> Phase {
        *self.0.borrow()
    }

    /// Says how far it has come. Nothing leads back.
    pub fn reach(&self, phase: Phase) {
        self.0.send_if_modified(|reached| {
            let is_further = phase > *reached;
            *reached = phase.max(*reached);
            is_further
        });
    }

    /// Returns when it has come so far.
    pub async fn reached(&self, phase: Phase) {
        // The sender is here: there is always somebody who may go on.
        let _ = self
            .0
            .subscribe()
            .wait_for(|reached| *reached >= phase)
            .await;
    }

    /// `GET /health/live` answers 200 as long as the process answers at all; `GET /health/ready` answers 200
    /// while it is ready and every check passes within a second, and 503 otherwise. Neither may be cached.
    pub fn routes(&self, checks: Vec<Check>) -> Router {
        let state = Arc::new((self.clone(), checks));
        Router::new()
            .route("/health/live", get(live))
            .route("/health/ready", get(ready))
            .with_state(state)
    }
}

impl Default for Health {
    fn default() -> Self {
        Self::new()
    }
}

#[derive(Debug, Serialize)]
struct HealthReport {
    status: &'static str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    checks: BTreeMap<&'static str, &'static str>,
}

async fn live() -> impl IntoResponse {
    report(StatusCode::OK, "live", BTreeMap::new())
}

async fn ready(State(state): State<Arc<(Health, Vec<Check>)>>) -> impl IntoResponse {
    let (health, checks) = &*state;
    let (code, status) = match health.phase() {
        Phase::Starting => (StatusCode::SERVICE_UNAVAILABLE, "starting"),
        Phase::Draining => (StatusCode::SERVICE_UNAVAILABLE, "draining"),
        Phase::Ready => {
            let answers = join_all(checks.iter().map(passes)).await;
            let is_ready = answers.iter().all(|(_, passes)| *passes);
            let checks = answers
                .into_iter()
                .map(|(name, passes)| (name, if passes { "ok" } else { "failed" }))
                .collect();
            return if is_ready {
                report(StatusCode::OK, "ready", checks)
            } else {
                report(StatusCode::SERVICE_UNAVAILABLE, "not-ready", checks)
            };
        }
    };
    report(code, status, BTreeMap::new())
}

/// Asks, and logs why not.
async fn passes(check: &Check) -> (&'static str, bool) {
    let answer = match tokio::time::timeout(CHECK, check.ask()).await {
        Ok(answer) => answer,
        Err(elapsed) => Err(BuildError::from(elapsed)),
    };
    if let Err(error) = &answer {
        tracing::warn!(check = check.name(), error = %Chain(&**error), "not ready");
    }
    (check.name(), answer.is_ok())
}

fn report(
    code: StatusCode,
    status: &'static str,
    checks: BTreeMap<&'static str, &'static str>,
) -> impl IntoResponse {
    (
        code,
        [(header::CACHE_CONTROL, "no-store")],
        Json(HealthReport { status, checks }),
    )
}

#[cfg(test)]
mod tests {
    use super::{Health, Phase};

    #[test]
    fn nothing_leads_back() {
        let health = Health::new();
        assert_eq!(health.phase(), Phase::Starting);
        health.reach(Phase::Draining);
        health.reach(Phase::Ready);
        assert_eq!(health.phase(), Phase::Draining);
    }
}
