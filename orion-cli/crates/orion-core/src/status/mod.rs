//! How a workstream stands, and what stops it.

mod word;

pub use word::{CauseKind, StatusWord};
