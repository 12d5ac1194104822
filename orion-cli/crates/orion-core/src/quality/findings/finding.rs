//! One finding.

use schemars::JsonSchema;
use serde::Serialize;

use crate::quality::WrittenPath;

/// Who found it, as far as the report tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// A linter, or a lint of the compiler.
    Lint,
    /// The compiler: what it cannot make sense of.
    Type,
    /// The report does not tell: it counts as what the report was asked for.
    Unsaid,
}

/// Whether it counts as an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FindingLevel {
    /// It counts.
    Error,
    /// It is told, and does not count.
    Warning,
}

/// A finding. Two that are equal are one, told twice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finding {
    /// Who found it.
    pub kind: FindingKind,
    /// Whether it counts.
    pub level: FindingLevel,
    /// The rule's id, such as `clippy::needless_return`, `E0308`, `no-undef` or `TS2322`.
    pub code: Option<String>,
    /// What is said.
    pub message: String,
    /// The file; `None` when it is about none.
    pub path: Option<WrittenPath>,
    /// Line and column where it begins, and where it ends; 0 where it is not said.
    pub span: [u64; 4],
}
