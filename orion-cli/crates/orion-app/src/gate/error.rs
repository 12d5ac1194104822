//! Why a gate does not begin.

use orion_core::gate::UnknownStep;
use thiserror::Error;

use crate::check::CouldNotTell;
use crate::ports::{RepositoryError, StoreError};

/// Why a gate does not begin. None of these ever passes for a gate that was passed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum GateError {
    /// There is no usable `workstreams.toml`, or git gives no answer.
    #[error(transparent)]
    CouldNotTell(#[from] CouldNotTell),
    /// git gives no answer.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
    /// Something of Orion's own cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A step was asked for that is not there.
    #[error(transparent)]
    UnknownStep(#[from] UnknownStep),
    /// The gate has no steps.
    #[error("`workstreams.toml` has no steps for gate `{0}`")]
    NoSteps(&'static str),
    /// It would run commands that nobody has trusted.
    #[error("{} of gate `{gate}` {} not trusted", match places.len() { 1 => "a command".to_owned(), more => format!("{more} commands") }, if places.len() == 1 { "is" } else { "are" })]
    Untrusted {
        /// The gate.
        gate: &'static str,
        /// Where the commands stand, and what they are.
        places: Vec<(String, String)>,
    },
    /// It has a check that this version has no way to judge.
    #[error("this version of Orion cannot judge `{check}`, which step `{step}` asks for")]
    CannotJudge {
        /// The check.
        check: &'static str,
        /// The step.
        step: String,
    },
    /// It is not known what the change is compared with.
    #[error("it is not known what the change is compared with: this clone has no branch `{0}`")]
    NoBase(String),
    /// What the change affects cannot be found out.
    #[error("cargo cannot say what the change affects: {0}")]
    Crates(String),
}
