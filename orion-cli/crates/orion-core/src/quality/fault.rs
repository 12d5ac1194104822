//! What a report says that cannot be made sense of.

use schemars::JsonSchema;
use serde::Serialize;

/// So many faults of one report are told one by one; a file that is nothing but faults has no more to say.
pub const MAX_FAULTS: usize = 20;

/// Something in a report that cannot be made sense of. What it would have said is missing from the figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fault {
    /// The line of the report, from 1; `null` where it is about the report as a whole.
    pub line: Option<usize>,
    /// What is wrong, in one sentence.
    pub message: String,
}

/// The first [`MAX_FAULTS`] faults of a report.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    pub(crate) fn add(&mut self, line: Option<usize>, message: impl Into<String>) {
        if self.0.len() < MAX_FAULTS {
            let message = message.into();
            self.0.push(Fault { line, message });
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Fault> {
        self.0
    }
}
