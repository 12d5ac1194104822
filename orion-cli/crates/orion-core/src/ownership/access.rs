//! What an owner and everyone else may do with a path.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Access to the paths of a rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// ✅ The owner writes. Everyone else is denied at the commit; in a pull request the owner's approval
    /// lifts it.
    #[default]
    Full,
    /// 🔒 The owner writes. Everyone else reads; the way in is a request that the owner implements.
    Exclusive,
    /// ⚠️ The owner writes. Everyone else may commit, and the pull request needs the owner's approval.
    Approval,
    /// 👁️ Nobody writes by hand: generated or vendored.
    ReadOnly,
    /// 🤝 Everyone writes.
    Shared,
}

impl Access {
    /// How much it takes from others: the greater one is stricter. It decides between two rules of one owner
    /// that are equally specific.
    #[must_use]
    pub fn strictness(self) -> u8 {
        match self {
            Self::Shared => 0,
            Self::Approval => 1,
            Self::Full => 2,
            Self::Exclusive => 3,
            Self::ReadOnly => 4,
        }
    }

    /// The sign that ownership maps draw.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Full => "✅",
            Self::Exclusive => "🔒",
            Self::Approval => "⚠️",
            Self::ReadOnly => "👁️",
            Self::Shared => "🤝",
        }
    }

    /// The word that `workstreams.toml` uses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Exclusive => "exclusive",
            Self::Approval => "approval",
            Self::ReadOnly => "read-only",
            Self::Shared => "shared",
        }
    }
}
