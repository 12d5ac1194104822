//! Names that Kubernetes takes: DNS labels.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::ExportFinding;
use super::super::selection::Selection;
use crate::config::Service;
use crate::ids::ServiceName;

/// Pods of a stateful set get a number and a hash behind its name, and all has to stay a label.
const LONGEST: usize = 50;

/// The names of a project's objects.
#[derive(Debug)]
pub(super) struct Names<'a> {
    project: String,
    labels: BTreeMap<&'a ServiceName, String>,
}

impl<'a> Names<'a> {
    /// Of all services, exported or not: who may connect is said of all.
    pub(super) fn new(selection: &Selection<'a>) -> Self {
        let mut labels: BTreeMap<&ServiceName, String> = BTreeMap::new();
        for service in &selection.workspace.services {
            let wanted = label(service.name.as_str());
            let mut taken = wanted.clone();
            let mut number = 1;
            while labels.values().any(|other| *other == taken) {
                number += 1;
                taken = format!("{wanted}-{number}");
            }
            labels.insert(&service.name, taken);
        }
        Self {
            project: selection.project.clone(),
            labels,
        }
    }

    /// What is not called as in `workstreams.toml`: addresses that name it lead nowhere.
    pub(super) fn findings(&self) -> Vec<ExportFinding> {
        let renamed = self
            .labels
            .iter()
            .filter(|(name, label)| name.as_str() != *label);
        renamed
            .map(|(name, label)| {
                ExportFinding::note(format!(
                    "`{name}` is `{label}` in the cluster, where names are DNS labels: addresses in `env` have to \
                     say so"
                ))
            })
            .collect()
    }

    /// A service's name.
    pub(super) fn of(&self, service: &Service) -> String {
        self.labels
            .get(&service.name)
            .cloned()
            .unwrap_or_else(|| label(service.name.as_str()))
    }

    /// The secret with the values of all secrets; each pod mounts its own of them.
    pub(super) fn secret(&self) -> String {
        format!("{}-secrets", self.project)
    }

    /// The policy that holds for all.
    pub(super) fn policy_for_all(&self) -> String {
        format!("{}-deny-ingress", self.project)
    }

    /// The labels of everything of the project.
    pub(super) fn project_labels(&self) -> Value {
        json!({ "app.kubernetes.io/part-of": self.project })
    }

    /// The labels of a service's objects, by which its pods are found.
    pub(super) fn service_labels(&self, service: &Service) -> Value {
        json!({
            "app.kubernetes.io/name": self.of(service),
            "app.kubernetes.io/part-of": self.project,
        })
    }
}

/// A text as a DNS label that begins with a letter.
pub(super) fn label(text: &str) -> String {
    let mut label = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            label.push(letter.to_ascii_lowercase());
        } else {
            label.push('-');
        }
    }
    if !label.starts_with(|first: char| first.is_ascii_lowercase()) {
        label.insert_str(0, "s-");
    }
    label.truncate(LONGEST);
    label.trim_end_matches('-').to_owned()
}
