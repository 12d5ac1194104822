//! GitHub, in the words of requests: issues, what happened to them, and what may go wrong on the way there.

mod error;
mod issue;
mod labels;
mod port;

pub use error::ForgeError;
pub use issue::{Issue, IssueStatus, NewIssue, Tracked};
pub use labels::{Label, Labels};
pub use port::Forge;
