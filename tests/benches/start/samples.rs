//! What was measured of one program.

use std::error::Error;
use std::fmt;
use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use crate::process;

/// One value for each start.
#[derive(Debug, Default)]
pub(crate) struct Samples {
    /// How long it took.
    ready: Vec<Duration>,
    /// What it held then, in bytes.
    held: Vec<u64>,
}

impl Samples {
    /// Waits until a process is ready that was begun at that time, leaves it alone, and looks what it holds.
    pub(crate) fn take(
        &mut self,
        begun: Instant,
        address: SocketAddr,
        process: u32,
        idle: Duration,
    ) -> Result<(), Box<dyn Error>> {
        process::wait_until_ready(address)?;
        self.ready.push(begun.elapsed());
        thread::sleep(idle);
        self.held.push(process::held(process)?);
        self.ready.sort_unstable();
        self.held.sort_unstable();
        Ok(())
    }

    /// The middle of all starts.
    pub(crate) fn ready(&self) -> Duration {
        middle(&self.ready)
    }

    /// The middle of what was held, in bytes.
    pub(crate) fn held(&self) -> u64 {
        middle(&self.held)
    }
}

impl fmt::Display for Samples {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ready = row(&self.ready, |time| {
            format!("{:.1}", time.as_secs_f64() * 1e3)
        });
        // Tenths of a megabyte.
        let held = row(&self.held, |bytes| {
            let tenths = bytes.div_ceil(100_000);
            format!("{}.{}", tenths / 10, tenths % 10)
        });
        write!(formatter, "{ready:>28}   {held:>28}")
    }
}

fn middle<T: Copy + Default>(sorted: &[T]) -> T {
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn row<T: Copy + Default>(sorted: &[T], show: impl Fn(T) -> String) -> String {
    let end = |value: Option<&T>| show(value.copied().unwrap_or_default());
    format!(
        "{} ({} .. {})",
        show(middle(sorted)),
        end(sorted.first()),
        end(sorted.last())
    )
}
