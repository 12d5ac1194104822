//! Evidence: what proofs say, what is remembered of them, and how their sources are read.

mod checklist;
mod memory;
mod outcome;
mod test_run;

pub use checklist::boxes;
pub use memory::{ProofMemory, Seen};
pub use outcome::{Mark, Outcome, OutcomeWord};
pub use test_run::{RecordedTest, TestEnd, TestFound, TestRun, UnreadableRun};
