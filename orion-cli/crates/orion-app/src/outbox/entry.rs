//! One write.

use jiff::Timestamp;
use orion_core::ids::IssueNumber;
use orion_core::request::{IdempotencyKey, RequestKind, RequestState};
use serde::{Deserialize, Serialize};

/// A write that waits to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Recognises it on GitHub, where its marker stands in the text.
    pub key: IdempotencyKey,
    /// When it was asked for: a request's clock runs from then.
    pub created_at: Timestamp,
    /// The repository that it is for: `owner/name`, or `host/owner/name`.
    pub repository: String,
    /// What is to be done.
    pub action: Action,
    /// How often it was tried.
    #[serde(default)]
    pub attempts: u32,
    /// Why the last try failed, for people.
    #[serde(default)]
    pub last_error: Option<String>,
}

/// What is to be done. Every part of it can be done again without harm, once the text with the marker is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Action {
    /// Write an issue.
    File {
        /// Its title.
        title: String,
        /// Its text, with the marker in it.
        body: String,
        /// Its labels, the kind's first: the issue is looked for among those that have that one.
        labels: Vec<String>,
        /// Whom it is assigned to.
        assignees: Vec<String>,
    },
    /// Write a comment, then bring the issue's labels and status in line with what its history comes to.
    Say {
        /// What the issue asks for.
        kind: RequestKind,
        /// The issue.
        number: IssueNumber,
        /// The comment, with the marker in it.
        body: String,
    },
    /// Open a pull request that implements a request, say so in a comment on the request, and bring that into the state
    /// of being implemented.
    Propose(Proposed),
    /// Write a comment, then bring a request into a state, if that follows from where it is and whoever sends it may.
    Step {
        /// What the issue asks for.
        kind: RequestKind,
        /// The issue.
        number: IssueNumber,
        /// The comment, with the marker in it.
        body: String,
        /// The state's word.
        to: RequestState,
    },
    /// Write a comment, then close the issue as done.
    Close {
        /// The issue.
        number: IssueNumber,
        /// The comment, with the marker in it.
        body: String,
    },
    /// Write a comment, and nothing else.
    Comment {
        /// The issue.
        number: IssueNumber,
        /// The comment, with the marker in it.
        body: String,
    },
}

/// A pull request that implements a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// What the issue asks for.
    pub kind: RequestKind,
    /// The request's issue.
    pub number: IssueNumber,
    /// The pull request's title.
    pub title: String,
    /// Its text, with the marker in it.
    pub body: String,
    /// The branch that is to be merged.
    pub head: String,
    /// The branch that it goes into.
    pub base: String,
    /// The commit that the branch began at.
    pub before: String,
    /// Whether it is not to be merged as it is.
    pub is_draft: bool,
}
