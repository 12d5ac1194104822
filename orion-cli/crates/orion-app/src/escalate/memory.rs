//! What was said before, from the comments on the blocker's issue.

use jiff::Timestamp;
use orion_core::config::NoticeSink;
use orion_core::ids::IssueNumber;
use orion_core::request::{EventKind, IdempotencyKey};

use crate::forge::Tracked;
use crate::notice::sink_word;
use crate::outbox::{Action, Entry};

/// With what every note of a notice begins.
const NOTE: &str = "<!-- orion:notice=";

/// A notice that went out.
pub(super) struct Recalled {
    /// When it went out first.
    pub(super) at: Timestamp,
    /// The places that were told, by all comments about it.
    pub(super) told: Vec<String>,
}

/// What a notice is recognised by.
pub(super) fn key(
    repository: &str,
    number: IssueNumber,
    level: u8,
    since: Timestamp,
) -> IdempotencyKey {
    IdempotencyKey::of(&[
        "notice",
        repository,
        &number.to_string(),
        &level.to_string(),
        &since.to_string(),
    ])
}

/// The hidden note of who was told.
pub(super) fn note(key: &IdempotencyKey, told: &[NoticeSink]) -> String {
    let told: Vec<_> = told.iter().copied().map(sink_word).collect();
    format!("{NOTE}{key} told={} -->", told.join(","))
}

/// Whether a text is a notice of Orion's.
pub(super) fn is_notice(text: &str) -> bool {
    text.contains(NOTE)
}

/// Whether a text remembers the notice with that key.
fn is_note_of(text: &str, key: &str) -> bool {
    text.contains(&format!("{NOTE}{key} "))
}

/// The notice with that key, if it went out.
pub(super) fn recall(tracked: &Tracked, key: &IdempotencyKey) -> Option<Recalled> {
    let begin = format!("{NOTE}{key} told=");
    let mut recalled: Option<Recalled> = None;
    for event in &tracked.events {
        let EventKind::Commented(text) = &event.kind else {
            continue;
        };
        let Some((_, rest)) = text.split_once(&begin) else {
            continue;
        };
        let told = rest.split_once(" -->").map_or("", |(told, _)| told);
        let recalled = recalled.get_or_insert(Recalled {
            at: event.at,
            told: Vec::new(),
        });
        let told = told.split(',').filter(|sink| !sink.is_empty());
        recalled.told.extend(told.map(str::to_owned));
    }
    recalled
}

/// Whether an entry of the outbox remembers the notice with that key, said first or again.
pub(super) fn is_noted(entry: &Entry, key: &str) -> bool {
    match &entry.action {
        Action::Comment { body, .. } => is_note_of(body, key),
        Action::File { .. }
        | Action::Say { .. }
        | Action::Propose(_)
        | Action::Step { .. }
        | Action::Close { .. } => false,
    }
}
