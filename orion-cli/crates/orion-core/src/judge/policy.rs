//! What is judged by: a workspace and the map of its ownership.

use crate::config::Workspace;
use crate::identity::{Actor, IdentityFacts, UnknownWorkstreams, resolve, resolve_under_both};
use crate::ownership::OwnershipMap;

/// The name of the one file, at the repository's root.
pub const POLICY_FILE: &str = "workstreams.toml";

/// One version of `workstreams.toml`, ready to be asked.
#[derive(Debug)]
pub struct Policy {
    /// The model.
    pub workspace: Workspace,
    /// The map of its rules.
    pub map: OwnershipMap,
}

impl Policy {
    /// Builds the map of a workspace's rules.
    #[must_use]
    pub fn new(workspace: Workspace) -> Self {
        let map = OwnershipMap::new(workspace.rules().cloned().collect());
        Self { workspace, map }
    }
}

/// The versions that a change is judged under. The stricter verdict wins on each path, so that nobody
/// passes a change by rewriting the rules in it.
#[derive(Debug)]
pub struct Policies {
    /// The version after the change, or the only one.
    pub newest: Policy,
    /// The version at the base, where both sides have one and they differ.
    pub base: Option<Policy>,
}

impl Policies {
    /// One version: the file does not change, or only one side has it.
    #[must_use]
    pub fn one(policy: Policy) -> Self {
        Self {
            newest: policy,
            base: None,
        }
    }

    /// The models, the newest first.
    #[must_use]
    pub fn workspaces(&self) -> Vec<&Workspace> {
        std::iter::once(&self.newest)
            .chain(&self.base)
            .map(|policy| &policy.workspace)
            .collect()
    }

    /// Finds out who is acting, under every version.
    ///
    /// # Errors
    /// [`UnknownWorkstreams`] when a flag, variable or setting names what is no workstream.
    pub fn actor(&self, facts: &IdentityFacts) -> Result<Actor, UnknownWorkstreams> {
        match &self.base {
            None => resolve(facts, &self.newest.workspace),
            Some(base) => resolve_under_both(facts, &base.workspace, &self.newest.workspace),
        }
    }
}
