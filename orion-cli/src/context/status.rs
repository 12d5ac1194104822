//! What `orion status` and `orion log` are given.

use std::collections::BTreeSet;

use jiff::Timestamp;
use orion_adapters::gate::{LocalRunner, TrustFiles};
use orion_adapters::git::GitRepository;
use orion_adapters::github::{GitHub, OverviewFile};
use orion_adapters::status::{RunFiles, StatusFiles};
use orion_adapters::time::LocalTime;
use orion_app::check::{CouldNotTell, read_policy};
use orion_app::forge::{OverviewPullRequest, Points, PullRequestStatus, ReviewDecision};
use orion_app::gate::Trusted;
use orion_app::integration::{ServedAnswers, ServedStore as _};
use orion_app::ports::{Repository as _, Revision, Time as _};
use orion_app::refresh::{OverviewStore as _, refresh};
use orion_app::request::RequestRules;
use orion_app::status::{
    GithubSeen, PullSeen, Sources, Status, StatusError, StatusStore as _, WorkspacePlan, actuals,
    advances, ask_github, status,
};
use orion_core::judge::Policy;
use orion_core::plan::Actuals;

use super::Context;
use super::proof::{NothingRuns, TrustedCommands};
use super::request::repository_name;
use super::stack::served_file;
use crate::env_vars::of_others;
use crate::failure::Failure;

/// A work tree, before anybody asks GitHub.
pub(crate) struct StatusContext {
    /// What is remembered.
    pub(crate) store: StatusFiles,
    pub(super) repository: GitRepository,
    policy: Policy,
    time: LocalTime,
    commands: TrustedCommands,
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
        Self::of(context, repository, policy)
    }

    /// That of a work tree whose `workstreams.toml` was read.
    ///
    /// # Errors
    /// When `ORION_NOW` is no instant, or no command can be waited for.
    pub(crate) fn of(
        context: &Context,
        repository: GitRepository,
        policy: Policy,
    ) -> Result<Self, Failure> {
        let (_, shared) = repository.git_directories();
        let files = TrustFiles::find(shared, of_others, std::env::home_dir());
        // Where nobody knows what is trusted, nothing is.
        let trusted = files
            .ok()
            .and_then(|files| {
                let said = context.environment.trust.as_deref();
                Trusted::find(&policy.workspace, said, &files).ok()
            })
            .unwrap_or_else(|| Trusted::Commands(BTreeSet::new()));
        let commands = TrustedCommands {
            trusted,
            runner: LocalRunner::new()?,
            top: repository.top().to_owned(),
        };
        Ok(Self {
            store: StatusFiles::new(repository.top()),
            time: context.time()?,
            commands,
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
        if let Ok(overview) = self.overview() {
            // Where that fails, so does what is asked next, and says why.
            refresh(Ok(&forge), &overview, self.time.machine_clock()).await;
        }
        let seen = ask_github(&forge, self.rules(), self.now()).await;
        seen.map_err(|error| error.to_string())
    }

    /// The last known overview of what goes on on GitHub.
    ///
    /// # Errors
    /// When the repository has no name there.
    pub(super) fn overview(&self) -> Result<OverviewFile, Failure> {
        let name = repository_name(&self.repository, &self.policy.workspace)?;
        Ok(OverviewFile::new(self.repository.top(), &name))
    }

    /// What GitHub said last.
    pub(crate) fn remembered(&self) -> Option<GithubSeen> {
        self.store.recall().github
    }

    /// What GitHub said last that the token may still ask.
    pub(crate) fn points(&self) -> Option<Points> {
        self.overview().ok()?.last()?.points
    }

    /// The open pull requests of the last known overview.
    fn pulls(&self) -> Vec<PullSeen> {
        let kept = self.overview().ok().and_then(|overview| overview.last());
        let pulls = kept.into_iter().flat_map(|kept| kept.overview.pulls);
        let open = pulls.filter(|pull| pull.status == PullRequestStatus::Open);
        open.map(seen).collect()
    }

    /// Looks at everything.
    ///
    /// # Errors
    /// As [`status`].
    pub(crate) async fn look(&self, github: Result<GithubSeen, String>) -> Result<Status, Failure> {
        let beside = self.beside();
        let sources = beside.sources(self, &self.commands);
        Ok(status(&sources, github, self.now()).await?)
    }

    /// How far the workstreams are, as far as that is known without asking anybody or running anything; unknown before
    /// there is a commit to look at evidence on.
    ///
    /// # Errors
    /// When git fails.
    pub(crate) async fn actuals(&self) -> Result<Actuals, Failure> {
        let beside = self.beside();
        let commands = NothingRuns(&self.commands);
        let sources = beside.sources(self, &commands);
        match advances(&sources, self.now()).await {
            Ok(advances) => Ok(actuals(&self.policy.workspace, &advances)),
            Err(StatusError::NoBase { .. }) => Ok(Actuals::Unknown),
            Err(error) => Err(error.into()),
        }
    }

    fn beside(&self) -> Beside<'_> {
        Beside {
            runs: RunFiles::new(self.repository.top()),
            planning: WorkspacePlan {
                workspace: &self.policy.workspace,
                now: self.now(),
            },
            pulls: self.pulls(),
            served: served_file(self.repository.top()).last(),
        }
    }
}

/// What evidence is looked at in, beside the repository.
struct Beside<'a> {
    runs: RunFiles,
    planning: WorkspacePlan<'a>,
    pulls: Vec<PullSeen>,
    served: ServedAnswers,
}

impl<'a> Beside<'a> {
    fn sources<C>(
        &'a self,
        site: &'a StatusContext,
        commands: &'a C,
    ) -> Sources<'a, GitRepository, RunFiles, C, WorkspacePlan<'a>, StatusFiles> {
        Sources {
            git: &site.repository,
            runs: &self.runs,
            commands,
            planning: &self.planning,
            store: &site.store,
            rules: site.rules(),
            pulls: &self.pulls,
            served: &self.served,
        }
    }
}

fn seen(pull: OverviewPullRequest) -> PullSeen {
    PullSeen {
        changes_requested: pull.state.decision == Some(ReviewDecision::ChangesRequested),
        number: pull.number,
        title: pull.title,
        url: pull.url,
        head: pull.head,
        is_draft: pull.is_draft,
    }
}
