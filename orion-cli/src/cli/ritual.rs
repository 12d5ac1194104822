//! `orion standup`, `orion sync`

use clap::Args;

use super::since::{Since, since};

/// Tell what moved, what comes next and what waits on you, as Markdown
///
/// All of it is derived from git, GitHub and the outbox. Where GitHub cannot be asked, the sections that need it say so.
/// It is for the workstreams that `orion check` would find acting here.
#[derive(Debug, Args)]
pub(crate) struct StandupArguments {
    /// For workstream WS, whoever is acting; may be repeated
    #[arg(
        long = "as",
        value_name = "WS",
        value_delimiter = ',',
        conflicts_with = "all"
    )]
    pub(crate) actor: Vec<String>,

    /// For every workstream
    #[arg(long)]
    pub(crate) all: bool,

    /// Since when something is news: a duration (`24h`, `7d`, `2w` ago) or a time (`2026-01-31T09:00:00Z`)
    #[arg(long, value_name = "WHEN", value_parser = since, default_value = "24h")]
    pub(crate) since: Since,

    /// Send it to Slack as well
    #[arg(long)]
    pub(crate) post: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Write the agenda of the weekly integration sync, with what moved, as Markdown
///
/// All of it is derived from git, GitHub and the outbox. Where GitHub cannot be asked, the sections that need it say so.
#[derive(Debug, Args)]
pub(crate) struct SyncArguments {
    /// Since when something is news: a duration (`24h`, `7d`, `2w` ago) or a time (`2026-01-31T09:00:00Z`)
    #[arg(long, value_name = "WHEN", value_parser = since, default_value = "7d")]
    pub(crate) since: Since,

    /// Send it to Slack as well
    #[arg(long)]
    pub(crate) post: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}
