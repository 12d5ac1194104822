//! Health checks that an engine runs inside the container, with what the image has.

use std::time::Duration;

use serde_json::{Value, json};

use super::super::container::{Container, ask_postgres};
use super::super::{ExportFinding, yaml};
use crate::config::{BinaryBuild, Build, Probe, Run, Service};
use crate::shell::quote;

/// The `healthcheck` of a service; null where it has none, or its image has nothing to ask with.
pub(super) fn check(container: &Container<'_>, findings: &mut Vec<ExportFinding>) -> Value {
    let service = container.service;
    let Some(health) = &service.health else {
        return Value::Null;
    };
    if !is_asked(service) {
        findings.push(ExportFinding::left_out(format!(
            "`{}` has no health check: its image holds the program alone, and nothing to ask it with",
            service.name
        )));
        return Value::Null;
    }
    let test = match &health.probe {
        Probe::Exec(program) => words("CMD", program.clone()),
        Probe::Postgres(port) => words("CMD", ask_postgres(*port)),
        Probe::Amqp(port) => words("CMD", bash(&ask_amqp(*port))),
        Probe::Tcp(port) => words("CMD-SHELL", vec![ask_tcp(*port)]),
        Probe::Http { path, port } => {
            let port = container.http_port(*port);
            let url = format!("http://127.0.0.1:{port}{}", path.as_str());
            match container.lone_program() {
                Some(program) => words("CMD", vec![program, "probe".to_owned(), url]),
                None => words("CMD-SHELL", vec![ask_http(&url, port, path.as_str())]),
            }
        }
    };
    yaml::map([
        ("test", test),
        ("interval", json!(duration(health.interval))),
        ("timeout", json!(duration(health.timeout))),
        ("retries", json!(health.retries)),
        ("start_period", json!(duration(health.start_period))),
    ])
}

/// Whether the program itself is run to ask.
pub(super) fn is_asked_by_itself(container: &Container<'_>) -> bool {
    let probe = container
        .service
        .health
        .as_ref()
        .map(|health| &health.probe);
    container.lone_program().is_some() && matches!(probe, Some(Probe::Http { .. }))
}

/// Whether it has a health check in a Compose file: an image with the program alone has no shell and no other
/// program, so there the program itself has to ask, and it can be told to over HTTP only.
pub(super) fn is_asked(service: &Service) -> bool {
    let is_alone = matches!(
        &service.run,
        Some(Run::Build {
            build: Build::Binary(BinaryBuild { base: None, .. }),
            ..
        })
    );
    match &service.health {
        None => false,
        Some(health) => !is_alone || matches!(health.probe, Probe::Http { .. } | Probe::Exec(_)),
    }
}

fn words(kind: &str, mut words: Vec<String>) -> Value {
    words.insert(0, kind.to_owned());
    json!(words)
}

fn bash(script: &str) -> Vec<String> {
    ["bash", "-c", script].map(str::to_owned).to_vec()
}

/// A broker answers the protocol's greeting with a frame, which begins with a 1; one that speaks another
/// version answers with its own greeting. bash has TCP; `RabbitMQ`'s own tools take seconds to start.
fn ask_amqp(port: u16) -> String {
    format!(
        "exec 3<>/dev/tcp/127.0.0.1/{port} && printf 'AMQP\\0\\0\\11\\1' >&3 && IFS= read -r -N 1 -t 5 first <&3 \
         && [ \"$first\" = $'\\1' ]"
    )
}

fn ask_tcp(port: u16) -> String {
    format!(
        "bash -c 'exec 3<>/dev/tcp/127.0.0.1/{port}' 2>/dev/null || nc -z 127.0.0.1 {port} 2>/dev/null"
    )
}

/// With curl, wget or bash, whichever is there.
fn ask_http(url: &str, port: u16, path: &str) -> String {
    let script = format!(
        "exec 3<>/dev/tcp/127.0.0.1/{port} && printf \"GET %s HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n\" \"$1\" >&3 \
         && read -r _ status _ <&3 && [ \"$status\" -ge 200 ] && [ \"$status\" -lt 400 ]"
    );
    format!(
        "if command -v curl >/dev/null; then curl -fsS -o /dev/null {url}; \
         elif command -v wget >/dev/null; then wget -q -O /dev/null {url}; \
         else bash -c '{script}' bash {path}; fi",
        url = quote(url.as_bytes()),
        path = quote(path.as_bytes()),
    )
}

/// A duration as Go reads it.
fn duration(duration: Duration) -> String {
    if duration.subsec_nanos() == 0 {
        format!("{}s", duration.as_secs())
    } else {
        format!("{}ms", duration.as_millis())
    }
}
