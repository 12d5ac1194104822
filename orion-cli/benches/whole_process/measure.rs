//! The runs.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Runs that only measure memory.
const MEMORY_RUNS: usize = 3;

/// A program to be measured.
pub(crate) struct Contender<'a> {
    /// What it is called in the table.
    pub(crate) name: String,
    /// Makes the command, afresh for each run.
    pub(crate) command: Box<dyn Fn() -> Command + 'a>,
}

impl<'a> Contender<'a> {
    /// Names a command.
    pub(crate) fn new(name: impl Into<String>, command: impl Fn() -> Command + 'a) -> Self {
        Self {
            name: name.into(),
            command: Box::new(command),
        }
    }
}

/// What was measured of a contender.
#[derive(Debug, Clone)]
pub(crate) struct Measured {
    /// What it is called in the table.
    pub(crate) name: String,
    /// The median of all runs, from the start of the process to its end.
    pub(crate) median: Duration,
    /// The shortest run.
    pub(crate) fastest: Duration,
    /// The most memory that a run held, in bytes, its children included one by one; `None` where
    /// `/usr/bin/time` is missing or another one than GNU's.
    pub(crate) peak_memory: Option<u64>,
}

/// Lets the contenders take turns, `rounds` times, with their output thrown away.
///
/// # Panics
/// When one of them cannot be started or fails: its time would say nothing.
pub(crate) fn measure(contenders: &[Contender<'_>], rounds: usize) -> Vec<Measured> {
    let mut times: Vec<Vec<Duration>> = vec![Vec::with_capacity(rounds); contenders.len()];
    // One round more: the first fills the caches and does not count.
    for round in 0..=rounds {
        for (contender, times) in contenders.iter().zip(&mut times) {
            let taken = run(contender);
            if round > 0 {
                times.push(taken);
            }
        }
    }
    contenders
        .iter()
        .zip(times)
        .map(|(contender, mut times)| {
            times.sort_unstable();
            Measured {
                name: contender.name.clone(),
                median: times[times.len() / 2],
                fastest: times[0],
                peak_memory: (0..MEMORY_RUNS)
                    .filter_map(|_| peak_memory(contender))
                    .max(),
            }
        })
        .collect()
}

fn run(contender: &Contender<'_>) -> Duration {
    let mut command = (contender.command)();
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let start = Instant::now();
    let status = command.status();
    let taken = start.elapsed();
    let status = status.unwrap_or_else(|error| panic!("{}: {error}", contender.name));
    assert!(status.success(), "{}: {status}", contender.name);
    taken
}

/// Runs the command below GNU time, which writes the peak in kibibytes as the last line of standard error.
fn peak_memory(contender: &Contender<'_>) -> Option<u64> {
    let command = (contender.command)();
    let mut timed = Command::new("/usr/bin/time");
    timed
        .args(["-f", "%M"])
        .arg(command.get_program())
        .args(command.get_args());
    if let Some(directory) = command.get_current_dir() {
        timed.current_dir(directory);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => timed.env(name, value),
            None => timed.env_remove(name),
        };
    }
    let output = timed
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let output = output.output().ok()?;
    let said = String::from_utf8(output.stderr).ok()?;
    let kibibytes: u64 = said.lines().last()?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
