//! `orion escalate`

use clap::Args;
use orion_core::ids::IssueNumber;

use super::request::issue_number;

/// Tell who has to hear of what blocks, level by level, each notice once
///
/// Reviews that are overdue and open issues with the label `blocker` block. Without `--auto` or `--level` nothing is
/// written: it shows what is due now, and what comes next. Who was told is remembered in a comment on the issue, so a
/// fresh clone goes on where another left off. Levels, places and people come from workstreams.toml.
#[derive(Debug, Args)]
pub(crate) struct EscalateArguments {
    /// Say what is due now, each notice once
    #[arg(long, conflicts_with = "level")]
    pub(crate) auto: bool,

    /// Say this level about the issue now, due or not
    #[arg(long, value_name = "N", requires = "number")]
    pub(crate) level: Option<u8>,

    /// The issue that `--level` is about
    #[arg(value_name = "NUMBER", value_parser = issue_number, requires = "level")]
    pub(crate) number: Option<IssueNumber>,

    /// Show what would be said, and say nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}
