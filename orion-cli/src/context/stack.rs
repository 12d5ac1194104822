//! What the commands of the local stack are given.

use std::path::{Path, PathBuf};

use orion_adapters::docker::{DockerEngine, EngineEnvironment};
use orion_adapters::integration::{ServedFile, StackNetwork};
use orion_adapters::stack::{
    CargoBuilder, EmbeddedPlatform, GrowingFile, LocalMachine, NetworkProber, StackFiles,
};
use orion_adapters::watch::NotifyWatcher;
use orion_app::check::{CouldNotTell, read_workspace};
use orion_app::ports::{Repository as _, Revision};
use orion_app::stack::{Embedded as _, EngineError, Site, StackStore as _, known_services};
use orion_core::config::Workspace;
use orion_core::ids::ServiceName;
use orion_core::stack::ProjectName;

use super::Context;
use crate::env_vars::of_others;
use crate::failure::Failure;

/// A stack's command's site.
pub(crate) type LocalSite<'a> =
    Site<'a, DockerEngine, NetworkProber, CargoBuilder, StackFiles, LocalMachine>;

/// Held as long as a command changes the stack.
pub(crate) type StackLock = <StackFiles as orion_app::stack::StackStore>::Lock;

/// A work tree's stack, before anybody asks an engine.
pub(crate) struct StackContext {
    /// `workstreams.toml`, as it is in the work tree.
    pub(crate) workspace: Workspace,
    /// The stack's name.
    pub(crate) project: ProjectName,
    top: PathBuf,
    prober: NetworkProber,
    builder: CargoBuilder,
    store: StackFiles,
    machine: LocalMachine,
}

impl StackContext {
    /// Reads the work tree.
    ///
    /// # Errors
    /// Without a repository, or a usable `workstreams.toml` in it.
    pub(crate) fn open(context: &Context) -> Result<Self, Failure> {
        let repository = context.repository()?;
        let (workspace, _) = read_workspace(&repository, &Revision::WorkTree)?
            .ok_or_else(|| CouldNotTell::NoPolicy("in this repository".to_owned()))?;
        let top = repository.top().to_owned();
        let name = top.as_os_str().as_encoded_bytes();
        let store = StackFiles::new(&top);
        let cargo = of_others("CARGO").unwrap_or_else(|| "cargo".into());
        Ok(Self {
            project: ProjectName::of(&workspace.project.name, name),
            prober: NetworkProber::new(),
            builder: CargoBuilder::new(cargo).remembering(store.path().join("built.json")),
            store,
            machine: LocalMachine::new(&top),
            top,
            workspace,
        })
    }

    /// The services that are asked for by name.
    ///
    /// # Errors
    /// A name that is no service's is wrong usage.
    pub(crate) fn services(&self, asked: &[String]) -> Result<Vec<ServiceName>, Failure> {
        Ok(known_services(&self.workspace, asked)?)
    }

    /// The engine that the environment leads to.
    ///
    /// # Errors
    /// [`EngineError`] when there is none that can be used.
    pub(crate) async fn engine(&self) -> Result<DockerEngine, EngineError> {
        let environment = EngineEnvironment::new(of_others, std::env::home_dir());
        DockerEngine::connect(&environment).await
    }

    /// The stack on that engine.
    pub(crate) fn site<'a>(&'a self, engine: &'a DockerEngine) -> LocalSite<'a> {
        Site {
            engine,
            prober: &self.prober,
            builder: &self.builder,
            store: &self.store,
            machine: &self.machine,
            workspace: &self.workspace,
            top: &self.top,
            project: self.project.clone(),
        }
    }

    /// The embedded platform of the work tree.
    pub(crate) fn platform(&self) -> EmbeddedPlatform<'_> {
        EmbeddedPlatform::new(&self.top, &self.builder)
    }

    /// The log of that platform; none when it has written nothing.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn platform_log(&self) -> Result<Option<GrowingFile>, Failure> {
        let platform = self.platform();
        GrowingFile::open(platform.log()).map_err(Failure::reading)
    }

    /// Takes the stack's lock, and waits for it where another command has it: who that is is told once.
    ///
    /// # Errors
    /// When the lock's file cannot be used.
    pub(crate) async fn lock(&self, tell: impl Fn(&str)) -> Result<StackLock, Failure> {
        let mut told = false;
        loop {
            match self.store.lock()? {
                Ok(lock) => return Ok(lock),
                Err(holder) if !told => {
                    told = true;
                    match holder {
                        Some(process) => {
                            tell(&format!(
                                "process {process} is changing this stack: waiting for it"
                            ));
                        }
                        None => tell("another command is changing this stack: waiting for it"),
                    }
                }
                Err(_) => {}
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }
}

/// Runs a command's work to its end, on this thread.
///
/// # Errors
/// When the machine gives no event queue.
pub(crate) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime
        .map_err(|error| Failure::surroundings(format!("cannot wait for events: {error}")))?;
    let ended = runtime.block_on(work);
    // What still blocks a thread, such as reading a terminal, does not keep the process.
    runtime.shutdown_background();
    ended
}

/// Who tells which files change.
pub(crate) fn tree_watcher() -> NotifyWatcher {
    NotifyWatcher::new()
}

/// Who asks the services of a running stack.
pub(crate) fn stack_network() -> StackNetwork {
    StackNetwork::new()
}

/// What the services of a work tree's stack were last seen to serve.
pub(crate) fn served_file(top: &Path) -> ServedFile {
    ServedFile::new(top)
}

/// Ctrl-C, or being told to end.
pub(crate) async fn interrupted() {
    let ctrl_c = std::pin::pin!(tokio::signal::ctrl_c());
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            let terminate = std::pin::pin!(terminate.recv());
            futures_util::future::select(ctrl_c, terminate).await;
            return;
        }
    }
    if ctrl_c.await.is_err() {
        std::future::pending::<()>().await;
    }
}
