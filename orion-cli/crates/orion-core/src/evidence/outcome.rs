//! What looking at one proof comes to.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a proof says of its deliverable.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// It is there.
    Proved,
    /// A part of it is there: more than 0 and less than 1.
    Partly(f64),
    /// It is not there.
    Missing,
    /// It cannot be told now.
    Unknown,
}

impl Outcome {
    /// A part of a whole: none of it is missing, all of it is proved.
    #[must_use]
    pub fn of_part(done: usize, all: usize) -> Self {
        match (done, all) {
            (0, _) => Self::Missing,
            (done, all) if done >= all => Self::Proved,
            #[expect(
                clippy::cast_precision_loss,
                reason = "nobody counts so many boxes that a share of them would be wrong"
            )]
            (done, all) => Self::Partly(done as f64 / all as f64),
        }
    }

    /// How much of the deliverable is there, from 0 to 1; `None` when it cannot be told.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        match self {
            Self::Proved => Some(1.0),
            Self::Partly(share) => Some(share),
            Self::Missing => Some(0.0),
            Self::Unknown => None,
        }
    }

    /// The same as a word.
    #[must_use]
    pub fn word(self) -> OutcomeWord {
        match self {
            Self::Proved => OutcomeWord::Proved,
            Self::Partly(_) => OutcomeWord::Partly,
            Self::Missing => OutcomeWord::Missing,
            Self::Unknown => OutcomeWord::Unknown,
        }
    }
}

/// An outcome without its share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeWord {
    /// The evidence is there.
    Proved,
    /// A part of it is there.
    Partly,
    /// It is not there.
    Missing,
    /// It cannot be told now.
    Unknown,
}

impl OutcomeWord {
    /// The word that people read.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proved => "proved",
            Self::Partly => "partly",
            Self::Missing => "missing",
            Self::Unknown => "unknown",
        }
    }
}

/// Where and when something was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mark {
    /// The full id of the base branch's commit.
    pub commit: String,
    /// When it was looked at.
    #[schemars(with = "String")]
    pub at: Timestamp,
}
