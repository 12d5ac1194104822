//! `orion codeowners`: GitHub's CODEOWNERS from `workstreams.toml`.

mod locate;
mod report;
mod run;

pub(crate) use locate::{Found, locate};
pub use report::{CodeownersOutcome, CodeownersReport};
pub use run::{CodeownersRequest, codeowners};
