//! The third outcome: neither allowed nor denied.

use std::fmt;

use orion_core::diagnostic::Diagnostic;
use orion_core::identity::UnknownWorkstreams;
use orion_core::judge::POLICY_FILE;
use thiserror::Error;

use crate::ports::{RepositoryError, Revision};

/// Which version of `workstreams.toml` is spoken of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyVersion(pub Revision);

impl PolicyVersion {
    /// A name to put before a line's number: of a committed version, the one that `git show` takes.
    #[must_use]
    pub fn file(&self) -> String {
        match &self.0 {
            Revision::Head => format!("HEAD:{POLICY_FILE}"),
            Revision::Named(revision) => format!("{revision}:{POLICY_FILE}"),
            Revision::Index | Revision::WorkTree => POLICY_FILE.to_owned(),
        }
    }
}

impl fmt::Display for PolicyVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Revision::Head => write!(f, "`{POLICY_FILE}` at HEAD"),
            Revision::Index => write!(f, "`{POLICY_FILE}` as it is staged"),
            Revision::WorkTree => write!(f, "`{POLICY_FILE}`"),
            Revision::Named(revision) => write!(f, "`{POLICY_FILE}` at `{revision}`"),
        }
    }
}

/// Why there is no verdict. None of these ever passes for "allowed".
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum CouldNotTell {
    /// The repository gave no answer.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
    /// There is no policy to judge by.
    #[error("there is no `{POLICY_FILE}` {}", .0)]
    NoPolicy(
        /// Where it was looked for, for people.
        String,
    ),
    /// The policy has errors.
    #[error("{version} cannot be used")]
    Policy {
        /// Which version.
        version: PolicyVersion,
        /// Its text.
        text: String,
        /// What is wrong with it.
        diagnostics: Vec<Diagnostic>,
    },
    /// Somebody was named who does not exist.
    #[error(transparent)]
    UnknownWorkstreams(#[from] UnknownWorkstreams),
}
