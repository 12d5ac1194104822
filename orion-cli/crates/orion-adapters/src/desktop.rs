//! The machine that somebody sits at: its browser, and the shell that a program was started from.

use url::Url;

/// Opens the page of an address in the browser that the user has chosen.
///
/// # Errors
/// Why not, in one line: only pages are opened, since addresses come from elsewhere and a desktop opens programs as
/// well; or no browser can be started.
pub fn open_in_browser(address: &str) -> Result<(), String> {
    let is_page = Url::parse(address)
        .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.host_str().is_some());
    if !is_page {
        return Err(format!("`{address}` is no address of a page"));
    }
    open::that_detached(address).map_err(|error| format!("no browser can be started: {error}"))
}

/// Lets the kernel give this process memory by the page rather than by two mebibytes at once. A program that stays open
/// is to hold little, where one that reads a large file and ends is to be quick. What it starts does the same.
pub fn hold_little_memory() {
    // A kernel that does not know of it gives by the page.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

/// Stops this process until the shell lets it go on.
#[cfg(unix)]
pub fn stop_for_a_while() {
    use rustix::process::{Signal, getpid, kill_process};
    // A process may always signal itself.
    let _ = kill_process(getpid(), Signal::TSTP);
}

/// There is no such thing here.
#[cfg(not(unix))]
pub fn stop_for_a_while() {}

#[cfg(test)]
mod tests {
    use super::open_in_browser;

    #[test]
    fn only_pages_are_opened() {
        for address in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "/bin/sh",
            "https://",
            "--help",
        ] {
            let why = open_in_browser(address).unwrap_err();
            assert_eq!(why, format!("`{address}` is no address of a page"));
        }
    }
}
