//! `orion github align`: labels follow what was said in comments.
//!
//! A decision may be a plain comment, `/approve`, which counts whoever reads it. This brings the labels and
//! status in line with it, and answers once where a word did not count.

mod answer;
mod report;
mod run;

pub use report::{AlignReport, AlignRow, AlignStatus, AnswerReport};
pub use run::{AlignError, align};
