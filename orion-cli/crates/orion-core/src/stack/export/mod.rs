//! The stack for other machines: a Compose file, a file for `docker stack deploy`, manifests for Kubernetes.
//!
//! Each is written from the same services of `workstreams.toml`. What a format has no words for is left out, and
//! a finding says so.

mod compose;
mod container;
mod error;
mod finding;
mod image;
mod kubernetes;
mod relations;
mod request;
mod selection;
#[cfg(test)]
mod tests;
mod yaml;

pub use compose::{ComposeReader, compose};
pub use error::ExportError;
pub use finding::{ExportFinding, Weight};
pub use image::image_reference;
pub use kubernetes::{
    KubernetesSettings, LARGEST_MOUNT, MountedFile, MountedPath, Namespace, kubernetes,
};
pub use request::{ExportRequest, ImageNames};

/// Where the values of secrets lie in a work tree, each in a file of its name.
pub const SECRETS_DIRECTORY: &str = ".orion/stack/secrets";

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The document, as YAML.
    pub text: String,
    /// What it does not say, and what is to be known beside it.
    pub findings: Vec<ExportFinding>,
}
