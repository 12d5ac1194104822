//! `GET /v1/platform/health`: how every service behind the gateway is, asked at this moment.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRef, State};
use axum::http::uri::PathAndQuery;
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::future::join_all;
use http_body_util::{BodyExt as _, Limited};
use jiff::Timestamp;
use orion_contracts::gateway::v1::{PlatformHealth, ServiceHealth, ServiceStatus};
use orion_infra::http::{Reply, forward_headers};
use orion_infra::identity::{Caller, Tokens};
use serde_json::Value;
use tokio::time::Instant;

use crate::forward::Gate;
use crate::upstream::{HttpClient, Outgoing, Standing, Upstream};

/// Where a service says whether it is ready.
const READY: &str = "/health/ready";
/// How long a service may take to say so.
const PATIENCE: Duration = Duration::from_secs(2);
/// The most that is read of what it says.
const MOST: usize = 16 << 10;

/// Whom to ask, and who may.
#[derive(Debug, Clone)]
pub(crate) struct Platform {
    pub(crate) services: Arc<[Arc<Upstream>]>,
    pub(crate) client: HttpClient,
    pub(crate) gate: Gate,
}

impl FromRef<Platform> for Tokens {
    fn from_ref(platform: &Platform) -> Self {
        platform.gate.tokens.clone()
    }
}

/// Answers.
pub(crate) async fn platform_health(
    State(platform): State<Platform>,
    caller: Caller,
) -> Reply<Response> {
    platform.gate.count(&caller)?;
    caller.admin()?;
    let services = platform
        .services
        .iter()
        .map(|service| ask(&platform.client, service));
    let health = PlatformHealth {
        services: join_all(services).await,
    };
    let not_kept = [(header::CACHE_CONTROL, "no-store")];
    Ok((not_kept, axum::Json(health)).into_response())
}

async fn ask(client: &HttpClient, service: &Upstream) -> ServiceHealth {
    let checked_at = Timestamp::now();
    let begun = Instant::now();
    let (status, said) = match tokio::time::timeout(PATIENCE, ready(client, service)).await {
        Ok(Ok((StatusCode::OK, _))) => (ServiceStatus::Ready, None),
        Ok(Ok((_, said))) => (ServiceStatus::NotReady, said),
        Ok(Err(error)) => {
            tracing::debug!(upstream = service.name(), error, "its health is not known");
            (ServiceStatus::Unreachable, None)
        }
        Err(_) => (ServiceStatus::Unreachable, Some(LATE.to_owned())),
    };
    let left_alone = match service.standing() {
        Standing::Closed => None,
        Standing::Open(_) | Standing::Probing => Some(LEFT_ALONE.to_owned()),
    };
    let detail: Vec<String> = said.into_iter().chain(left_alone).collect();
    ServiceHealth {
        name: service.name().to_owned(),
        status,
        latency_ms: u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX),
        checked_at,
        detail: (!detail.is_empty()).then(|| detail.join("; ")),
    }
}

const LATE: &str = "it did not answer in time";
const LEFT_ALONE: &str = "it failed too often, and the gateway leaves it alone for now";

type Unknown = Box<dyn std::error::Error + Send + Sync>;

/// What the service says: its status, and what is wrong with it.
async fn ready(
    client: &HttpClient,
    service: &Upstream,
) -> Result<(StatusCode, Option<String>), Unknown> {
    let mut request = Request::new(Outgoing::EMPTY);
    *request.uri_mut() = service.uri(&PathAndQuery::from_static(READY))?;
    *request.headers_mut() = forward_headers();
    let answer = client.request(request).await?;
    let status = answer.status();
    let body = Limited::new(answer.into_body(), MOST).collect().await?;
    Ok((status, failed_checks(&body.to_bytes())))
}

/// The names of the checks that failed, as text for people.
fn failed_checks(report: &[u8]) -> Option<String> {
    let report: Value = serde_json::from_slice(report).ok()?;
    let failed: Vec<String> = report
        .get("checks")?
        .as_object()?
        .iter()
        .filter(|(_, outcome)| *outcome != "ok")
        .map(|(name, _)| format!("`{name}` failed"))
        .collect();
    (!failed.is_empty()).then(|| failed.join(", "))
}

#[cfg(test)]
mod tests {
    use super::failed_checks;

    #[test]
    fn the_checks_that_failed_are_named() {
        let of = |report: &str| failed_checks(report.as_bytes());
        assert_eq!(
            of(r#"{"status":"ready","checks":{"bus":"failed","database":"ok","x":"failed"}}"#),
            Some("`bus` failed, `x` failed".to_owned())
        );
        assert_eq!(of(r#"{"checks":{"database":"ok"}}"#), None);
        assert_eq!(of(r#"{"status":"draining"}"#), None);
        assert_eq!(of("<html>"), None);
    }
}
