//! Starts the platform's process, so that it needs nobody from then on.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command};

use orion_app::stack::EmbeddedError;

use super::hold::Hold;
use super::ports;
use super::record::Record;

/// Writes its process down in the file that it holds, and becomes the platform: from the first moment on there is
/// either nobody or somebody whose id is known, whatever happens to us.
const HAND_OVER: &str = r#"echo "$$" >&0 && exec "$@""#;

/// A platform that this process has started.
pub(super) struct Launched(Child);

impl Launched {
    /// Its process.
    ///
    /// # Errors
    /// When it has ended: its exit code, if it has one.
    pub(super) fn process(&mut self) -> Result<u32, Option<i32>> {
        match self.0.try_wait() {
            Ok(None) => Ok(self.0.id()),
            Ok(Some(status)) => Err(status.code()),
            Err(_) => Err(None),
        }
    }
}

/// Starts the program in the work tree, with its own log and without this terminal's signals.
pub(super) fn launch(
    top: &Path,
    record: &Record,
    told: &[(String, String)],
    variables: &[(String, String)],
    hold: Hold,
    log: &File,
) -> Result<Launched, EmbeddedError> {
    if !cfg!(unix) {
        return Err(EmbeddedError::Unsupported);
    }
    let program = &record.program.path;
    let failed = |error: std::io::Error| EmbeddedError::Run {
        program: program.clone(),
        reason: error.to_string(),
    };
    let mut command = Command::new("/bin/sh");
    command
        .args(["-c", HAND_OVER, "orion-platform"])
        .arg(program)
        .current_dir(top)
        .envs(variables.iter().cloned())
        .envs(ports::variables(record, told))
        .stdin(hold.0)
        .stdout(log.try_clone().map_err(failed)?)
        .stderr(log.try_clone().map_err(failed)?);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().map(Launched).map_err(failed)
}
