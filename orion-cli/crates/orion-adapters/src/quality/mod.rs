//! What measuring reads and writes on disk: reports that other tools left, and the records of what they came to.

mod records;
mod reports;

pub use records::QualityRecordFile;
pub use reports::{MAX_BYTES, QualityReportFiles};
