//! The embedded platform: all services in one process on this machine, for where there is no container engine.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use thiserror::Error;

use super::{BuildError, StoreError};

/// The platform's services, in the order that it starts them, with the port that each has where it is free.
pub const EMBEDDED_SERVICES: [(&str, u16); 5] = [
    ("auth", 7101),
    ("user", 7102),
    ("notifications", 7103),
    ("gateway", 7100),
    ("admin-ui", 7104),
];

/// A service of the platform that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbeddedService {
    /// Its name.
    pub name: String,
    /// Where it listens.
    pub address: SocketAddr,
    /// Whether it is ready; what it answered instead.
    pub ready: Result<(), String>,
}

/// The platform that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbeddedStatus {
    /// Its process.
    pub process: u32,
    /// When it was started: seconds since 1970 UTC.
    pub started: i64,
    /// Its services, as in [`EMBEDDED_SERVICES`].
    pub services: Vec<EmbeddedService>,
}

/// What came of a start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbeddedStart {
    /// Whether it ran already, made from the same program, and was left alone.
    pub kept: bool,
    /// How it is.
    pub status: EmbeddedStatus,
}

/// How far a start has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmbeddedStep {
    /// Its program is being built.
    Building,
    /// A line that the build said.
    Line(String),
    /// One that was made from another program is being stopped.
    Stopping,
    /// Its process is started.
    Starting,
    /// That service is ready.
    Ready(String),
}

/// What came of a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmbeddedStop {
    /// Nothing ran.
    Absent,
    /// It ended in order.
    Ended,
    /// It took too long, and was killed.
    Killed,
}

/// What is wrong with the embedded platform.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EmbeddedError {
    /// There is no program to run.
    #[error(
        "there is no `orion-platform` to run: no package of the work tree, and no program on `PATH`"
    )]
    NoProgram,
    /// Its program cannot be built.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// What is kept of it cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its process cannot be started.
    #[error("`{}` cannot be run: {reason}", program.display())]
    Run {
        /// Its program.
        program: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// It ended while it started.
    #[error("the platform ended while it started")]
    Ended {
        /// What it exited with; none when a signal ended it, or it is not known.
        exit_code: Option<i32>,
        /// Its last lines: at most 20.
        log: Vec<String>,
    },
    /// Not all of its services were ready in time. It goes on.
    #[error("the platform is not ready")]
    NotReady {
        /// How it is.
        status: EmbeddedStatus,
        /// Its last lines: at most 20.
        log: Vec<String>,
    },
    /// It runs, and is no process that may be ended from here.
    #[error("the platform runs as process {0} of another user or another container")]
    Foreign(u32),
    /// It does not end.
    #[error("the platform, process {0}, does not end")]
    Unstoppable(u32),
    /// This system has not what it takes.
    #[error("the embedded platform needs a Unix system")]
    Unsupported,
}

impl EmbeddedError {
    /// What to do next.
    #[must_use]
    pub fn hints(&self) -> Vec<String> {
        let hint = match self {
            Self::NoProgram => {
                "install it with `cargo install --path services/platform` in Orion's own repository"
            }
            Self::NotReady { .. } => "`orion ps` says how it fares, `orion logs` what it wrote",
            Self::Foreign(_) => "stop it where it was started, with `orion down`",
            Self::Unsupported => "`cargo run -p orion-platform` runs it in the foreground",
            _ => return Vec::new(),
        };
        vec![hint.to_owned()]
    }
}

/// The embedded platform of a work tree. It runs by itself: no command has to.
pub trait Embedded {
    /// How it is, if it runs.
    ///
    /// # Errors
    /// When it cannot be told.
    fn status(&self) -> impl Future<Output = Result<Option<EmbeddedStatus>, EmbeddedError>>;

    /// Builds it, starts it, and waits until every service is ready. One that runs already and was made from the
    /// same program is left alone; one that was made from another is stopped first. Whoever calls holds the
    /// stack's lock.
    ///
    /// # Errors
    /// When it does not come up within `timeout`, which begins after the build.
    fn start(
        &self,
        timeout: Duration,
        step: impl FnMut(EmbeddedStep),
    ) -> impl Future<Output = Result<EmbeddedStart, EmbeddedError>>;

    /// Lets it end in order, and kills it after `grace`.
    ///
    /// # Errors
    /// When it may not be ended, or does not end.
    fn stop(&self, grace: Duration) -> impl Future<Output = Result<EmbeddedStop, EmbeddedError>>;

    /// Removes its data, when it does not run: whether there were any.
    ///
    /// # Errors
    /// When they cannot be removed.
    fn remove_data(&self) -> Result<bool, EmbeddedError>;

    /// The file that it writes its log to.
    fn log(&self) -> &Path;
}
