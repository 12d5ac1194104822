//! Manifests for Kubernetes.
//!
//! A cluster starts everything at once: what a service depends on decides who may connect to whom, not who
//! starts first, and readiness decides who is sent requests.

mod mounts;
mod names;
mod namespace;
mod network;
mod pod;
mod probes;
mod security;
mod workload;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Value, json};

pub use self::mounts::{LARGEST_MOUNT, MountedFile, MountedPath};
use self::names::Names;
pub use self::namespace::Namespace;
use self::workload::Manifests;
use super::container::{Container, Source};
use super::selection::Selection;
use super::{Export, ExportError, ExportRequest, SECRETS_DIRECTORY, yaml};
use crate::path::RepoPath;

/// What only Kubernetes wants to know.
pub struct KubernetesSettings<'a> {
    /// The namespace that everything goes into; the one that kubectl is set to when it is not given.
    pub namespace: Option<&'a Namespace>,
    /// What there is at a path of the repository that a service mounts.
    pub mounted: &'a dyn Fn(&RepoPath) -> MountedPath,
}

/// Writes the manifests.
///
/// # Errors
/// [`ExportError`] when nothing that is asked for runs in a container.
pub fn kubernetes(
    request: &ExportRequest<'_>,
    settings: &KubernetesSettings<'_>,
) -> Result<Export, ExportError> {
    let mut selection = Selection::new(request)?;
    let names = Names::new(&selection);
    let mut findings = names.findings();
    let mut documents = Vec::new();
    let namespace = settings.namespace.map(Namespace::as_str);
    if let Some(namespace) = namespace {
        documents.push(json!({
            "apiVersion": "v1",
            "kind": "Namespace",
            "metadata": { "name": namespace },
        }));
    }
    documents.push(network::deny_all(&names, namespace));
    documents.extend(workload::shared_claims(
        &selection,
        &names,
        namespace,
        &mut findings,
    ));
    for container in &selection.containers {
        let manifests = Manifests {
            container,
            selection: &selection,
            names: &names,
            settings,
        };
        documents.extend(manifests.all(&mut findings));
    }
    selection.findings.append(&mut findings);
    let is_built = |one: &Container<'_>| !matches!(one.source, Source::Registry);
    selection.note_of_all(is_built, |names| {
        format!("build and push the images of {names} first")
    });
    let is_dockerfile = |one: &Container<'_>| matches!(one.source, Source::Dockerfile(_));
    selection.note_of_all(is_dockerfile, |names| {
        format!(
            "the Dockerfiles of {names} have to name a user by number: what is built here does not run as root"
        )
    });
    selection.note_public();
    Ok(Export {
        text: yaml::write(&comment(&selection, &names, namespace), &documents)?,
        findings: selection.findings,
    })
}

/// How to apply it, and where the secrets come from: their values are in no manifest.
fn comment(selection: &Selection<'_>, names: &Names<'_>, namespace: Option<&str>) -> String {
    let mut text = "Written by `orion export kubernetes` from workstreams.toml.\n".to_owned();
    let services = selection.containers.iter().map(|one| one.service);
    let secrets: BTreeSet<_> = services.flat_map(|service| &service.secrets).collect();
    let into = namespace
        .map(|name| format!(" --namespace {name}"))
        .unwrap_or_default();
    // Writing into a string cannot fail.
    if !secrets.is_empty() {
        text.push_str("No secret is in here. Once, from the files that hold their values:\n\n");
        if let Some(namespace) = namespace {
            let _ = writeln!(text, "  kubectl create namespace {namespace}");
        }
        let _ = write!(
            text,
            "  kubectl create secret generic {}{into}",
            names.secret()
        );
        for secret in secrets {
            let _ = write!(
                text,
                " \\\n    --from-file={secret}={SECRETS_DIRECTORY}/{secret}"
            );
        }
        text.push('\n');
    }
    let _ = write!(text, "\n  kubectl apply{into} --filename FILE\n\n");
    text
}

/// The `metadata` of an object.
fn metadata(name: &str, namespace: Option<&str>, labels: Value) -> Value {
    yaml::map([
        ("name", json!(name)),
        ("namespace", json!(namespace)),
        ("labels", labels),
    ])
}
