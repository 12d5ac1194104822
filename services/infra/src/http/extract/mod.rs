//! Extractors whose refusals are problems, with a pointer to each place that is wrong.

mod form;
mod json;
mod path;
mod query;

pub use form::Form;
pub use json::Json;
pub use path::Path;
pub use query::Query;

use orion_contracts::Validate;

use super::{ApiProblem, Reply};

/// What was read, unless it breaks a rule that its shape does not say.
fn checked<T: Validate>(value: T) -> Reply<T> {
    let faults = value.faults();
    if faults.is_empty() {
        Ok(value)
    } else {
        Err(ApiProblem::invalid(faults))
    }
}

/// What a form or a query says.
fn read_form<T: serde::de::DeserializeOwned>(text: &[u8]) -> Reply<T> {
    super::pointer::read(serde_html_form::Deserializer::from_bytes(text))
        .map_err(|fault| ApiProblem::invalid(vec![fault]))
}
