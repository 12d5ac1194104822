//! Files that are real, and processes where it takes two.

mod crashes;
mod keeping;
#[cfg(unix)]
mod unix;

use std::fs;
use std::path::PathBuf;

use jiff::Timestamp;
use orion_app::outbox::{Action, Entry};
use orion_core::ids::IssueNumber;
use orion_core::request::{IdempotencyKey, RequestKind};
use tempfile::TempDir;

use super::*;

fn world() -> (TempDir, OutboxFiles) {
    let directory = tempfile::tempdir().unwrap();
    let files = OutboxFiles::new(directory.path());
    (directory, files)
}

fn key(content: &str) -> IdempotencyKey {
    IdempotencyKey::of(&[content])
}

fn number(number: u64) -> IssueNumber {
    IssueNumber::new(number).unwrap()
}

/// A write of an issue that was asked for at that second.
fn filing(content: &str, second: i64) -> Entry {
    Entry {
        key: key(content),
        created_at: Timestamp::from_second(second).unwrap(),
        repository: "orion/platform".to_owned(),
        action: Action::File {
            title: format!("title of {content}"),
            body: format!("{content}\n\u{1b}[2J \"é\" {}\n", key(content).marker()),
            labels: vec!["contract-change".to_owned()],
            assignees: Vec::new(),
        },
        attempts: 0,
        last_error: None,
    }
}

/// What the directory holds beside the two locks, by name.
fn left(files: &OutboxFiles) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(files.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| ![LOCK, WRITING].contains(&name.as_str()))
        .collect();
    names.sort();
    names
}
