//! What one report of coverage says, and which kind of report it is.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Lines, cobertura, lcov, llvm_cov};
use crate::quality::{Fault, Faults, WrittenPath};

/// The format of a report of coverage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CoverageFormat {
    /// A tracefile of lcov.
    Lcov,
    /// Cobertura's XML.
    Cobertura,
    /// The JSON of `llvm-cov export`.
    LlvmCov,
}

/// What one report says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct CoverageReading {
    /// The lines of each file that it names.
    pub files: BTreeMap<WrittenPath, Lines>,
    /// What could not be read.
    pub faults: Vec<Fault>,
}

impl CoverageReading {
    pub(super) fn new(files: BTreeMap<WrittenPath, Lines>, faults: Faults) -> Self {
        let faults = faults.into_vec();
        Self { files, faults }
    }

    /// A report that says nothing, and why.
    pub(super) fn nothing(line: Option<usize>, message: impl Into<String>) -> Self {
        let mut faults = Faults::default();
        faults.add(line, message);
        Self::new(BTreeMap::new(), faults)
    }
}

/// Reads a report of whatever format it has, told by how it begins.
#[must_use]
pub fn read(bytes: &[u8]) -> (Option<CoverageFormat>, CoverageReading) {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = start.trim_ascii_start();
    let is_lcov = || {
        let starts: [&[u8]; 4] = [b"TN:", b"SF:", b"#", b"VER:"];
        starts.iter().any(|record| start.starts_with(record))
    };
    match start.first() {
        Some(b'<') => (Some(CoverageFormat::Cobertura), cobertura::read(start)),
        Some(b'{') => (Some(CoverageFormat::LlvmCov), llvm_cov::read(start)),
        _ if is_lcov() => (Some(CoverageFormat::Lcov), lcov::read(bytes)),
        None => (None, CoverageReading::nothing(None, "it is empty")),
        Some(_) => {
            let message = "it is none of lcov, Cobertura and the JSON of `llvm-cov export`";
            (None, CoverageReading::nothing(None, message))
        }
    }
}
