//! How far a request is.
//!
//! ```text
//! requested → approved → implementing → released → adopted (closed)
//!    ↕ changes-requested        ↘ rejected (closed)
//! ```

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A request's state, which its issue shows as the label `orion:<state>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RequestState {
    /// It waits for its owner's decision.
    Requested,
    /// The owner wants something else of the requester.
    ChangesRequested,
    /// The owner agrees.
    Approved,
    /// The owner declines: the end.
    Rejected,
    /// It is being made.
    Implementing,
    /// It is made; those who build on it have still to follow.
    Released,
    /// Everybody has followed: the end.
    Adopted,
}

/// Whose move it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ball {
    /// The owner's.
    Owner,
    /// The requester's.
    Requester,
    /// That of those who build on it.
    Consumers,
    /// Nobody's.
    Nobody,
}

impl RequestState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Requested,
        Self::ChangesRequested,
        Self::Approved,
        Self::Rejected,
        Self::Implementing,
        Self::Released,
        Self::Adopted,
    ];

    /// The state's name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::ChangesRequested => "changes-requested",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Implementing => "implementing",
            Self::Released => "released",
            Self::Adopted => "adopted",
        }
    }

    /// Its label.
    #[must_use]
    pub fn label(self) -> String {
        format!("orion:{}", self.word())
    }

    /// The state that a label stands for.
    #[must_use]
    pub fn of_label(label: &str) -> Option<Self> {
        let word = label.strip_prefix("orion:")?;
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// Whether nothing comes after it.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Rejected | Self::Adopted)
    }

    /// Whether the owner has still to decide, so that the clock of the review is not stopped.
    #[must_use]
    pub fn is_undecided(self) -> bool {
        matches!(self, Self::Requested | Self::ChangesRequested)
    }

    /// Whose move it is.
    #[must_use]
    pub fn ball(self) -> Ball {
        match self {
            Self::Requested | Self::Approved | Self::Implementing => Ball::Owner,
            Self::ChangesRequested => Ball::Requester,
            Self::Released => Ball::Consumers,
            Self::Rejected | Self::Adopted => Ball::Nobody,
        }
    }

    /// Whether one may follow the other.
    #[must_use]
    pub fn leads_to(self, next: Self) -> bool {
        use RequestState as S;
        matches!(
            (self, next),
            (
                S::Requested,
                S::ChangesRequested | S::Approved | S::Rejected
            ) | (
                S::ChangesRequested,
                S::Requested | S::Approved | S::Rejected
            ) | (S::Approved, S::Implementing)
                | (S::Implementing, S::Released)
                | (S::Released, S::Adopted)
        )
    }
}

impl fmt::Display for RequestState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
