//! The generated reference under `docs/` and `schemas/`, held against what is committed.
//!
//! `UPDATE_REFERENCE=1 cargo test -p orion-cli --bin orion reference` writes it anew.

mod commands;
mod dashboard;
mod environment;
mod exit_codes;
mod rules;
mod schemas;

use std::env;
use std::fs;
use std::path::Path;

const NOTICE: &str =
    "<!-- Generated: UPDATE_REFERENCE=1 cargo test -p orion-cli --bin orion reference -->";

/// Holds the committed file against `text`, or writes it where that is asked for.
#[track_caller]
fn check(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name);
    if env::var_os("UPDATE_REFERENCE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        committed, text,
        "{name} is stale: UPDATE_REFERENCE=1 cargo test -p orion-cli --bin orion reference"
    );
}

/// Text in a cell of a Markdown table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
