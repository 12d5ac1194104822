//! `orion logs`

use clap::Args;
use orion_core::stack::Level;

use super::words::level;
use crate::cli::since::{Since, since};

/// Show what the services wrote, in the order of time
///
/// Structured lines are rendered to be read, and control characters are made visible.
#[derive(Debug, Args)]
pub(crate) struct LogsArguments {
    /// These services, rather than all
    #[arg(value_name = "SERVICE")]
    pub(crate) services: Vec<String>,

    /// Go on with what is written from now on, until Ctrl-C
    #[arg(long, short)]
    pub(crate) follow: bool,

    /// Only what was written since then: a duration (`10m` ago) or a time (`2026-01-31T09:00:00Z`)
    #[arg(long, value_name = "WHEN", value_parser = since, allow_hyphen_values = true)]
    pub(crate) since: Option<Since>,

    /// The last N lines of each service
    #[arg(long, short = 'n', value_name = "N")]
    pub(crate) tail: Option<u32>,

    /// Only lines that are as bad as that, or worse; a line that tells no level is shown
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    pub(crate) level: Option<Level>,

    /// Answer in JSON: one object a line
    #[arg(long)]
    pub(crate) json: bool,
}
