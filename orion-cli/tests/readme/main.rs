//! The README's tour, run as it stands there, and its pictures, taken of a real terminal.
//!
//! `UPDATE_README=1 cargo test -p orion-cli --test readme` writes what is true into both.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a panic is a test's report"
)]

mod dashboard;
mod document;
mod picture;
mod shell;

use std::fs;
use std::path::{Path, PathBuf};

use document::{Piece, Step};

/// Whether what is true is written down rather than compared.
fn updating() -> bool {
    std::env::var_os("UPDATE_README").is_some()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The README, taken apart.
fn pieces() -> (String, Vec<Piece>) {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    let pieces = document::parse(&text);
    assert_eq!(
        document::render(&pieces),
        text,
        "the README is the same when it is put together again"
    );
    (text, pieces)
}

/// Its steps, in their order.
fn steps(pieces: &mut [Piece]) -> Vec<&mut Step> {
    pieces
        .iter_mut()
        .filter_map(|piece| match piece {
            Piece::Step(step) => Some(step),
            Piece::Text(_) => None,
        })
        .collect()
}

/// Holds what is committed against what is true, or writes it.
#[track_caller]
fn settle(file: &str, committed: &str, truth: &str) {
    if updating() {
        fs::write(root().join(file), truth).unwrap();
        return;
    }
    let different = committed
        .lines()
        .zip(truth.lines())
        .position(|(committed, truth)| committed != truth);
    assert!(
        committed == truth,
        "{file} is stale from line {}: `UPDATE_README=1 cargo test -p orion-cli --test readme` writes this:\n{truth}",
        different.map_or(0, |line| line + 1),
    );
}

#[test]
fn the_tour_goes_as_it_is_shown() {
    let (text, mut pieces) = pieces();
    let mut steps = steps(&mut pieces);
    assert!(
        steps.iter().any(|step| step.refused),
        "the README has a tour, and something in it is refused"
    );

    let shell = shell::Shell::new();
    let said = shell.run(
        &steps
            .iter()
            .map(|step| &step.command[..])
            .collect::<Vec<_>>(),
    );
    for (step, said) in steps.iter_mut().zip(said) {
        assert_eq!(
            said.code,
            i32::from(step.refused),
            "`{}` said:\n{}",
            step.command,
            said.output
        );
        step.shown = said.output;
        if !step.shown.is_empty() && !step.shown.ends_with('\n') {
            step.shown.push('\n');
        }
    }
    settle("README.md", &text, &document::render(&pieces));
}
