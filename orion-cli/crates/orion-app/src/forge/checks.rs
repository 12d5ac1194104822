//! What GitHub's checks say of a commit.

use serde::{Deserialize, Serialize};

/// What the checks of a commit come to. A commit without any has none of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Checks {
    /// All are well.
    Passed,
    /// One is not.
    Failed,
    /// One is not through.
    Pending,
}

impl Checks {
    /// Reads GitHub's word: the `state` of a `statusCheckRollup`.
    #[must_use]
    pub fn of_rollup(state: &str) -> Self {
        match state {
            "SUCCESS" => Self::Passed,
            "FAILURE" | "ERROR" => Self::Failed,
            _ => Self::Pending,
        }
    }
}
