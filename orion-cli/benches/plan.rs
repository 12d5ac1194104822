//! `orion plan` on many activities and links, beside a process that does nothing, and in process its two halves:
//! reading the file and planning.
//!
//! `cargo bench -p orion-cli --bench plan [-- ACTIVITIES…]` prints a table for each number of activities, by default
//! 10,000 with five links each. Nothing is asserted: times are for people to compare.

#![expect(
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark: its tables are for people, and what cannot be made is no benchmark"
)]

mod whole_process;

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use jiff::civil::date;
use orion_core::config::parse;
use orion_core::plan::{Actuals, plan};
use whole_process::{Contender, measure, print_table};

/// Links of each activity.
const LINKS: usize = 5;
/// Runs of each contender.
const ROUNDS: usize = 21;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // Test runners start benchmarks too, without this flag, to see that they can be started.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let mut sizes: Vec<usize> = arguments
        .iter()
        .filter_map(|argument| argument.replace('_', "").parse().ok())
        .collect();
    if sizes.is_empty() {
        sizes = vec![10_000];
    }
    for activities in sizes {
        compare(activities);
    }
}

/// A plan in which every activity waits on five of the hundred before it, in all three ways.
fn network(activities: usize) -> String {
    let mut text = "schema = 1\n\n[project]\nname = \"synthetic\"\nstart = 2026-11-23\n".to_owned();
    for activity in 0..activities {
        let days = 1 + activity * 7 % 9;
        // Writing into a string cannot fail.
        let _ = write!(
            text,
            "\n[workstreams.w{activity:05}]\nestimate = \"{days}d\"\nneeds = [\n"
        );
        for link in 0..LINKS {
            let back = 1 + link * 20 + activity * 13 % 19;
            let Some(on) = activity.checked_sub(back) else {
                continue;
            };
            let _ = match link {
                0..3 => writeln!(text, "  \"w{on:05}\","),
                3 => writeln!(
                    text,
                    "  {{ on = \"w{on:05}\", link = \"ss\", lag = \"1d\" }},"
                ),
                _ => writeln!(
                    text,
                    "  {{ on = \"w{on:05}\", link = \"ff\", lag = \"-1d\" }},"
                ),
            };
        }
        text.push_str("]\n");
    }
    text
}

fn compare(activities: usize) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let text = network(activities);
    fs::write(directory.path().join("workstreams.toml"), &text).expect("a file");
    let command = |program: &Path, arguments: &[&str]| {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(directory.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("HOME", directory.path());
        command
    };
    let made = command(Path::new("git"), &["init", "--quiet"]).status();
    assert!(made.expect("git starts").success());
    let orion = Path::new(env!("CARGO_BIN_EXE_orion"));
    let contenders = [
        Contender::new("orion --version", || command(orion, &["--version"])),
        Contender::new("orion plan --json", || command(orion, &["plan", "--json"])),
        Contender::new("orion plan", || command(orion, &["plan"])),
        Contender::new("orion plan --svg", || command(orion, &["plan", "--svg"])),
    ];
    let links = text.matches("\"w").count();
    let measured = measure(&contenders, ROUNDS);
    print_table(
        &format!("{activities} activities, {links} links, {ROUNDS} rounds"),
        &measured,
    );
    let read = median(|| {
        black_box(parse(&text));
    });
    let workspace = parse(&text).workspace.expect("a file without a fault");
    let planned = median(|| {
        black_box(plan(&workspace, &Actuals::Unknown, date(2026, 11, 23)));
    });
    println!(
        "in process: reading and checking the file {:.1} ms, planning {:.1} ms",
        milliseconds(read),
        milliseconds(planned)
    );
}

fn median(run: impl Fn()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[ROUNDS / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
