//! `orion codeowners`

use clap::Args;

/// Write .github/CODEOWNERS from `workstreams.toml`
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct CodeownersArguments {
    /// Write nothing; fail when the file is not what `workstreams.toml` says
    #[arg(long, conflicts_with = "stdout")]
    pub(crate) check: bool,

    /// Replace a CODEOWNERS that Orion did not write, though owners change
    #[arg(long, conflicts_with_all = ["check", "stdout"])]
    pub(crate) force: bool,

    /// Print the file instead of writing it
    #[arg(long, visible_alias = "dry-run")]
    pub(crate) stdout: bool,

    /// Answer in JSON
    #[arg(long, conflicts_with = "stdout")]
    pub(crate) json: bool,
}
