//! `orion escalate`: who has to hear of what blocks, level by level, each notice once.
//!
//! What was said is remembered on GitHub, in a comment on the blocker's issue for each notice. It carries the notice's
//! key, made of the repository, the issue, the level and since when it blocks, and the places that have been told. So
//! a fresh clone and two runs in a row come to the same. Whoever may comment could write such a comment by hand; it
//! would silence that one notice, and everybody sees who did it.
//!
//! A notice goes to Slack and the webhook first, then into the outbox as a comment that says which of them took it,
//! and from there to GitHub. What did not arrive is tried again by each run, and a further comment is written once it
//! has. One process of a work tree does so at a time. A message goes twice in one case: where the process dies between
//! the answer of Slack and the next write to the disk, or where two work trees do this at the same moment, against which a
//! workflow has its `concurrency`. None is lost.

mod act;
mod blocker;
mod memory;
mod notice;
mod order;
mod report;
mod run;
mod say;

pub use act::escalate;
pub(crate) use blocker::{BLOCKER, named};
pub use order::{EscalateError, Order, Raise};
pub use report::{
    BlockerKind, BlockerRow, EscalateReport, GivenReport, NoticeReport, SinkFate, SinkReport,
    UpcomingReport,
};
