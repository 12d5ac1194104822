//! Who has a port.

use std::collections::BTreeSet;

/// The process that listens on the port, as `nginx (1234)`, as far as this user may know.
#[cfg(target_os = "linux")]
pub(super) fn of(port: u16) -> Option<String> {
    use procfs::process::all_processes;

    let sockets: BTreeSet<u64> = listening()
        .filter(|(_, its)| *its == port)
        .map(|(socket, _)| socket)
        .collect();
    if sockets.is_empty() {
        return None;
    }
    // Processes of others, and those that end meanwhile, tell nothing.
    all_processes().ok()?.flatten().find_map(|process| {
        let has_it = sockets_of(&process)?.any(|socket| sockets.contains(&socket));
        has_it.then_some(())?;
        Some(format!("{} ({})", process.stat().ok()?.comm, process.pid))
    })
}

/// The ports that the process listens on; nothing when this user may not know.
#[cfg(target_os = "linux")]
pub(in crate::stack) fn ports_of(process: u32) -> Option<BTreeSet<u16>> {
    use procfs::process::Process;

    let process = Process::new(i32::try_from(process).ok()?).ok()?;
    let sockets: BTreeSet<u64> = sockets_of(&process)?.collect();
    let its = listening().filter(|(socket, _)| sockets.contains(socket));
    Some(its.map(|(_, port)| port).collect())
}

/// The sockets that listen, each with its port. The kernel takes a millisecond to go through its table.
#[cfg(target_os = "linux")]
fn listening() -> impl Iterator<Item = (u64, u16)> {
    use procfs::net::{self, TcpState};

    let tables = [net::tcp().ok(), net::tcp6().ok()];
    tables
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.state == TcpState::Listen)
        .map(|entry| (entry.inode, entry.local_address.port()))
}

#[cfg(target_os = "linux")]
fn sockets_of(process: &procfs::process::Process) -> Option<impl Iterator<Item = u64>> {
    use procfs::process::FDTarget;

    let descriptors = process.fd().ok()?.flatten();
    Some(
        descriptors.filter_map(|descriptor| match descriptor.target {
            FDTarget::Socket(socket) => Some(socket),
            _ => None,
        }),
    )
}

/// Elsewhere nobody says without being asked by another program.
#[cfg(not(target_os = "linux"))]
pub(super) fn of(_: u16) -> Option<String> {
    None
}

/// Elsewhere nobody says without being asked by another program.
#[cfg(not(target_os = "linux"))]
pub(in crate::stack) fn ports_of(_: u32) -> Option<BTreeSet<u16>> {
    None
}
