//! What a status needs of the disk: what was remembered, and recorded test runs.

mod recorded;
mod store;

pub use recorded::RunFiles;
pub use store::StatusFiles;
