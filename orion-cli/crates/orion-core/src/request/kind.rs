//! What may be asked for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::config::{ReviewClock, Sla};

/// What a request is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RequestKind {
    /// An API contract or the schema of an event.
    Contract,
    /// The schema of a database.
    Schema,
}

impl RequestKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Contract, Self::Schema];

    /// The label of its issues.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Contract => "contract-change",
            Self::Schema => "schema-change",
        }
    }

    /// The command that is about it: `orion contract`, `orion schema`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Schema => "schema",
        }
    }

    /// How soon it is to be reviewed.
    #[must_use]
    pub fn clock(self, sla: &Sla) -> ReviewClock {
        match self {
            Self::Contract => sla.contract_review,
            Self::Schema => sla.schema_review,
        }
    }

    /// The kind of an issue with these labels.
    #[must_use]
    pub fn of<'l>(labels: impl IntoIterator<Item = &'l str>) -> Option<Self> {
        let of_label = |label| Self::ALL.into_iter().find(|kind| kind.label() == label);
        labels.into_iter().find_map(of_label)
    }
}
