//! The front of the product, as a shell sees it: help, flags, streams, exit codes.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

mod commands;
mod failures;
mod help;
mod owner;
mod schemas;
mod streams;

use std::io::{PipeWriter, pipe};
use std::process::{Output, Stdio};

use orion_testutils::{Outcome, TestRepository};

/// The `orion` binary under test.
const ORION: &str = env!("CARGO_BIN_EXE_orion");

/// Runs `orion` with its standard output going to `stdout`; the outcome has the rest.
fn orion_writing_to(repository: &TestRepository, line: &str, stdout: impl Into<Stdio>) -> Output {
    let mut command = repository.command(ORION);
    command
        .args(line.split_whitespace())
        .stdout(stdout)
        .stderr(Stdio::piped());
    command.spawn().unwrap().wait_with_output().unwrap()
}

/// A pipe that nobody reads any more.
fn unread() -> PipeWriter {
    let (_, writer) = pipe().unwrap();
    writer
}

/// Runs `orion` in a fresh repository with these arguments, split at spaces.
fn orion(line: &str) -> Outcome {
    orion_in(&TestRepository::new(), line)
}

fn orion_in(repository: &TestRepository, line: &str) -> Outcome {
    repository.run(repository.command(ORION).args(line.split_whitespace()))
}
