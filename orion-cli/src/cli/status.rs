//! `orion status`, `orion log`

use clap::Args;

use super::since::{Since, since};

/// Show workstreams, integration and quality, each figure from evidence
///
/// On a terminal this is the dashboard: `?` shows its keys. Elsewhere, and with `--once`, it is plain tables.
///
/// Evidence is looked at on the base branch's commit, in recorded test runs, and on GitHub where there is a token;
/// without one it is as GitHub told last, with its age. What cannot be told is unknown.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct StatusArguments {
    /// Show it once, as plain tables, and end
    #[arg(long, conflicts_with = "watch")]
    pub(crate) once: bool,

    /// Show for each figure of workstream WS its evidence, its age, and the command that shows it
    ///
    /// `integration` and `quality` show that of the other panels.
    #[arg(long, value_name = "WS", conflicts_with = "json")]
    pub(crate) explain: Option<String>,

    /// Show it again whenever it changes, until Ctrl-C
    #[arg(long)]
    pub(crate) watch: bool,

    /// Do not ask GitHub: show what it told last
    #[arg(long)]
    pub(crate) offline: bool,

    /// Answer in JSON; with `--watch` one line for each change
    #[arg(long)]
    pub(crate) json: bool,
}

/// Tell which workstreams changed their status, when and why
///
/// Changes are seen by `orion status`, and kept in the work tree.
#[derive(Debug, Args)]
pub(crate) struct LogArguments {
    /// Of workstream WS alone; may be repeated
    #[arg(value_name = "WS")]
    pub(crate) workstreams: Vec<String>,

    /// Since when: a duration (`24h`, `7d`, `2w` ago) or a time (`2026-01-31T09:00:00Z`)
    #[arg(long, value_name = "WHEN", value_parser = since, default_value = "7d")]
    pub(crate) since: Since,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}
