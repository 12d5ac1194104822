//! Figures of quality: measured from reports that other tools left, held against their targets, and recorded.
//!
//! Each figure says what it comes from, how old that is, and of which commit. What cannot be known is unknown, and what
//! was true once is stale: neither is ever green.

mod changes;
mod coverage;
mod figure;
mod findings;
mod github;
mod known;
mod measure;
mod port;
mod record;
mod report;
mod reproduce;
mod waits;

pub use github::GithubFigures;
pub use known::{Known, Seen};
pub use measure::{Measured, quality};
pub use port::{Head, HeadCommit, QualityFiles, QualityRecords, ReportFile};
pub use record::record;
pub use report::{
    Figure, Origin, QualityReport, RecordReport, ReviewReport, Unit, WorkstreamCoverage,
    WorkstreamFindings,
};
