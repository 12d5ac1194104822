//! The load, by `wrk`.

use std::error::Error;
use std::net::SocketAddr;
use std::process::Command;

/// How many connections ask at once.
pub(crate) const CONNECTIONS: u32 = 64;

/// How a run went.
#[derive(Debug)]
pub(crate) struct Measure {
    pub(crate) per_second: f64,
    /// The latency that half of the requests stay below, as `wrk` writes it.
    pub(crate) p50: String,
    /// The latency that 99 of 100 stay below.
    pub(crate) p99: String,
}

/// Asks for a path, again and again, for that many seconds.
pub(crate) fn run(
    address: SocketAddr,
    path: &str,
    bearer: &str,
    seconds: u32,
) -> Result<Measure, Box<dyn Error>> {
    let output = Command::new("wrk")
        .args(["--threads", "1", "--latency", "--timeout", "10s"])
        .arg(format!("--connections={CONNECTIONS}"))
        .arg(format!("--duration={seconds}s"))
        .arg(format!("--header=Authorization: {bearer}"))
        .arg(format!("http://{address}{path}"))
        .output()
        .map_err(|error| format!("`wrk` cannot be started: {error}"))?;
    let report = String::from_utf8(output.stdout)?;
    for trouble in ["Non-2xx", "Socket errors"] {
        if report.contains(trouble) {
            return Err(format!("not every request was answered well:\n{report}").into());
        }
    }
    let value = |label: &str| {
        report
            .lines()
            .find_map(|line| line.trim().strip_prefix(label))
            .map(|value| value.trim().to_owned())
            .ok_or_else(|| format!("`{label}` is missing in:\n{report}"))
    };
    Ok(Measure {
        per_second: value("Requests/sec:")?.parse()?,
        p50: value("50%")?,
        p99: value("99%")?,
    })
}
