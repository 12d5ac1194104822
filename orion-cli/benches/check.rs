//! `orion check` beside the git command it waits for, and process start beside the least that a process costs.
//!
//! `cargo bench -p orion-cli --bench check` prints tables. Nothing is asserted: times are for people to
//! compare.

#![expect(
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark: what fails ends it, and its tables are for people"
)]

#[expect(
    dead_code,
    reason = "a CODEOWNERS of the same rules is for other benchmarks"
)]
mod synthetic;
mod whole_process;

use std::process::Command;

use synthetic::{Size, SyntheticRepository};
use whole_process::{Contender, Measured, measure, print_table};

const ORION: &str = env!("CARGO_BIN_EXE_orion");
const ROUNDS: usize = 201;

/// The empty blob: what it is does not matter, only that it is another one than HEAD's.
const OTHER_CONTENT: &str = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";

/// A commit of twenty files in a large repository, each of them the actor's own.
fn staged_files() {
    let size = Size {
        files: 100_000,
        rules: 300,
    };
    let repository = SyntheticRepository::new(size);
    repository.git(&["config", "orion.workstream", "team01"]);
    let nothing = compare(&repository, "nothing staged");
    let own = size
        .paths()
        .filter(|path| path.starts_with("packages/package0000/src/module00/"));
    for path in own.take(20) {
        let entry = format!("100644,{OTHER_CONTENT},{path}");
        repository.git(&["update-index", "--cacheinfo", &entry]);
    }
    let twenty = compare(&repository, "20 files staged");
    for (name, measured) in [("nothing", nothing), ("20 files", twenty)] {
        let [git, orion] = measured.as_slice() else {
            continue;
        };
        println!(
            "{name}: {:.2} times git's wall time (at most 1.20), {:.2} times its memory (at most 1.50)",
            orion.median.as_secs_f64() / git.median.as_secs_f64(),
            ratio(orion.peak_memory, git.peak_memory),
        );
    }
}

fn compare(repository: &SyntheticRepository, what: &str) -> Vec<Measured> {
    let measured = measure(
        &[
            Contender::new("git diff-index --cached --raw -z HEAD", || {
                let mut git = repository.command("git");
                git.args(["diff-index", "--cached", "--raw", "-z", "HEAD"]);
                git
            }),
            Contender::new("orion check", || {
                let mut orion = repository.command(ORION);
                orion.args(["check", "--quiet"]);
                orion
            }),
        ],
        ROUNDS,
    );
    print_table(&format!("100,000 files, 300 rules, {what}"), &measured);
    measured
}

fn ratio(one: Option<u64>, other: Option<u64>) -> f64 {
    match (one, other) {
        (Some(one), Some(other)) => one as f64 / other as f64,
        _ => f64::NAN,
    }
}

/// What a process costs that does nothing, beside one that says its version and one that checks nothing.
fn process_start() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let floor = directory.path().join("hello");
    let source = directory.path().join("hello.rs");
    std::fs::write(&source, "fn main() { println!(\"hello\"); }").expect("a file");
    let compiled = Command::new("rustc")
        .args(["-C", "opt-level=3", "-C", "panic=abort", "-o"])
        .arg(&floor)
        .arg(&source)
        .status();
    assert!(compiled.expect("rustc starts").success());

    let small = SyntheticRepository::new(Size {
        files: 100,
        rules: 20,
    });
    small.git(&["config", "orion.workstream", "team01"]);
    let measured = measure(
        &[
            Contender::new("hello world", || Command::new(&floor)),
            Contender::new("orion --version", || {
                let mut orion = Command::new(ORION);
                orion.arg("--version");
                orion
            }),
            Contender::new("git diff-index, 100 files", || {
                let mut git = small.command("git");
                git.args(["diff-index", "--cached", "--raw", "-z", "HEAD"]);
                git
            }),
            Contender::new("orion check, nothing staged, 100 files", || {
                let mut orion = small.command(ORION);
                orion.args(["check", "--quiet"]);
                orion
            }),
        ],
        ROUNDS,
    );
    print_table("process start", &measured);
}

fn main() {
    // Test runners start benchmarks too, without this flag, to see that they can be started.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    process_start();
    staged_files();
}
