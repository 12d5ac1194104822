//! What providers were last seen to serve: known to whoever looks while nothing runs.

use std::collections::BTreeMap;

use jiff::Timestamp;
use orion_core::integration::DocumentDigest;
use serde::{Deserialize, Serialize};

use crate::ports::StoreError;

/// What came of asking a contract's provider for its document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServedAnswer {
    /// Whether it serves what is written.
    pub is_served: bool,
    /// What was found, in one line, without a full stop.
    pub told: String,
    /// The document that it was compared with. Of any other nothing is known.
    pub document: DocumentDigest,
    /// When it was asked.
    pub at: Timestamp,
}

/// The last answers, by the contracts' names.
pub type ServedAnswers = BTreeMap<String, ServedAnswer>;

/// What a work tree remembers of them. It is a cache: a running stack can be asked again.
pub trait ServedStore {
    /// The last answers; nothing where there is nothing that can be read.
    fn last(&self) -> ServedAnswers;

    /// Takes these in, each in the place of the earlier one of its contract.
    ///
    /// # Errors
    /// When it cannot be written; what was there is then as it was.
    fn take_in(&self, answers: ServedAnswers) -> Result<(), StoreError>;
}
