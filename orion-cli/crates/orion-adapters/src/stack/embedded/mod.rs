//! The embedded platform as a process of this machine that goes on when no command runs.

mod ending;
mod hold;
mod launch;
mod log;
mod ports;
mod process;
mod program;
mod record;
mod starting;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use orion_app::stack::{
    Embedded, EmbeddedError, EmbeddedService, EmbeddedStart, EmbeddedStatus, EmbeddedStep,
    EmbeddedStop, ProbeTarget, Prober as _, StoreError,
};
use orion_core::config::{HttpPath, Probe};

use super::builder::CargoBuilder;
use super::files::StackFiles;
use super::machine::{LocalMachine, ports_of};
use super::probe::NetworkProber;

use hold::Holder;
use log::PlatformLog;
use program::ProgramSearch;
use record::Record;

/// How long a service may take to say whether it is ready.
const PROBE: Duration = Duration::from_secs(2);
/// How long between two looks at something that is about to change: at first, and at most.
const LOOKS: (Duration, Duration) = (Duration::from_millis(5), Duration::from_millis(100));
/// How long a platform that was made from another program gets to end.
const GRACE: Duration = Duration::from_secs(15);

/// The embedded platform of a work tree.
#[derive(Debug)]
pub struct EmbeddedPlatform<'a> {
    top: PathBuf,
    builder: &'a CargoBuilder,
    search: ProgramSearch,
    files: StackFiles,
    machine: LocalMachine,
    log: PlatformLog,
    variables: Vec<(String, String)>,
}

impl<'a> EmbeddedPlatform<'a> {
    /// The platform of that work tree, built by that builder where its package is there, and else found where this
    /// process would find a program.
    #[must_use]
    pub fn new(top: &Path, builder: &'a CargoBuilder) -> Self {
        Self::found_in(top, builder, ProgramSearch::of_this_process())
    }

    fn found_in(top: &Path, builder: &'a CargoBuilder, search: ProgramSearch) -> Self {
        let files = StackFiles::new(top);
        Self {
            log: PlatformLog::new(files.path().join("embedded.log")),
            machine: LocalMachine::new(top),
            top: top.to_owned(),
            builder,
            search,
            files,
            variables: Vec::new(),
        }
    }

    /// With these variables beside those of this process.
    #[must_use]
    pub fn with_variables(mut self, variables: Vec<(String, String)>) -> Self {
        self.variables = variables;
        self
    }

    /// Who holds the platform's place, if it runs.
    fn holder(&self) -> Result<Option<Holder>, EmbeddedError> {
        Ok(hold::holder(&self.hold_file())?)
    }

    /// The platform's process, if it runs.
    async fn process(&self) -> Result<Option<u32>, EmbeddedError> {
        match self.holder()? {
            Some(holder) => self.signed(holder).await,
            None => Ok(None),
        }
    }

    fn hold_file(&self) -> PathBuf {
        self.files.path().join("embedded.lock")
    }

    fn record_file(&self) -> PathBuf {
        self.files.path().join("embedded.json")
    }
}

impl Embedded for EmbeddedPlatform<'_> {
    async fn status(&self) -> Result<Option<EmbeddedStatus>, EmbeddedError> {
        let Some(process) = self.process().await? else {
            return Ok(None);
        };
        let record = Record::read(&self.record_file())?.unwrap_or_default();
        let services = ask_all(&record, process).await;
        // It may have ended while it was asked.
        Ok(self.holder()?.map(|_| EmbeddedStatus {
            process,
            started: record.started,
            services,
        }))
    }

    async fn start(
        &self,
        timeout: Duration,
        mut step: impl FnMut(EmbeddedStep),
    ) -> Result<EmbeddedStart, EmbeddedError> {
        let program = program::find(&self.top, self.builder, &self.search, &mut step).await?;
        let new = Record::of(&program).map_err(|error| EmbeddedError::Run {
            program: program.clone(),
            reason: error.to_string(),
        })?;
        self.files.made()?;
        let deadline = Instant::now() + timeout;
        if let Some(holder) = self.holder()? {
            let running = Record::read(&self.record_file()).ok().flatten();
            if let Some(running) = running.filter(|running| running.program == new.program) {
                let from = self.log.length();
                let waited = self
                    .await_ready(None, &running, from, deadline, &mut step)
                    .await;
                match waited {
                    // It was about to end.
                    Err(EmbeddedError::Ended { .. }) => {}
                    waited => return waited.map(|status| EmbeddedStart { kept: true, status }),
                }
            } else {
                step(EmbeddedStep::Stopping);
                self.end(holder, GRACE).await?;
            }
        }
        let status = self.launch(new, deadline, &mut step).await?;
        Ok(EmbeddedStart {
            kept: false,
            status,
        })
    }

    async fn stop(&self, grace: Duration) -> Result<EmbeddedStop, EmbeddedError> {
        match self.holder()? {
            Some(holder) => self.end(holder, grace).await,
            None => Ok(EmbeddedStop::Absent),
        }
    }

    fn remove_data(&self) -> Result<bool, EmbeddedError> {
        let data = self.top.join(".orion/platform");
        if !data.exists() {
            return Ok(false);
        }
        // The directory above is no link then.
        self.files.made()?;
        let cannot =
            |why: &str| StoreError(format!("`{}` cannot be removed: {why}", data.display()));
        if self.holder()?.is_some() {
            return Err(cannot("the platform runs").into());
        }
        match fs::remove_dir_all(&data) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(cannot(&error.to_string()).into()),
        }
    }

    fn log(&self) -> &Path {
        self.log.path()
    }
}

/// Asks every service of that process whether it is ready, all at once. Somebody else may have a port by then: what
/// they answer counts for nothing.
async fn ask_all(record: &Record, process: u32) -> Vec<EmbeddedService> {
    let Some(path) = HttpPath::new("/health/ready") else {
        return Vec::new();
    };
    let asked = record.services.iter().map(async |(name, address)| {
        let target = ProbeTarget {
            address: Some(address.ip()),
            ports: Vec::new(),
            first_port: Some(address.port()),
        };
        let probe = Probe::Http {
            path: path.clone(),
            port: None,
        };
        EmbeddedService {
            name: name.clone(),
            address: *address,
            ready: NetworkProber.probe(&probe, &target, PROBE).await,
        }
    });
    let mut services = join_all(asked).await;
    if services.iter().any(|service| service.ready.is_ok())
        && let Some(its) = ports_of(process)
    {
        for service in &mut services {
            let port = service.address.port();
            if service.ready.is_ok() && !its.contains(&port) {
                service.ready = Err(format!("another process has port {port}"));
            }
        }
    }
    services
}

/// Looks at something that is about to change: often at first, more seldom later.
struct Looks(Duration);

impl Looks {
    fn new() -> Self {
        Self(LOOKS.0)
    }

    async fn next(&mut self) {
        tokio::time::sleep(self.0).await;
        self.0 = (self.0 * 2).min(LOOKS.1);
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
