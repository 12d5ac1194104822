//! What `orion standup` and `orion sync` report.

use jiff::Timestamp;
use orion_core::ids::{IssueNumber, WorkstreamId};
use schemars::JsonSchema;
use serde::Serialize;

/// One thing to tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Item {
    /// What it is and how it stands, in a few words of Orion's.
    pub what: String,
    /// Its title or subject, as somebody else wrote it.
    pub title: String,
    /// Its issue.
    pub number: Option<IssueNumber>,
    /// The issue's address.
    pub url: Option<String>,
    /// The workstreams that it is about.
    pub workstreams: Vec<WorkstreamId>,
    /// When it happened, or since when it is so.
    #[schemars(with = "Option<String>")]
    pub since: Option<Timestamp>,
    /// When its time is up.
    #[schemars(with = "Option<String>")]
    pub due: Option<Timestamp>,
}

/// A heading and what belongs there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// What could not be asked for, in one line.
    pub unknown: Option<String>,
    /// What there is.
    pub items: Vec<Item>,
}

/// `orion standup`, `orion sync`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RitualReport {
    /// 1.
    pub schema: u8,
    /// What it is called.
    pub title: String,
    /// Since when something is news.
    #[schemars(with = "String")]
    pub since: Timestamp,
    /// Now, as the clocks were read.
    #[schemars(with = "String")]
    pub now: Timestamp,
    /// Whose it is.
    pub workstreams: Vec<WorkstreamId>,
    /// The sections, in order.
    pub sections: Vec<Section>,
}
