//! `orion init`

use clap::{Args, ValueEnum};

/// Write a first `workstreams.toml`
///
/// Without a source, an existing CODEOWNERS is taken, else the folder layout.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct InitArguments {
    /// Start from a template
    #[arg(long, value_name = "NAME", value_enum, conflicts_with = "from")]
    pub(crate) template: Option<Template>,

    /// Start from what the repository holds
    #[arg(long, value_name = "SOURCE", value_enum)]
    pub(crate) from: Option<InitSource>,

    /// Print what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Replace a `workstreams.toml` that is there
    #[arg(long)]
    pub(crate) force: bool,

    /// Write although tracked files have other owners than by CODEOWNERS
    #[arg(long)]
    pub(crate) accept_differences: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// A ready-made `workstreams.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Template {
    /// Ten workstreams of a microservices platform in TypeScript, under packages/
    Seed,
}

/// What a first `workstreams.toml` is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InitSource {
    /// The owners of CODEOWNERS, for every tracked file the same as before
    Codeowners,
    /// One workstream for each folder that looks like a part of its own
    Layout,
}
