//! What a command is given: the surroundings, wired once, and only as far as the command asks.

mod changes;
mod desktop;
mod gate;
mod measure;
mod proof;
mod request;
mod stack;
mod status;
mod token;

pub(crate) use desktop::{hold_little_memory, open_in_browser, stop_for_a_while};
pub(crate) use gate::GateContext;
pub(crate) use request::{LocalForge, RequestContext};
pub(crate) use stack::{
    LocalSite, StackContext, block_on, interrupted, served_file, stack_network, tree_watcher,
};
pub(crate) use status::StatusContext;
pub(crate) use token::look_at_token;

use std::env;
use std::path::{Path, PathBuf};

use orion_adapters::files::FileStore;
use orion_adapters::git::{GitEnvironment, GitRepository};
use orion_app::ports::{Repository, RepositoryError};

use crate::cli::{GlobalArguments, Intent};
use crate::env_vars::Environment;
use crate::failure::Failure;
use crate::output::{Printer, start_log, visible};
use crate::settings::Settings;

/// The surroundings of a command.
#[derive(Debug)]
pub(crate) struct Context {
    /// What the environment says.
    pub(crate) environment: Environment,
    /// Who speaks.
    pub(crate) printer: Printer,
    /// Whether somebody wants to hear more.
    pub(crate) verbose: bool,
}

impl Context {
    /// Reads the environment, and starts the log if anyone asked for it.
    pub(crate) fn new(arguments: &GlobalArguments, intent: Intent) -> Self {
        let environment = Environment::read();
        let settings = Settings::resolve(arguments, intent, &environment);
        let printer = Printer::new(settings.color, settings.quiet, settings.json);
        if let Some((filter, origin)) = &settings.log {
            start_log(filter, &printer);
            tracing::debug!(?origin, filter, "log");
        }
        Self {
            environment,
            printer,
            verbose: arguments.verbose > 0,
        }
    }

    /// The same surroundings for another thread, which says nothing by itself.
    pub(crate) fn silent(&self) -> Self {
        Self {
            environment: self.environment.clone(),
            printer: Printer::silent(),
            verbose: self.verbose,
        }
    }

    /// The repository that git would find here.
    ///
    /// # Errors
    /// As [`GitRepository::discover`].
    #[expect(
        clippy::unused_self,
        reason = "where the repository is belongs to the surroundings"
    )]
    pub(crate) fn repository(&self) -> Result<GitRepository, Failure> {
        Ok(GitRepository::discover(
            &here()?,
            GitEnvironment::of_this_process(),
        )?)
    }

    /// The root of that repository's work tree.
    ///
    /// # Errors
    /// As [`Context::repository`].
    pub(crate) fn repository_top(&self) -> Result<PathBuf, Failure> {
        Ok(self.repository()?.top().to_owned())
    }

    /// The same, for whoever makes something of there being none.
    ///
    /// # Errors
    /// Only when the directory is gone.
    #[expect(
        clippy::unused_self,
        reason = "where the repository is belongs to the surroundings"
    )]
    pub(crate) fn repository_if_any(
        &self,
    ) -> Result<Result<GitRepository, RepositoryError>, Failure> {
        let environment = GitEnvironment::of_this_process();
        Ok(GitRepository::discover(&here()?, environment))
    }

    /// The same, with git comparing the index with HEAD from the first moment: for whoever asks what is
    /// staged.
    ///
    /// # Errors
    /// As [`GitRepository::discover_staged`].
    #[expect(
        clippy::unused_self,
        reason = "where the repository is belongs to the surroundings"
    )]
    pub(crate) fn repository_being_committed(&self) -> Result<GitRepository, Failure> {
        Ok(GitRepository::discover_staged(
            &here()?,
            GitEnvironment::of_this_process(),
        )?)
    }
}

/// The files of a repository's work tree.
pub(crate) fn files_of(repository: &impl Repository) -> FileStore {
    FileStore::new(repository.top())
}

/// The files of any directory.
pub(crate) fn files_in(directory: &Path) -> FileStore {
    FileStore::new(directory)
}

/// The directory that relative paths are relative to.
///
/// # Errors
/// When it is gone.
pub(crate) fn here() -> Result<PathBuf, Failure> {
    env::current_dir().map_err(|error| {
        Failure::surroundings(format!("cannot tell which directory this is: {error}"))
    })
}

/// Goes where `-C` says, one directory after the other, as git does: relative paths, and relative
/// variables such as `GIT_DIR`, then mean what they mean there.
///
/// # Errors
/// A directory that is not there is wrong usage.
pub(crate) fn enter(directories: &[impl AsRef<Path>]) -> Result<(), Failure> {
    for directory in directories {
        let directory = directory.as_ref();
        env::set_current_dir(directory).map_err(|error| {
            let name = directory.to_string_lossy();
            Failure::usage(format!("cannot go to `{}`: {error}", visible(&name)))
        })?;
    }
    Ok(())
}
