//! The platform's process, by its id.

use std::path::Path;

use orion_app::stack::EmbeddedError;

/// Whether that process is the one that holds the place. Where the system says which files a process has open, an id
/// that another container wrote is told from one of this machine.
#[cfg(target_os = "linux")]
pub(super) fn is_holder(process: u32, place: &Path) -> bool {
    use std::fs::metadata;
    use std::os::unix::fs::MetadataExt as _;

    let file = |path: &Path| metadata(path).ok().map(|file| (file.dev(), file.ino()));
    let input = file(Path::new(&format!("/proc/{process}/fd/0")));
    input.is_some() && input == file(place)
}

/// Elsewhere the lock alone says so.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_holder(_: u32, _: &Path) -> bool {
    true
}

/// Asks the process to end.
#[cfg(unix)]
pub(super) fn terminate(process: u32) -> Result<(), EmbeddedError> {
    send(process, rustix::process::Signal::TERM)
}

/// Ends it.
#[cfg(unix)]
pub(super) fn kill(process: u32) -> Result<(), EmbeddedError> {
    send(process, rustix::process::Signal::KILL)
}

#[cfg(unix)]
fn send(process: u32, signal: rustix::process::Signal) -> Result<(), EmbeddedError> {
    use orion_app::stack::StoreError;
    use rustix::io::Errno;
    use rustix::process::{Pid, kill_process};

    let id = i32::try_from(process).ok().and_then(Pid::from_raw);
    let id = id.ok_or(EmbeddedError::Foreign(process))?;
    match kill_process(id, signal) {
        // One that is gone needs no signal.
        Ok(()) | Err(Errno::SRCH) => Ok(()),
        Err(Errno::PERM) => Err(EmbeddedError::Foreign(process)),
        Err(error) => {
            let why = format!("process {process} cannot be ended: {error}");
            Err(StoreError(why).into())
        }
    }
}

/// Asks the process to end.
#[cfg(not(unix))]
pub(super) fn terminate(_: u32) -> Result<(), EmbeddedError> {
    Err(EmbeddedError::Unsupported)
}

/// Ends it.
#[cfg(not(unix))]
pub(super) fn kill(_: u32) -> Result<(), EmbeddedError> {
    Err(EmbeddedError::Unsupported)
}
