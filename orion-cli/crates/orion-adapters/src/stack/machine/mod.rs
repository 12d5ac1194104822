//! This machine: its clock, its ports and its disk.

mod holder;

pub(super) use holder::ports_of;

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::time::Duration;

use orion_app::stack::{Machine, PortHolder, StoreError};

/// The machine that this process runs on.
#[derive(Debug, Clone)]
pub struct LocalMachine {
    directory: PathBuf,
}

impl LocalMachine {
    /// The machine, with the disk that this directory is on or will be.
    #[must_use]
    pub fn new(directory: &Path) -> Self {
        Self {
            directory: directory.to_owned(),
        }
    }
}

impl Machine for LocalMachine {
    fn is_there(&self, path: &Path) -> bool {
        path.exists()
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }

    fn port_is_free(&self, port: u16) -> Result<(), PortHolder> {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(PortHolder {
                process: holder::of(port),
            }),
            // A port that this user may not bind is free as far as can be seen from here.
            _ => Ok(()),
        }
    }

    fn free_port(&self) -> Result<u16, StoreError> {
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .and_then(|listener| listener.local_addr())
            .map(|address| address.port())
            .map_err(|error| StoreError(format!("this machine has no free port: {error}")))
    }

    #[cfg(unix)]
    fn free_space(&self) -> Option<u64> {
        let there = self
            .directory
            .ancestors()
            .find(|directory| directory.exists())?;
        let disk = rustix::fs::statvfs(there).ok()?;
        disk.f_bavail.checked_mul(disk.f_frsize)
    }

    #[cfg(not(unix))]
    fn free_space(&self) -> Option<u64> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_free_or_somebody_s() {
        let directory = tempfile::tempdir().unwrap();
        let machine = LocalMachine::new(directory.path());
        for listener in ["127.0.0.1:0", "0.0.0.0:0", "[::]:0"] {
            let Ok(listener) = TcpListener::bind(listener) else {
                orion_testutils::skip!("this machine has no {listener}");
            };
            let port = listener.local_addr().unwrap().port();
            let holder = machine.port_is_free(port).unwrap_err();
            if cfg!(target_os = "linux") {
                let process = holder.process.unwrap();
                let id = format!(" ({})", std::process::id());
                assert!(process.ends_with(&id), "{process}");
                assert!(process.len() > id.len(), "{process}");
            }
            drop(listener);
            assert_eq!(machine.port_is_free(port), Ok(()));
        }
    }

    #[test]
    fn a_free_port_is_one_that_can_be_had() {
        let machine = LocalMachine::new(Path::new("."));
        let port = machine.free_port().unwrap();
        assert_ne!(port, 0);
        assert_eq!(machine.port_is_free(port), Ok(()));
    }

    #[test]
    fn the_disk_is_that_of_the_directory_that_will_be() {
        let directory = tempfile::tempdir().unwrap();
        let space = LocalMachine::new(&directory.path().join("not/yet")).free_space();
        assert_eq!(space.is_some(), cfg!(unix));
        assert_ne!(space, Some(0));
    }
}
