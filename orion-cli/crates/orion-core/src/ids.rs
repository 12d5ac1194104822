//! Names that have been checked once, at the edge: past it no bare string stands for one of these.

use std::fmt;
use std::num::NonZeroU64;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a text is not a name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{text}` is not a {kind}: {reason}")]
pub struct InvalidName {
    /// What the text should have been, for example `workstream id`.
    pub kind: &'static str,
    /// The text as it was given.
    pub text: String,
    /// What is wrong with it.
    pub reason: &'static str,
}

/// The rule shared by every key-like name: it starts with a letter or digit and goes on with letters,
/// digits, `-`, `_` and `.`, so that it survives as a branch prefix, a label and a file name.
fn check_key(kind: &'static str, text: &str) -> Result<(), InvalidName> {
    let fail = |reason| {
        Err(InvalidName {
            kind,
            text: text.to_owned(),
            reason,
        })
    };
    let Some(first) = text.chars().next() else {
        return fail("it is empty");
    };
    if !first.is_ascii_alphanumeric() {
        return fail("it must start with a letter or a digit");
    }
    if text.len() > 64 {
        return fail("it is longer than 64 bytes");
    }
    if !text
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    {
        return fail("only letters, digits, `-`, `_` and `.` may stand in it");
    }
    Ok(())
}

macro_rules! key_name {
    ($(#[$doc:meta])* $name:ident, $kind:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Checks `text` and keeps it.
            ///
            /// # Errors
            /// [`InvalidName`] when the text is empty, longer than 64 bytes, or holds anything but ASCII
            /// letters, digits, `-`, `_` and `.`, or does not start with a letter or digit.
            pub fn parse(text: &str) -> Result<Self, InvalidName> {
                check_key($kind, text)?;
                Ok(Self(text.to_owned()))
            }

            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

key_name!(
    /// The key of a table under `[workstreams]`, for example `auth`.
    WorkstreamId,
    "workstream id"
);
key_name!(
    /// The key of a table under `[services]`, for example `gateway`.
    ServiceName,
    "service name"
);
key_name!(
    /// The key of a table under `[databases]`, for example `auth`.
    DatabaseName,
    "database name"
);
key_name!(
    /// The name of an API contract, for example `auth-api`.
    ContractName,
    "contract name"
);
key_name!(
    /// The name of an event, for example `user.registered`.
    EventName,
    "event name"
);
key_name!(
    /// The name of a secret, which is also its file's name under `/run/secrets`.
    SecretName,
    "secret name"
);
key_name!(
    /// The name of a phase of a workstream, unique in it.
    PhaseName,
    "phase name"
);
key_name!(
    /// The name of a step of a gate, unique in it.
    StepName,
    "step name"
);

/// The number of an issue on GitHub, from 1.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct IssueNumber(NonZeroU64);

impl IssueNumber {
    /// Takes a number; `None` for 0.
    #[must_use]
    pub fn new(number: u64) -> Option<Self> {
        NonZeroU64::new(number).map(Self)
    }

    /// The number.
    #[must_use]
    pub fn get(self) -> u64 {
        self.0.get()
    }
}

impl fmt::Display for IssueNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}
