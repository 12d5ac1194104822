//! Limits that a type's shape does not say: how long a text may be, and what may stand in it. Each stands in the
//! JSON Schemas as well, and a test holds the two together.

use crate::problem::FieldError;

/// Something that may be of the right shape and still be refused.
pub trait Validate {
    /// Everything that is wrong with it, each with a JSON pointer; for query parameters the pointer is the
    /// parameter's name after a `/`. Empty when it may be accepted.
    fn faults(&self) -> Vec<FieldError>;
}

/// Collects faults, so that all of them are reported at once.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<FieldError>);

impl Faults {
    /// Adds the fault at that place, if there is one.
    pub(crate) fn at(mut self, pointer: &str, fault: Option<impl Into<String>>) -> Self {
        if let Some(detail) = fault {
            self.0.push(FieldError {
                pointer: pointer.to_owned(),
                detail: detail.into(),
            });
        }
        self
    }

    /// All that were found.
    pub(crate) fn list(self) -> Vec<FieldError> {
        self.0
    }
}
