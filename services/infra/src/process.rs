//! A service's process: settings, log, runtime, work, exit code.

use std::fmt::Display;
use std::io::Write as _;
use std::process::ExitCode;

use crate::config::{self, ConfigError, Reader, Recorded};
use crate::http::Chain;
use crate::log::{self, LogSettings};
use crate::service::BuildError;
use crate::stop::Stop;

/// How a process ends that was to ask whether another one is well, which is not.
pub(crate) const UNHEALTHY: u8 = 1;
/// How a process ends when its configuration is wrong.
pub(crate) const CONFIGURATION: u8 = 2;
/// How it ends when its surroundings fail.
const SURROUNDINGS: u8 = 3;

/// Reads the settings with that prefix from the process's environment, starts the log, and does the work
/// until it ends by itself or a signal stops it.
///
/// It ends with 0 when the work does, with 2 when the configuration is wrong (all that is wrong with it is
/// then on standard error), and with 3 when the work fails (which is in the log).
pub fn run<Settings, Work>(
    prefix: &str,
    read: impl FnOnce(&mut Reader) -> Result<Settings, Recorded>,
    work: impl FnOnce(Settings, Stop) -> Work,
) -> ExitCode
where
    Work: Future<Output = Result<(), BuildError>>,
{
    let load = || {
        config::load(prefix, std::env::vars_os(), |reader| {
            let log = LogSettings::read(reader);
            let settings = read(reader);
            Ok((log?, settings?))
        })
    };
    run_loaded(load, work)
}

/// The same, for whoever reads the settings in a way of their own.
pub fn run_loaded<Settings, Work>(
    load: impl FnOnce() -> Result<(LogSettings, Settings), ConfigError>,
    work: impl FnOnce(Settings, Stop) -> Work,
) -> ExitCode
where
    Work: Future<Output = Result<(), BuildError>>,
{
    let (log, settings) = match load() {
        Ok(settings) => settings,
        Err(error) => return complain(CONFIGURATION, &error),
    };
    let _flushed = match log::start(log) {
        Ok(flush) => flush,
        Err(error) => return complain(SURROUNDINGS, &error),
    };
    log_panics();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return complain(SURROUNDINGS, &error),
    };
    let result: Result<(), BuildError> = runtime.block_on(async {
        let stop = Stop::by_signal()?;
        work(settings, stop).await
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = %Chain(&*error), "stopped by a failure");
            ExitCode::from(SURROUNDINGS)
        }
    }
}

/// Lets a panic be a line of the log, with the request that it ended.
fn log_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let message = panic.payload_as_str().unwrap_or("no message");
        let location = panic.location().map(ToString::to_string);
        tracing::error!(location, panic = message, "a panic");
        if cfg!(panic = "abort") {
            // The log may not come to writing it any more.
            usual(panic);
        }
    }));
}

/// Says what is wrong while there is no log to say it in.
pub(crate) fn complain(code: u8, error: &dyn Display) -> ExitCode {
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(std::io::stderr(), "error: {error}");
    ExitCode::from(code)
}
