//! The objects of one service.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::super::container::Container;
use super::super::selection::Selection;
use super::super::{ExportFinding, yaml};
use super::mounts::config_mount;
use super::names::{Names, label};
use super::pod::{Storage, protocol};
use super::{KubernetesSettings, Namespace, metadata, network};
use crate::config::{Service, VolumeSource};

/// What a volume asks for. `workstreams.toml` says no size.
const STORAGE: &str = "1Gi";

/// Writes the objects of one service.
pub(super) struct Manifests<'a> {
    pub(super) container: &'a Container<'a>,
    pub(super) selection: &'a Selection<'a>,
    pub(super) names: &'a Names<'a>,
    pub(super) settings: &'a KubernetesSettings<'a>,
}

impl Manifests<'_> {
    pub(super) fn all(&self, findings: &mut Vec<ExportFinding>) -> Vec<Value> {
        let service = self.container.service;
        let name = self.names.of(service);
        let mut storage = Storage::default();
        self.mount_secrets(&mut storage);
        self.mount_named(&mut storage);
        self.mount_paths(&mut storage, findings);
        let mut objects = std::mem::take(&mut storage.objects);
        objects.push(self.workload(&name, &storage));
        if let Some(entry) = self.service(&name, !storage.claims.is_empty()) {
            objects.push(entry);
        }
        let namespace = self.namespace();
        objects.extend(network::admit(
            self.container,
            self.selection,
            self.names,
            namespace,
        ));
        if !storage.claims.is_empty() {
            findings.push(ExportFinding::note(format!(
                "`{}` asks for {STORAGE} for each of its volumes; change it to what its data needs",
                service.name
            )));
        }
        objects
    }

    fn metadata(&self, name: &str) -> Value {
        let labels = self.names.service_labels(self.container.service);
        metadata(name, self.namespace(), labels)
    }

    fn namespace(&self) -> Option<&str> {
        self.settings.namespace.map(Namespace::as_str)
    }

    /// A stateful set where it keeps data of its own, so that two pods never have one volume; else a
    /// deployment.
    fn workload(&self, name: &str, storage: &Storage) -> Value {
        let is_stateful = !storage.claims.is_empty();
        let selector = self.names.service_labels(self.container.service);
        let service_name = if is_stateful {
            json!(name)
        } else {
            Value::Null
        };
        json!({
            "apiVersion": "apps/v1",
            "kind": if is_stateful { "StatefulSet" } else { "Deployment" },
            "metadata": self.metadata(name),
            "spec": yaml::map([
                ("replicas", json!(1)),
                ("serviceName", service_name),
                ("selector", json!({ "matchLabels": selector })),
                ("template", self.pod(storage)),
                ("volumeClaimTemplates", json!(storage.claims)),
            ]),
        })
    }

    /// The name by which others reach it. A stateful set has one in any case.
    fn service(&self, name: &str, is_stateful: bool) -> Option<Value> {
        let service = self.container.service;
        let ports: Vec<Value> = service
            .ports
            .iter()
            .map(|port| {
                let protocol = protocol(port.protocol);
                json!({
                    "name": format!("{}-{}", protocol.to_lowercase(), port.container),
                    "port": port.container,
                    "targetPort": port.container,
                    "protocol": protocol,
                })
            })
            .collect();
        if ports.is_empty() && !is_stateful {
            return None;
        }
        let address = if ports.is_empty() {
            json!("None")
        } else {
            Value::Null
        };
        Some(json!({
            "apiVersion": "v1",
            "kind": "Service",
            "metadata": self.metadata(name),
            "spec": yaml::map([
                ("clusterIP", address),
                ("selector", self.names.service_labels(service)),
                ("ports", json!(ports)),
            ]),
        }))
    }

    fn mount_paths(&self, storage: &mut Storage, findings: &mut Vec<ExportFinding>) {
        let service = self.container.service;
        for (at, volume) in service.volumes.iter().enumerate() {
            let VolumeSource::Path(path) = &volume.source else {
                continue;
            };
            let found = (self.settings.mounted)(path);
            let mount = match config_mount(service.name.as_str(), volume, path, found) {
                Ok((mount, finding)) => {
                    findings.extend(finding);
                    mount
                }
                Err(finding) => {
                    findings.push(finding);
                    continue;
                }
            };
            let name = format!("{}-files-{at}", self.names.of(service));
            storage.objects.push(json!({
                "apiVersion": "v1",
                "kind": "ConfigMap",
                "metadata": self.metadata(&name),
                "data": mount.data,
            }));
            let items = if mount.file.is_none() {
                json!(mount.items)
            } else {
                Value::Null
            };
            // The files may be programs, and nobody can write to them.
            storage.volumes.push(json!({
                "name": format!("files-{at}"),
                "configMap": yaml::map([
                    ("name", json!(name)),
                    ("defaultMode", json!(0o555)),
                    ("items", items),
                ]),
            }));
            storage.mounts.push(yaml::map([
                ("name", json!(format!("files-{at}"))),
                ("mountPath", json!(volume.target)),
                ("subPath", json!(mount.file)),
                ("readOnly", json!(true)),
            ]));
        }
    }

    /// Whether another exported service mounts the same volume.
    pub(super) fn is_shared(&self, volume: &str) -> bool {
        self.selection
            .containers
            .iter()
            .filter(|one| mounts(one.service, volume))
            .count()
            > 1
    }

    pub(super) fn shared_claim(&self, volume: &str) -> String {
        shared_claim_name(self.selection, volume)
    }
}

/// The claims of volumes that several services mount.
pub(super) fn shared_claims(
    selection: &Selection<'_>,
    names: &Names<'_>,
    namespace: Option<&str>,
    findings: &mut Vec<ExportFinding>,
) -> Vec<Value> {
    let services = || selection.containers.iter().map(|one| one.service);
    let volumes: BTreeSet<&str> = services()
        .flat_map(|service| &service.volumes)
        .filter_map(|volume| match &volume.source {
            VolumeSource::Named(name) => Some(name.as_str()),
            VolumeSource::Path(_) => None,
        })
        .filter(|name| services().filter(|service| mounts(service, name)).count() > 1)
        .collect();
    volumes
        .into_iter()
        .map(|volume| {
            findings.push(ExportFinding::note(format!(
                "the volume `{volume}` of several services needs a storage class that has `ReadWriteMany`"
            )));
            let name = shared_claim_name(selection, volume);
            json!({
                "apiVersion": "v1",
                "kind": "PersistentVolumeClaim",
                "metadata": metadata(&name, namespace, names.project_labels()),
                "spec": claim("ReadWriteMany"),
            })
        })
        .collect()
}

fn shared_claim_name(selection: &Selection<'_>, volume: &str) -> String {
    format!("{}-{}", selection.project, label(volume))
}

fn mounts(service: &Service, volume: &str) -> bool {
    let is_it =
        |source: &VolumeSource| matches!(source, VolumeSource::Named(name) if name == volume);
    service.volumes.iter().any(|one| is_it(&one.source))
}

/// What a claim asks for.
pub(super) fn claim(access: &str) -> Value {
    json!({
        "accessModes": [access],
        "resources": { "requests": { "storage": STORAGE } },
    })
}
