//! What is known of whoever is acting, and what came of it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::ids::WorkstreamId;

/// What told us who is acting, in the order in which it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IdentitySource {
    /// `--as WS`.
    Flag,
    /// `ORION_WORKSTREAM`.
    Environment,
    /// git config `orion.workstream`.
    GitConfig,
    /// The branch's name, by `[identity] branch`.
    Branch,
    /// The author's e-mail address or GitHub login, listed in `members`.
    Member,
    /// Nothing did.
    None,
}

/// What the surroundings say about who is acting, gathered by an adapter; nothing is decided here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdentityFacts {
    /// `--as`: names as given, possibly several separated by commas.
    pub flag: Option<String>,
    /// `ORION_WORKSTREAM`: the same form.
    pub environment: Option<String>,
    /// git config `orion.workstream`: the same form.
    pub git_config: Option<String>,
    /// The branch: `GITHUB_HEAD_REF` in a pull request's workflow, else HEAD's branch, also while a rebase
    /// has HEAD detached; without `refs/heads/`.
    pub branch: Option<String>,
    /// The author's e-mail address.
    pub email: Option<String>,
    /// The GitHub login, without `@`.
    pub login: Option<String>,
}

/// Who is acting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Actor {
    /// The workstreams; empty when nobody could be found.
    pub workstreams: Vec<WorkstreamId>,
    /// What told us.
    pub source: IdentitySource,
    /// How it was found, for people: "branch `auth/login` matches `{workstream}/*`". Where nobody was found
    /// it says what was looked at.
    pub evidence: String,
}

impl Actor {
    /// Whether nobody is known to be acting.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        self.workstreams.is_empty()
    }

    /// Whether the actor acts for that workstream.
    #[must_use]
    pub fn acts_for(&self, workstream: &WorkstreamId) -> bool {
        self.workstreams.contains(workstream)
    }
}
