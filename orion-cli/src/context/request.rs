//! What the commands about requests are given.

use std::cell::OnceCell;

use jiff::Timestamp;
use orion_adapters::git::GitRepository;
use orion_adapters::github::{GitHub, OverviewFile};
use orion_adapters::notice::Webhooks;
use orion_adapters::outbox::OutboxFiles;
use orion_adapters::time::LocalTime;
use orion_app::check::{CouldNotTell, read_policy};
use orion_app::forge::{ForgeError, look_up_teams, names_teams};
use orion_app::outbox::Outbox;
use orion_app::ports::{Repository as _, RepositorySetup as _, Revision, Time as _};
use orion_app::request::{Life, Overrides, RequestRules};
use orion_app::template::ReleaseText;
use orion_core::config::{RepositoryName, Workspace};
use orion_core::judge::Policy;
use orion_core::path::RepoPath;
use orion_core::request::RequestKind;

use super::Context;
use crate::env_vars::of_others;
use crate::failure::Failure;

/// GitHub, as commands reach it.
pub(crate) type LocalForge = GitHub;

/// An outbox of this machine.
pub(crate) type LocalOutbox<'a> = Outbox<'a, GitHub, OutboxFiles, LocalTime>;

/// What a step of a request's second half needs, of this machine.
pub(crate) type LocalLife<'a> = Life<'a, GitHub, OutboxFiles, LocalTime, GitRepository>;

/// A work tree and what waits in it, before anybody asks GitHub.
pub(crate) struct RequestContext {
    /// The repository here.
    pub(crate) repository: GitRepository,
    /// What waits to be sent.
    pub(crate) store: OutboxFiles,
    policy: Policy,
    /// The workspace with who is in its teams, once GitHub was asked.
    known: OnceCell<Workspace>,
    name: RepositoryName,
    time: LocalTime,
}

impl RequestContext {
    /// Reads the work tree.
    ///
    /// # Errors
    /// Without a repository, a usable `workstreams.toml` in it, or a name on GitHub.
    pub(crate) fn open(context: &Context) -> Result<Self, Failure> {
        let repository = context.repository()?;
        let policy = read_policy(&repository, &Revision::WorkTree)?
            .ok_or_else(|| CouldNotTell::NoPolicy("in this repository".to_owned()))?;
        let name = repository_name(&repository, &policy.workspace)?;
        Ok(Self {
            store: OutboxFiles::new(repository.top()),
            time: context.time()?,
            repository,
            policy,
            known: OnceCell::new(),
            name,
        })
    }

    /// What `workstreams.toml` says of requests.
    pub(crate) fn rules(&self) -> RequestRules<'_> {
        RequestRules {
            workspace: self.known.get().unwrap_or(&self.policy.workspace),
            map: &self.policy.map,
        }
    }

    /// The repository's name on GitHub.
    pub(crate) fn name(&self) -> &RepositoryName {
        &self.name
    }

    /// What time it is.
    pub(crate) fn now(&self) -> Timestamp {
        self.time.now()
    }

    /// What the machine's own clock says, for the age of what was read.
    pub(crate) fn machine_clock(&self) -> Timestamp {
        self.time.machine_clock()
    }

    /// The last known overview of what goes on on GitHub.
    pub(crate) fn overview(&self) -> OverviewFile {
        OverviewFile::new(self.repository.top(), &self.name)
    }

    /// The project's own template of a request, if it has one.
    ///
    /// # Errors
    /// When it cannot be read, or is no text.
    pub(crate) fn template(&self, kind: RequestKind) -> Result<Option<String>, Failure> {
        self.own_template(kind.label())
    }

    fn own_template(&self, name: &str) -> Result<Option<String>, Failure> {
        let path = format!(".github/orion/{name}.md");
        let file = RepoPath::from(path.as_str());
        let Some(bytes) = self.repository.read(&file, &Revision::WorkTree)? else {
            return Ok(None);
        };
        let text = String::from_utf8(bytes);
        let text = text.map_err(|_| Failure::configuration(format!("`{path}` is no text")))?;
        Ok(Some(text))
    }

    /// The project's own templates of a request's second half.
    ///
    /// # Errors
    /// When one cannot be read, or is no text.
    pub(crate) fn overrides(&self) -> Result<Overrides, Failure> {
        let mut overrides = Overrides::new();
        for text in ReleaseText::ALL {
            if let Some(own) = self.own_template(text.name())? {
                overrides.insert(text, own);
            }
        }
        Ok(overrides)
    }

    /// What a step of a request's second half needs.
    pub(crate) fn life<'a>(
        &'a self,
        outbox: &'a LocalOutbox<'a>,
        overrides: &'a Overrides,
        tell: &'a dyn Fn(&str),
    ) -> LocalLife<'a> {
        Life {
            outbox,
            bench: &self.repository,
            overrides,
            tell,
        }
    }

    /// GitHub, with the token that is to be found here; it is asked at once who is in the teams that decide, if any.
    ///
    /// # Errors
    /// [`ForgeError`] without a token.
    pub(crate) async fn forge(&self) -> Result<GitHub, ForgeError> {
        let forge = GitHub::connect(self.name.clone(), of_others).await?;
        let forge = forge.remembering(self.repository.top());
        if self.known.get().is_none() && names_teams(&self.policy.workspace) {
            let mut workspace = self.policy.workspace.clone();
            if let Some((team, error)) = look_up_teams(&forge, &mut workspace).await {
                tracing::info!(team, %error, "who is in the team is not known");
            }
            // Whoever was first has asked the same.
            let _ = self.known.set(workspace);
        }
        Ok(forge)
    }

    /// Where notices go beside GitHub.
    pub(crate) fn webhooks(&self) -> Webhooks {
        Webhooks::new(&self.policy.workspace.notices, of_others)
    }

    /// The outbox, on its way there.
    pub(crate) fn outbox<'a>(&'a self, forge: &'a GitHub) -> LocalOutbox<'a> {
        Outbox {
            forge,
            store: &self.store,
            time: &self.time,
            rules: self.rules(),
        }
    }
}

/// The repository's name on GitHub: what `workstreams.toml` says, or else the remote `origin`.
///
/// # Errors
/// Where neither tells.
pub(super) fn repository_name(
    repository: &GitRepository,
    workspace: &Workspace,
) -> Result<RepositoryName, Failure> {
    match &workspace.project.repository {
        Some(name) => Ok(name.clone()),
        None => at_origin(repository),
    }
}

pub(super) fn at_origin(repository: &GitRepository) -> Result<RepositoryName, Failure> {
    let origin = repository.origin()?;
    let name = origin.as_deref().and_then(|name| name.split_once('/'));
    let (owner, name) = name.ok_or_else(|| {
        Failure::configuration("it cannot be told which repository on GitHub this is").hint(
            "say so: `repository = \"owner/name\"` under `[project]`, or add the remote `origin`",
        )
    })?;
    Ok(RepositoryName {
        host: None,
        owner: owner.to_owned(),
        name: name.to_owned(),
    })
}

impl Context {
    /// What time it is: `ORION_NOW` goes before the machine's clock.
    ///
    /// # Errors
    /// When `ORION_NOW` is no instant.
    pub(crate) fn now(&self) -> Result<Timestamp, Failure> {
        Ok(self.time()?.now())
    }

    pub(super) fn time(&self) -> Result<LocalTime, Failure> {
        let now = self.environment.now.as_deref().map(fixed).transpose()?;
        Ok(LocalTime::new(now))
    }
}

fn fixed(text: &str) -> Result<Timestamp, Failure> {
    text.parse().map_err(|error| {
        Failure::usage(format!("`ORION_NOW` is no instant: {error}"))
            .hint("write it as 2026-11-26T09:00:00Z")
    })
}
