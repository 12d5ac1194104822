//! Who has a port.

/// The process that listens on the port, as `nginx (1234)`, as far as this user may know.
#[cfg(target_os = "linux")]
pub(super) fn of(port: u16) -> Option<String> {
    use procfs::process::all_processes;

    let sockets = listening(port);
    if sockets.is_empty() {
        return None;
    }
    // Processes of others, and those that end meanwhile, tell nothing.
    all_processes().ok()?.flatten().find_map(|process| {
        has_any(&process, &sockets)?.then_some(())?;
        Some(format!("{} ({})", process.stat().ok()?.comm, process.pid))
    })
}

/// Whether that process listens on the port; nothing when this user may not know.
#[cfg(target_os = "linux")]
pub(in crate::stack) fn listens(process: u32, port: u16) -> Option<bool> {
    use procfs::process::Process;

    let process = Process::new(i32::try_from(process).ok()?).ok()?;
    has_any(&process, &listening(port))
}

/// The sockets that listen on the port.
#[cfg(target_os = "linux")]
fn listening(port: u16) -> std::collections::BTreeSet<u64> {
    use procfs::net::{self, TcpState};

    let tables = [net::tcp().ok(), net::tcp6().ok()];
    tables
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.state == TcpState::Listen && entry.local_address.port() == port)
        .map(|entry| entry.inode)
        .collect()
}

#[cfg(target_os = "linux")]
fn has_any(
    process: &procfs::process::Process,
    sockets: &std::collections::BTreeSet<u64>,
) -> Option<bool> {
    use procfs::process::FDTarget;

    let has_it = process.fd().ok()?.flatten().any(|descriptor| {
        matches!(descriptor.target, FDTarget::Socket(inode) if sockets.contains(&inode))
    });
    Some(has_it)
}

/// Elsewhere nobody says without being asked by another program.
#[cfg(not(target_os = "linux"))]
pub(super) fn of(_: u16) -> Option<String> {
    None
}

/// Elsewhere nobody says without being asked by another program.
#[cfg(not(target_os = "linux"))]
pub(in crate::stack) fn listens(_: u32, _: u16) -> Option<bool> {
    None
}
