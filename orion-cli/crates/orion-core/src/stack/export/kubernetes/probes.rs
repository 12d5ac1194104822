//! What the cluster asks a container.
//!
//! `health` of `workstreams.toml` says when a service is ready, and so it decides who is sent requests. It does
//! not decide who is started again: a service whose database is away is not ready, and to kill it mends nothing.
//! Whether it lives is whether its port takes connections.

use std::time::Duration;

use serde_json::{Value, json};

use super::super::container::{Container, ask_postgres};
use crate::config::{Health, Probe, Protocol};

/// The readiness probe.
pub(super) fn readiness(container: &Container<'_>) -> Value {
    let Some(health) = &container.service.health else {
        return Value::Null;
    };
    let (kind, action) = match &health.probe {
        Probe::Http { path, port } => (
            "httpGet",
            json!({ "path": path.as_str(), "port": container.http_port(*port) }),
        ),
        Probe::Tcp(port) | Probe::Amqp(port) => ("tcpSocket", json!({ "port": port })),
        Probe::Exec(program) => ("exec", json!({ "command": escaped(program) })),
        Probe::Postgres(port) => ("exec", json!({ "command": ask_postgres(*port) })),
    };
    json!({
        kind: action,
        "periodSeconds": seconds(health.interval),
        "timeoutSeconds": seconds(health.timeout),
        "failureThreshold": health.retries,
    })
}

/// The liveness probe, once the time has passed in which failures do not count.
pub(super) fn liveness(container: &Container<'_>) -> Value {
    let Some(health) = &container.service.health else {
        return Value::Null;
    };
    let listens = |port: &&crate::config::Port| port.protocol == Protocol::Tcp;
    let first = container.service.ports.iter().find(listens);
    let Some(port) = container.health_port().or(first.map(|port| port.container)) else {
        return Value::Null;
    };
    json!({
        "tcpSocket": { "port": port },
        "initialDelaySeconds": health.start_period.as_secs(),
        "periodSeconds": seconds(health.interval.max(Health::INTERVAL)),
        "timeoutSeconds": seconds(health.timeout),
        "failureThreshold": health.retries,
    })
}

/// Kubernetes counts in whole seconds, from one.
fn seconds(duration: Duration) -> u64 {
    let begun = u64::from(duration.subsec_nanos() > 0);
    (duration.as_secs() + begun).max(1)
}

/// Texts that mean themselves: Kubernetes reads `$(NAME)` as a variable, and `$$` as `$`.
pub(super) fn escaped(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| escape(text)).collect()
}

/// One of them.
pub(super) fn escape(text: &str) -> String {
    text.replace('$', "$$")
}
