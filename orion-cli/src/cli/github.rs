//! `orion github`

use clap::{Args, Subcommand};

/// Bring the repository on GitHub to what Orion needs
#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct GithubArguments {
    #[command(subcommand)]
    pub(crate) command: GithubCommand,
}

/// What to do with it.
#[derive(Debug, Subcommand)]
pub(crate) enum GithubCommand {
    Setup(GithubSetupArguments),
}

/// Make the labels on GitHub, and the files that GitHub reads
///
/// Labels: `contract-change`, `schema-change`, one for each state of a request, `blocker`, `critical` and `duplicate`;
/// one that is there gets Orion's colour and description, and other labels are left alone. Files in the work tree: the
/// issue forms, the text of a pull request, and CODEOWNERS; they are yours to commit. Done twice, the second time does
/// nothing. The protection of a branch is not touched: GitHub's settings, under `Rules`, have that.
#[derive(Debug, Args)]
pub(crate) struct GithubSetupArguments {
    /// Write nothing; fail when something would be written
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Replace files that are there and say something else
    #[arg(long)]
    pub(crate) force: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}
