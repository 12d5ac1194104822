//! Where a stack's commands work.

use std::path::Path;

use orion_core::config::Workspace;
use orion_core::ids::ServiceName;
use orion_core::stack::ProjectName;

use super::ports::{Builder, Engine, Machine, Prober, StackStore};

/// A work tree's stack and everything around it.
#[derive(Debug)]
pub struct Site<'a, E, P, B, S, M> {
    /// The engine.
    pub engine: &'a E,
    /// Who asks whether services are ready.
    pub prober: &'a P,
    /// Who builds binaries.
    pub builder: &'a B,
    /// What is kept between two commands.
    pub store: &'a S,
    /// The machine.
    pub machine: &'a M,
    /// `workstreams.toml`.
    pub workspace: &'a Workspace,
    /// The work tree's root.
    pub top: &'a Path,
    /// The stack's name.
    pub project: ProjectName,
}

impl<E: Engine, P: Prober, B: Builder, S: StackStore, M: Machine> Site<'_, E, P, B, S, M> {
    /// Whether `workstreams.toml` describes the service.
    #[must_use]
    pub fn is_service(&self, name: &str) -> bool {
        self.workspace
            .services
            .iter()
            .any(|service| service.name.as_str() == name)
    }
}

/// The services of that name that `workstreams.toml` lacks, with the ones that it has.
///
/// # Errors
/// [`UnknownServices`] when it lacks any.
pub fn known_services(
    workspace: &Workspace,
    asked: &[String],
) -> Result<Vec<ServiceName>, UnknownServices> {
    let mut known = Vec::new();
    let mut unknown = Vec::new();
    for name in asked {
        let service = workspace
            .services
            .iter()
            .find(|service| service.name.as_str() == name);
        match service {
            Some(service) => known.push(service.name.clone()),
            None => unknown.push(name.clone()),
        }
    }
    if unknown.is_empty() {
        return Ok(known);
    }
    let all = workspace.services.iter();
    Err(UnknownServices {
        unknown,
        known: all.map(|service| service.name.clone()).collect(),
    })
}

/// Names that are no service's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such service: `{}`", unknown.join("`, `"))]
pub struct UnknownServices {
    /// The names.
    pub unknown: Vec<String>,
    /// The services that there are.
    pub known: Vec<ServiceName>,
}
