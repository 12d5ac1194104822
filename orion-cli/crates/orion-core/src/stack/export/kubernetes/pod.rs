//! The pod of a service.

use serde_json::{Value, json};

use super::super::yaml;
use super::probes::{self, escape, escaped};
use super::workload::Manifests;
use super::{names, security};
use crate::config::{Protocol, VolumeSource};

/// What a pod mounts, and the objects that it needs for it.
#[derive(Default)]
pub(super) struct Storage {
    /// `volumes` of the pod.
    pub(super) volumes: Vec<Value>,
    /// `volumeMounts` of the container.
    pub(super) mounts: Vec<Value>,
    /// `volumeClaimTemplates` of a stateful set.
    pub(super) claims: Vec<Value>,
    /// Config maps.
    pub(super) objects: Vec<Value>,
}

impl Manifests<'_> {
    /// The template of the pods.
    pub(super) fn pod(&self, storage: &Storage) -> Value {
        let service = self.container.service;
        let env = service
            .env
            .iter()
            .map(|(name, value)| json!({ "name": name.as_str(), "value": escape(value) }));
        let ports = service.ports.iter().map(|port| {
            let protocol = protocol(port.protocol);
            json!({ "containerPort": port.container, "protocol": protocol })
        });
        let container = yaml::map([
            ("name", json!(self.names.of(service))),
            ("image", json!(self.container.image)),
            ("args", json!(escaped(&self.container.command))),
            ("env", env.collect()),
            ("ports", ports.collect()),
            ("readinessProbe", probes::readiness(self.container)),
            ("livenessProbe", probes::liveness(self.container)),
            ("securityContext", security::of_container(self.container)),
            ("volumeMounts", json!(storage.mounts)),
        ]);
        json!({
            "metadata": { "labels": self.names.service_labels(service) },
            "spec": yaml::map([
                // No service asks the cluster anything, and variables that nobody wrote confuse programs that
                // read theirs by name.
                ("automountServiceAccountToken", json!(false)),
                ("enableServiceLinks", json!(false)),
                ("securityContext", security::of_pod(self.container)),
                ("containers", json!([container])),
                ("volumes", json!(storage.volumes)),
            ]),
        })
    }

    /// The secrets, as files of which the pod has its own service's alone.
    pub(super) fn mount_secrets(&self, storage: &mut Storage) {
        let secrets = &self.container.service.secrets;
        if secrets.is_empty() {
            return;
        }
        let item = |name: &str| json!({ "key": name, "path": name });
        let items: Vec<Value> = secrets.iter().map(|name| item(name.as_str())).collect();
        storage.volumes.push(json!({
            "name": "secrets",
            "secret": {
                "secretName": self.names.secret(),
                "defaultMode": security::secret_mode(self.container),
                "items": items,
            },
        }));
        storage.mounts.push(json!({
            "name": "secrets",
            "mountPath": "/run/secrets",
            "readOnly": true,
        }));
    }

    /// The volumes that are kept. A file system may hold a directory of its own at its top, which PostgreSQL
    /// takes for somebody else's data: so a directory below the top is mounted.
    pub(super) fn mount_named(&self, storage: &mut Storage) {
        for volume in &self.container.service.volumes {
            let VolumeSource::Named(source) = &volume.source else {
                continue;
            };
            let name = format!("data-{}", names::label(source));
            if self.is_shared(source) {
                let claim = self.shared_claim(source);
                storage.volumes.push(json!({
                    "name": name,
                    "persistentVolumeClaim": { "claimName": claim },
                }));
            } else {
                storage.claims.push(json!({
                    "metadata": { "name": name },
                    "spec": super::workload::claim("ReadWriteOnce"),
                }));
            }
            storage.mounts.push(yaml::map([
                ("name", json!(name)),
                ("mountPath", json!(volume.target)),
                ("subPath", json!("data")),
                (
                    "readOnly",
                    if volume.read_only {
                        json!(true)
                    } else {
                        Value::Null
                    },
                ),
            ]));
        }
    }
}

pub(super) fn protocol(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Tcp => "TCP",
        Protocol::Udp => "UDP",
    }
}
