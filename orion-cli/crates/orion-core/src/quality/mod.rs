//! Figures of quality: what reports of tests, linters and compilers say, what pull requests waited, and what that
//! comes to beside a target.
//!
//! Every reader takes the bytes of one report and never fails as a whole: what it cannot make sense of is a [`Fault`]
//! with its line, and a figure that rests on a report with faults does not pass for a good one.

pub mod coverage;
mod fault;
pub mod findings;
mod measurement;
mod place;
mod review;
mod sparkline;
mod verdict;

pub use fault::{Fault, MAX_FAULTS};
pub use measurement::{FigureName, Measurement, Trend, thinned, trend};
pub use place::{WorkTreeTop, WrittenPath};
pub use review::{PullRequest, Review, ReviewTimes, Wait, review_times};
pub use sparkline::{CELLS, sparkline};
pub use verdict::{Bound, Verdict, at_least, at_most};

pub(crate) use fault::Faults;
