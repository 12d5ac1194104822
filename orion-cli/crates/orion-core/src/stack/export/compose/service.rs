//! One service of a Compose file.

use serde_json::{Value, json};

use super::super::container::{Container, Source};
use super::super::{ExportFinding, yaml};
use super::{ComposeReader, health};
use crate::config::{ContainerBuild, Port, Protocol, Volume, VolumeSource};
use crate::path::RepoPath;

/// Writes one service.
pub(super) struct Writer<'a> {
    container: &'a Container<'a>,
    root: &'a str,
    reader: ComposeReader,
    findings: &'a mut Vec<ExportFinding>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        container: &'a Container<'a>,
        root: &'a str,
        reader: ComposeReader,
        findings: &'a mut Vec<ExportFinding>,
    ) -> Self {
        Self {
            container,
            root,
            reader,
            findings,
        }
    }

    pub(super) fn service(&mut self) -> Value {
        let container = self.container;
        let service = container.service;
        let env = service.env.iter();
        let env = env.map(|(name, value)| (name.as_str(), json!(value)));
        let secrets = service.secrets.iter().map(|name| {
            let name = name.as_str();
            json!({ "source": name, "target": name })
        });
        let health = health::check(container, self.findings);
        yaml::map([
            ("image", json!(container.image)),
            ("build", self.build()),
            ("command", json!(container.command)),
            // A first process that passes signals on and takes up orphans, as `orion up` gives to each.
            ("init", json!(true)),
            ("environment", yaml::map(env)),
            ("secrets", secrets.collect()),
            (
                "volumes",
                service.volumes.iter().map(|it| self.volume(it)).collect(),
            ),
            ("ports", self.ports()),
            ("healthcheck", health),
            ("depends_on", self.depends_on()),
        ])
    }

    fn is_for_stack(&self) -> bool {
        self.reader == ComposeReader::Stack
    }

    fn build(&self) -> Value {
        match self.container.source {
            Source::Dockerfile(build) if !self.is_for_stack() => self.dockerfile(build),
            _ => Value::Null,
        }
    }

    fn dockerfile(&self, build: &ContainerBuild) -> Value {
        let args = build.args.iter();
        yaml::map([
            ("context", json!(self.path(&build.context))),
            ("dockerfile", json!(build.dockerfile.as_bstr().to_string())),
            ("target", json!(build.target)),
            (
                "args",
                yaml::map(args.map(|(name, value)| (name.as_str(), json!(value)))),
            ),
        ])
    }

    fn volume(&mut self, volume: &Volume) -> Value {
        let read_only = if volume.read_only {
            json!(true)
        } else {
            Value::Null
        };
        let (kind, source) = match &volume.source {
            VolumeSource::Named(name) => ("volume", name.clone()),
            VolumeSource::Path(path) => {
                if self.is_for_stack() {
                    self.note(format!(
                        "`{}`: `{}` has to be on every node that it may run on, at the same path",
                        self.container.service.name,
                        path.as_bstr()
                    ));
                }
                ("bind", self.path(path))
            }
        };
        yaml::map([
            ("type", json!(kind)),
            ("source", json!(source)),
            ("target", json!(volume.target)),
            ("read_only", read_only),
        ])
    }

    /// Compose publishes on the loopback interface, where `workstreams.toml` says what is reached on this
    /// machine. A swarm publishes on every interface of every node, so there it is the public services alone.
    fn ports(&mut self) -> Value {
        let ports = &self.container.service.ports;
        if !self.is_for_stack() {
            return ports.iter().map(|port| json!(on_loopback(*port))).collect();
        }
        if !self.container.is_public {
            return Value::Null;
        }
        let published = |port: &Port| {
            json!({
                "target": port.container,
                "published": port.host.unwrap_or(port.container),
                "protocol": protocol(port.protocol),
            })
        };
        ports.iter().map(published).collect()
    }

    fn depends_on(&self) -> Value {
        let all = self.container.depends_on.iter();
        if self.is_for_stack() {
            return all.map(|service| json!(service.name.as_str())).collect();
        }
        yaml::map(all.map(|service| {
            let is_asked = health::is_asked(service);
            let condition = if is_asked {
                "service_healthy"
            } else {
                "service_started"
            };
            (service.name.as_str(), json!({ "condition": condition }))
        }))
    }

    fn path(&self, path: &RepoPath) -> String {
        let path = path.as_bstr().to_string();
        match path.trim_end_matches('/') {
            "" => self.root.to_owned(),
            path => format!("{}/{path}", self.root),
        }
    }

    fn note(&mut self, message: String) {
        self.findings.push(ExportFinding::note(message));
    }
}

/// Without a port of this machine, a free one is taken.
fn on_loopback(port: Port) -> String {
    let host = port.host.map(|port| port.to_string()).unwrap_or_default();
    let protocol = match port.protocol {
        Protocol::Tcp => "",
        Protocol::Udp => "/udp",
    };
    format!("127.0.0.1:{host}:{}{protocol}", port.container)
}

fn protocol(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Tcp => "tcp",
        Protocol::Udp => "udp",
    }
}
