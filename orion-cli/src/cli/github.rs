//! `orion github`

use clap::{Args, Subcommand};
use orion_app::github_setup::OrionSource;
use orion_core::ids::IssueNumber;

use super::request::issue_number;

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
    Align(GithubAlignArguments),
}

/// Bring labels in line with what was decided in comments
///
/// An owner may decide a request by a plain comment, `/approve`, `/changes …` or `/reject …`. This gives the issue the label
/// and the status of what that comes to, and answers once where such a word did not count, and why. Without a number it
/// looks at every open request that is not decided and made yet. The workflow `orion-commands.yml` runs it on each such
/// comment, `orion-clocks.yml` every quarter of an hour. Where a team that decides could not be looked up, a request on
/// which somebody else had a word is left alone, and the command fails.
#[derive(Debug, Args)]
pub(crate) struct GithubAlignArguments {
    /// The issues; all open requests when none is given
    #[arg(value_name = "NUMBER", value_parser = issue_number)]
    pub(crate) numbers: Vec<IssueNumber>,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Make labels, files, workflows and the protection of the base branch
///
/// Labels: `contract-change`, `schema-change`, one for each state of a request, `blocker`, `critical` and `duplicate`;
/// one that is there gets Orion's colour and description, and other labels are left alone. Files in the work tree: the
/// issue forms, the text of a pull request, the workflows `orion-check.yml`, `orion-commands.yml` and `orion-clocks.yml`,
/// and CODEOWNERS; they are yours to commit. The ruleset `orion` asks for a pull request to the base branch, with one
/// approval, that of the owners by CODEOWNERS, and the check; where a repository has no rulesets, the protection of the
/// branch does. What is stricter stays so. Done twice, the second time does nothing, and whatever differs is shown. What
/// the token may not protect is told, all else is done, and the command fails.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct GithubSetupArguments {
    /// Write nothing; fail when something would be written
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Replace files that are there and say something else
    #[arg(long)]
    pub(crate) force: bool,

    /// Where the workflows build `orion` from: `https://HOST/PATH@COMMIT`; those that are there say it themselves
    #[arg(long, value_name = "SOURCE")]
    pub(crate) install_from: Option<OrionSource>,

    /// A check that has to pass, by its name; repeated for more [default: the workflow's]
    #[arg(long, value_name = "NAME")]
    pub(crate) required_check: Vec<String>,

    /// Leave the protection of the base branch alone
    #[arg(long)]
    pub(crate) no_protection: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}
