//! How long a command takes and how much memory it holds, and what people read of it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Seek as _};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Often enough to see what a command holds for as long as a request to the engine takes.
const SAMPLING: Duration = Duration::from_millis(5);

/// One run of a command.
pub(crate) struct Run {
    /// From its start to its end.
    pub(crate) taken: Duration,
    /// The most that its tree of processes held at a time, in bytes.
    pub(crate) memory: u64,
}

/// What is asked of a ratio, Orion's median to Compose's.
pub(crate) struct Limit {
    /// What was measured.
    pub(crate) what: &'static str,
    /// At most.
    pub(crate) ratio: f64,
}

/// What was measured of one contender, by what it was; times in milliseconds, memory in megabytes.
#[derive(Default)]
pub(crate) struct Samples(BTreeMap<&'static str, Vec<f64>>);

impl Samples {
    pub(crate) fn time(&mut self, what: &'static str, run: &Run) {
        let milliseconds = run.taken.as_secs_f64() * 1000.0;
        self.0.entry(what).or_default().push(milliseconds);
        let memory = run.memory as f64 / 1e6;
        self.0.entry("memory").or_default().push(memory);
    }

    fn rounds(&self) -> usize {
        self.0.get("cold").map_or(0, Vec::len)
    }

    /// Of memory the most of any run, of times the median.
    fn figure(&self, what: &str) -> f64 {
        let values = self.0.get(what).cloned().unwrap_or_default();
        if what == "memory" {
            values.into_iter().fold(f64::NAN, f64::max)
        } else {
            median(values)
        }
    }
}

/// The value in the middle; no number where there is none.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Runs the command to its end.
///
/// # Panics
/// When it fails: its time would say nothing.
pub(crate) fn run(mut command: Command) -> Run {
    let mut said = tempfile::tempfile().expect("a temporary file");
    let also = said.try_clone().expect("a file can be shared");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(also);
    let start = Instant::now();
    let mut child = command.spawn().expect("the program starts");
    let (id, is_over) = (child.id(), AtomicBool::new(false));
    let (status, taken, memory) = thread::scope(|scope| {
        let sampling = scope.spawn(|| {
            let mut most = 0;
            while !is_over.load(Ordering::Relaxed) {
                most = most.max(resident(id));
                thread::sleep(SAMPLING);
            }
            most
        });
        let status = child.wait().expect("a child can be waited for");
        let taken = start.elapsed();
        is_over.store(true, Ordering::Relaxed);
        (
            status,
            taken,
            sampling.join().expect("nothing in it panics"),
        )
    });
    if !status.success() {
        let mut text = String::new();
        said.rewind()
            .and_then(|()| said.read_to_string(&mut text))
            .expect("a file can be read");
        panic!("{command:?}: {status}\n{text}");
    }
    Run { taken, memory }
}

/// What a process and all below it hold, in bytes.
fn resident(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let kibibytes: u64 = status
        .lines()
        .find_map(|line| {
            line.strip_prefix("VmRSS:")?
                .split_whitespace()
                .next()?
                .parse()
                .ok()
        })
        .unwrap_or(0);
    let threads = fs::read_dir(format!("/proc/{process}/task"))
        .into_iter()
        .flatten()
        .flatten();
    let children =
        threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let below: u64 = children
        .map(|ids| {
            ids.split_whitespace()
                .flat_map(str::parse)
                .map(resident)
                .sum::<u64>()
        })
        .sum();
    kibibytes * 1024 + below
}

/// Prints Orion's and Compose's figures beside each other; gives how many are over their limits. One round is no
/// ground for a verdict.
pub(crate) fn print_table(title: &str, [orion, compose]: &[Samples; 2], limits: &[Limit]) -> usize {
    println!("\n{title}");
    println!(
        "{:<24} {:>12} {:>12} {:>8} {:>8}",
        "medians", "orion", "compose", "ratio", "at most"
    );
    let mut over = 0;
    for Limit { what, ratio: limit } in limits {
        let (one, other) = (orion.figure(what), compose.figure(what));
        let unit = if *what == "memory" { "MB" } else { "ms" };
        let is_over = orion.rounds() > 1 && one > other * limit;
        over += usize::from(is_over);
        println!(
            "{what:<24} {:>12} {:>12} {:>8.3} {limit:>8.2} {}",
            format!("{one:.1} {unit}"),
            format!("{other:.1} {unit}"),
            one / other,
            if is_over { "OVER" } else { "" },
        );
    }
    over
}
