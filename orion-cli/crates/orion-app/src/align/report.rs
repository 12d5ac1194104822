//! What `orion github align` reports.

use orion_core::ids::IssueNumber;
use orion_core::request::{RequestKind, RequestState};
use schemars::JsonSchema;
use serde::Serialize;

use crate::request::Fate;

/// What became of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AlignStatus {
    /// Its labels and status say what was decided.
    AsItWas,
    /// They do now.
    Aligned,
    /// Somebody who may be in a team that could not be looked up has decided: nothing was written.
    CouldNotTell,
    /// It is no request.
    NotARequest,
}

/// An answer to a word that did not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnswerReport {
    /// Whose word it was; `null` where that account is gone.
    pub to: Option<String>,
    /// The comment.
    pub text: String,
    /// What it is recognised by.
    pub key: String,
    /// What became of it: `already-sent` where it was answered before.
    pub fate: Fate,
    /// Why it is not on GitHub.
    pub because: Option<String>,
}

/// One issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AlignRow {
    /// Its number.
    pub number: IssueNumber,
    /// Its title.
    pub title: String,
    /// What it asks for; `null` where it is no request.
    pub kind: Option<RequestKind>,
    /// What was decided; `null` where that could not be told.
    pub state: Option<RequestState>,
    /// What became of it.
    pub status: AlignStatus,
    /// Where it could not be told: the teams of the workstreams that decide which could not be looked up.
    pub unknown_teams: Vec<String>,
    /// The words that did not count, oldest first.
    pub answers: Vec<AnswerReport>,
}

/// What `orion github align` reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "orion github align --json")]
pub struct AlignReport {
    /// The version of this shape: 1.
    #[schemars(extend("const" = 1))]
    pub schema: u32,
    /// The issues that were looked at.
    pub requests: Vec<AlignRow>,
}
