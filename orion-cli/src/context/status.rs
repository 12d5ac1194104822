//! What `orion status` and `orion log` are given.

use std::collections::BTreeMap;

use jiff::Timestamp;
use orion_adapters::git::GitRepository;
use orion_adapters::github::GitHub;
use orion_adapters::status::{RunFiles, StatusFiles};
use orion_adapters::time::LocalTime;
use orion_app::check::{CouldNotTell, read_policy};
use orion_app::ports::{Repository as _, Revision, Time as _};
use orion_app::request::RequestRules;
use orion_app::status::{
    GithubSeen, NothingTrusted, Sources, Status, WorkspacePlan, ask_github, status,
};
use orion_core::judge::Policy;

use super::Context;
use super::request::repository_name;
use crate::env_vars::of_others;
use crate::failure::Failure;

/// A work tree, before anybody asks GitHub.
pub(crate) struct StatusContext {
    /// What is remembered.
    pub(crate) store: StatusFiles,
    repository: GitRepository,
    policy: Policy,
    time: LocalTime,
}

impl StatusContext {
    /// Reads the work tree.
    ///
    /// # Errors
    /// Without a repository, or a usable `workstreams.toml` in it.
    pub(crate) fn open(context: &Context) -> Result<Self, Failure> {
        let repository = context.repository()?;
        let policy = read_policy(&repository, &Revision::WorkTree)?
            .ok_or_else(|| CouldNotTell::NoPolicy("in this repository".to_owned()))?;
        Ok(Self {
            store: StatusFiles::new(repository.top()),
            time: context.time()?,
            repository,
            policy,
        })
    }

    /// `workstreams.toml`, and its ownership.
    pub(crate) fn rules(&self) -> RequestRules<'_> {
        RequestRules {
            workspace: &self.policy.workspace,
            map: &self.policy.map,
        }
    }

    /// What time it is.
    pub(crate) fn now(&self) -> Timestamp {
        self.time.now()
    }

    /// Asks GitHub what a status depends on.
    ///
    /// # Errors
    /// Why it does not tell, in one line.
    pub(crate) async fn ask(&self) -> Result<GithubSeen, String> {
        let name = repository_name(&self.repository, &self.policy.workspace)
            .map_err(|failure| failure.message)?;
        let forge = GitHub::connect(name, of_others).await;
        let forge = forge.map_err(|error| error.to_string())?;
        let forge = forge.remembering(self.repository.top());
        let seen = ask_github(&forge, self.rules(), self.now()).await;
        seen.map_err(|error| error.to_string())
    }

    /// Looks at everything.
    ///
    /// # Errors
    /// As [`status`].
    pub(crate) async fn look(&self, github: Result<GithubSeen, String>) -> Result<Status, Failure> {
        let planning = WorkspacePlan {
            workspace: &self.policy.workspace,
            now: self.now(),
        };
        let sources = Sources {
            git: &self.repository,
            runs: &RunFiles::new(self.repository.top()),
            commands: &NothingTrusted,
            planning: &planning,
            store: &self.store,
            rules: self.rules(),
            pulls: &[],
            served: &BTreeMap::new(),
        };
        Ok(status(&sources, github, self.now()).await?)
    }
}
