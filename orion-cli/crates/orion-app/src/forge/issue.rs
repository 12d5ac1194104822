//! What an issue is, as far as requests need it. Every text in it was written by somebody else.

use jiff::Timestamp;
use orion_core::ids::IssueNumber;
use orion_core::request::{Event, EventKind, IdempotencyKey, RequestKind};

/// Whether an issue is closed, and as what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssueStatus {
    /// It is open.
    Open,
    /// It was closed as done.
    Completed,
    /// It was closed as not planned, or as a duplicate.
    NotPlanned,
}

/// An issue; never a pull request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Its number.
    pub number: IssueNumber,
    /// Its title.
    pub title: String,
    /// Its text; empty when there is none.
    pub body: String,
    /// Whether it is closed.
    pub status: IssueStatus,
    /// The names of its labels.
    pub labels: Vec<String>,
    /// The login of who wrote it; none when that account is gone.
    pub author: Option<String>,
    /// The logins of whom it is assigned to.
    pub assignees: Vec<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was closed last.
    pub closed_at: Option<Timestamp>,
    /// Its address for browsers.
    pub url: String,
}

impl Issue {
    /// What it asks for, if it is a request.
    #[must_use]
    pub fn kind(&self) -> Option<RequestKind> {
        RequestKind::of(self.labels.iter().map(String::as_str))
    }
}

/// An issue with what happened to it, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracked {
    /// The issue.
    pub issue: Issue,
    /// What happened, oldest first.
    pub events: Vec<Event>,
}

impl Tracked {
    /// Whether a comment was written for this key.
    #[must_use]
    pub fn says(&self, key: &IdempotencyKey) -> bool {
        let is_it =
            |event: &Event| matches!(&event.kind, EventKind::Commented(text) if key.is_in(text));
        self.events.iter().any(is_it)
    }
}

/// An issue to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewIssue {
    /// Its title: one line, at most 256 characters.
    pub title: String,
    /// Its text: at most 65,536 characters.
    pub body: String,
    /// Its labels; those that there are not yet are made.
    pub labels: Vec<String>,
    /// The logins of whom it is assigned to.
    pub assignees: Vec<String>,
}
