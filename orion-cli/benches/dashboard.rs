//! The dashboard as a whole process in a pseudo-terminal: how soon it shows something, what it costs while nothing
//! happens, and what many log lines cost.
//!
//! `cargo bench -p orion-cli --bench dashboard [-- REPOSITORY]` looks at this repository or at that one. The terminal is
//! that of util-linux's `script`; its own time is shown beside. Log lines come from a container that writes 20,000 a
//! second, where a container engine answers and the image of the tests is there. Nothing is asserted: figures are for
//! people to compare.
#![cfg(unix)]
#![expect(
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark: its tables are for people, and what cannot be made is no benchmark"
)]

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// The end of a frame that a terminal shows at once.
const FRAME: &[u8] = b"\x1b[?2026l";
/// Runs until the first frame.
const ROUNDS: usize = 21;
/// How long it is looked at.
const LOOK: Duration = Duration::from_secs(15);
/// How long it may take until everything has been looked at.
const SETTLE: Duration = Duration::from_secs(5);
const COLUMNS: u16 = 120;
const ROWS: u16 = 36;

/// A container that writes 500 lines about 40 times a second, which makes 20,000.
const CHATTY: &str = r#"schema = 1
[project]
name = "chatty"
[workstreams.all]
owns = ["**"]
[services.chatty]
workstream = "all"
image = "orion-test/debian:bookworm"
command = ["sh", "-c", "while :; do seq -f '{\"level\":\"INFO\",\"message\":\"line %g\"}' 500; sleep 0.0215; done"]
"#;

fn main() {
    let mut arguments = std::env::args().skip(1);
    // Test runners start benchmarks too, without this flag, to see that they can be started.
    if !arguments.any(|argument| argument == "--bench") {
        return;
    }
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let repository = arguments.next().map_or(own, PathBuf::from);
    first_frame(&repository);
    idle(&repository);
    many_lines();
}

/// A program in a terminal.
struct Sitting {
    script: Child,
    screen: ChildStdout,
    begun: Instant,
}

impl Sitting {
    fn start(directory: &Path, line: &str) -> Self {
        let begun = Instant::now();
        let line = format!("stty cols {COLUMNS} rows {ROWS}; exec {line}");
        let mut script = Command::new("script")
            .args([
                "--quiet",
                "--flush",
                "--return",
                "--command",
                &line,
                "/dev/null",
            ])
            .current_dir(directory)
            .env("TERM", "xterm-256color")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("`script` of util-linux starts");
        let screen = script.stdout.take().expect("it is piped");
        Self {
            script,
            screen,
            begun,
        }
    }

    /// How long it took until a frame was complete.
    fn until_a_frame(&mut self) -> Duration {
        let mut seen = Vec::new();
        let mut part = vec![0; 65_536];
        while !seen.windows(FRAME.len()).any(|it| it == FRAME) {
            let length = self.screen.read(&mut part).expect("the screen is read");
            assert!(length > 0, "it ended: {}", String::from_utf8_lossy(&seen));
            seen.extend_from_slice(&part[..length]);
        }
        self.begun.elapsed()
    }

    /// How many frames are drawn in so long.
    fn frames_of(&mut self, time: Duration) -> usize {
        let begun = Instant::now();
        let mut frames = 0;
        let mut part = vec![0; 1_048_576];
        // Something is always drawn before long: the clock, once a second.
        while begun.elapsed() < time {
            let length = self.screen.read(&mut part).expect("the screen is read");
            let frame_ends = part[..length].windows(FRAME.len());
            frames += frame_ends.filter(|it| *it == FRAME).count();
        }
        frames
    }

    /// The process in it, which has taken the shell's place.
    fn process(&self) -> u32 {
        let script = self.script.id();
        let children = format!("/proc/{script}/task/{script}/children");
        let children = fs::read_to_string(children).expect("Linux tells of children");
        children.trim().parse().expect("it has one child")
    }

    /// Presses a key that ends it, and reads what it still draws.
    fn leave(mut self) {
        let mut keys = self.script.stdin.take().expect("it is piped");
        keys.write_all(b"q").expect("it still runs");
        let mut rest = Vec::new();
        self.screen.read_to_end(&mut rest).expect("it ends");
        self.script.wait().expect("it ends");
    }
}

fn orion() -> &'static str {
    env!("CARGO_BIN_EXE_orion")
}

/// `median` of some durations, and the longest, in milliseconds.
fn told(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    println!(
        "{name:<44} {:>8.1} ms {:>8.1} ms {:>8.1} ms",
        milliseconds(times[0]),
        milliseconds(times[times.len() / 2]),
        milliseconds(times[times.len() - 1]),
    );
}

fn first_frame(repository: &Path) {
    println!(
        "\nfrom the start of the terminal to the first frame{:>7} {:>11} {:>11}",
        "least", "median", "most"
    );
    let (mut floor, mut own) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let mut nothing = Sitting::start(repository, "printf '\\033[?2026l'");
        floor.push(nothing.until_a_frame());
        nothing.script.wait().expect("it ends");
        let line = format!("{} status --offline", orion());
        let mut dashboard = Sitting::start(repository, &line);
        own.push(dashboard.until_a_frame());
        dashboard.leave();
    }
    told("floor: a shell that prints the end of a frame", floor);
    told("orion status", own);
}

/// Seconds of processors so far, all threads that live, and the most memory held, in bytes.
fn used(process: u32) -> (f64, f64) {
    let threads = fs::read_dir(format!("/proc/{process}/task")).expect("it runs");
    // In nanoseconds, the first of three numbers: finer than the ticks that Linux tells elsewhere.
    let nanoseconds = threads.flatten().filter_map(|thread| {
        let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<f64>().ok()
    });
    let seconds = nanoseconds.sum::<f64>() / 1e9;
    let status = fs::read_to_string(format!("/proc/{process}/status")).expect("it runs");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|line| line.trim().strip_suffix(" kB"));
    let peak: f64 = peak.and_then(|it| it.parse().ok()).expect("a number");
    (seconds, peak * 1024.0)
}

/// Looks at a program for a while: percent of one core, frames a second, and the most memory.
fn looked_at(sitting: &mut Sitting) -> (f64, f64, f64) {
    let process = sitting.process();
    sitting.frames_of(SETTLE);
    let (before, _) = used(process);
    let begun = Instant::now();
    let frames = sitting.frames_of(LOOK);
    let seconds = begun.elapsed().as_secs_f64();
    let (after, peak) = used(process);
    let percent = (after - before) / seconds * 100.0;
    (percent, frames as f64 / seconds, peak)
}

fn row(name: &str, (percent, frames, peak): (f64, f64, f64)) {
    println!(
        "{name:<44} {percent:>9.2} % {frames:>9.1}/s {:>8.1} MB",
        peak / 1e6
    );
}

fn idle(repository: &Path) {
    println!(
        "\n{:<44} {:>11} {:>11} {:>11}",
        "", "of one core", "frames", "peak memory"
    );
    let line = format!("{} status --offline", orion());
    let mut sitting = Sitting::start(repository, &line);
    sitting.until_a_frame();
    row("nothing happens", looked_at(&mut sitting));
    sitting.leave();
}

fn many_lines() {
    let directory = tempfile::tempdir().expect("a directory");
    let directory = directory.path();
    fs::write(directory.join("workstreams.toml"), CHATTY).expect("it is written");
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program)
            .args(arguments)
            .current_dir(directory)
            .output();
        output.is_ok_and(|output| output.status.success())
    };
    let author = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
    let commit = [&author[..], &["commit", "--quiet", "--message", "first"]].concat();
    let is_made = run("git", &["init", "--quiet", "--initial-branch=main"])
        && run("git", &["add", "--all"])
        && run("git", &commit);
    if !is_made || !run(orion(), &["up", "--runtime", "docker"]) {
        println!(
            "many lines: not measured: no engine, or no image `orion-test/debian:bookworm` (`tests/images` builds it)"
        );
        return;
    }
    let line = format!("{} status --offline", orion());
    let mut sitting = Sitting::start(directory, &line);
    sitting.until_a_frame();
    row("20,000 log lines a second", looked_at(&mut sitting));
    sitting.leave();
    run(orion(), &["down", "--volumes"]);
}
