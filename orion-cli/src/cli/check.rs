//! `orion check`

use std::ffi::OsString;

use clap::{Args, ValueEnum};

use super::RevisionRange;

/// Check that changes stay inside the boundaries of `workstreams.toml`
///
/// Without a scope, what the commit being made will hold is judged: the index.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct CheckArguments {
    /// Judge what the commit being made will hold (the default)
    #[arg(long, group = "scope")]
    pub(crate) staged: bool,

    /// Judge what B changes since it left A, as a pull request shows it
    #[arg(long, value_name = "A..B", group = "scope")]
    pub(crate) range: Option<RevisionRange>,

    /// Hold `workstreams.toml` against the whole tree: unowned files, patterns that match nothing
    #[arg(long, group = "scope")]
    pub(crate) all: bool,

    /// Judge these paths as if they were changed
    #[arg(value_name = "PATH", group = "scope")]
    pub(crate) paths: Vec<OsString>,

    /// Judge the NUL-separated paths on standard input as if they were changed
    #[arg(long, group = "scope")]
    pub(crate) stdin0: bool,

    /// Judge for workstream WS, whoever is acting; may be repeated
    #[arg(
        long = "as",
        value_name = "WS",
        value_delimiter = ',',
        conflicts_with = "all"
    )]
    pub(crate) actor: Vec<String>,

    /// Workstream WS has approved the range; may be repeated
    #[arg(long, value_name = "WS", value_delimiter = ',', requires = "range")]
    pub(crate) approved: Vec<String>,

    /// How to answer
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(crate) format: CheckFormat,

    /// Answer in JSON: the same as --format json
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,
}

impl CheckArguments {
    /// The format that `--format` or `--json` asks for.
    pub(crate) fn answer_format(&self) -> CheckFormat {
        if self.json {
            CheckFormat::Json
        } else {
            self.format
        }
    }
}

/// How `orion check` answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people
    #[default]
    Human,
    /// One JSON object
    Json,
    /// Annotations in a GitHub workflow
    Github,
    /// SARIF 2.1.0
    Sarif,
}
