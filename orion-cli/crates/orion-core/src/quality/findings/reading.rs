//! What one report of findings says, and which kind of report it is.

use std::collections::BTreeSet;

use bstr::ByteSlice as _;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Finding, FindingKind, cargo, eslint, sarif, tsc};
use crate::quality::{Fault, Faults};

/// The format of a report of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FindingsFormat {
    /// `--message-format=json` of cargo.
    Cargo,
    /// SARIF 2.1.0.
    Sarif,
    /// `--format json` of `ESLint`.
    Eslint,
    /// What tsc prints.
    Tsc,
}

impl FindingsFormat {
    /// Whether such a report tells of findings of that kind. That it holds none says nothing where it does not.
    #[must_use]
    pub fn tells_of(self, kind: FindingKind) -> bool {
        match self {
            Self::Cargo | Self::Sarif => true,
            Self::Eslint => kind == FindingKind::Lint,
            Self::Tsc => kind == FindingKind::Type,
        }
    }

    /// How the sources end that such a report is about; `None` when they may be any.
    #[must_use]
    pub fn extensions(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Cargo => Some(&["rs", "toml", "lock"]),
            Self::Sarif => None,
            Self::Eslint => Some(&[
                "js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts", "vue", "svelte", "json",
            ]),
            Self::Tsc => Some(&["ts", "tsx", "mts", "cts", "js", "jsx", "json"]),
        }
    }
}

/// What one report says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FindingsReading {
    /// Each finding once.
    pub findings: BTreeSet<Finding>,
    /// What could not be read, and why more may be wrong than was found.
    pub faults: Vec<Fault>,
}

impl FindingsReading {
    pub(super) fn new(findings: BTreeSet<Finding>, faults: Faults) -> Self {
        let faults = faults.into_vec();
        Self { findings, faults }
    }

    /// A report that says nothing, and why.
    pub(super) fn nothing(line: Option<usize>, message: impl Into<String>) -> Self {
        let mut faults = Faults::default();
        faults.add(line, message);
        Self::new(BTreeSet::new(), faults)
    }
}

/// Reads a report of whatever format it has, told by its content.
#[must_use]
pub fn read(bytes: &[u8]) -> (Option<FindingsFormat>, FindingsReading) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = bytes.trim_ascii_start();
    if start.starts_with(b"[") {
        return (Some(FindingsFormat::Eslint), eslint::read(bytes));
    }
    if start.starts_with(b"{") {
        // cargo writes one object a line, each with its `reason`; a SARIF log is one object.
        let first = start.lines().next().unwrap_or_default();
        return if cargo::is_message(first) {
            (Some(FindingsFormat::Cargo), cargo::read(bytes))
        } else {
            (Some(FindingsFormat::Sarif), sarif::read(bytes))
        };
    }
    if tsc::is_output(bytes) {
        return (Some(FindingsFormat::Tsc), tsc::read(bytes));
    }
    let message = if start.is_empty() {
        "it is empty: that is all tsc writes when nothing is wrong, and also what is left when it never ran; \
         let it say more with `tsc --diagnostics`"
    } else {
        "it is none of cargo's JSON messages, SARIF, ESLint's JSON and tsc's output"
    };
    (None, FindingsReading::nothing(None, message))
}
