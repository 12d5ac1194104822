//! `orion watch`

use std::time::Duration;

use clap::Args;

use super::words::duration;

/// Bring the services up, and replace what changes while you edit
///
/// Whenever files change, what they belong to is built again, and only services whose binary, image or
/// configuration came out different are replaced. A build that fails leaves the services running as they were.
/// Ctrl-C ends the watch; the services go on.
#[derive(Debug, Args)]
pub(crate) struct WatchArguments {
    /// These services and what they depend on, rather than all
    #[arg(value_name = "SERVICE")]
    pub(crate) services: Vec<String>,

    /// How long each service may take from its start until it is ready
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "2m")]
    pub(crate) timeout: Duration,

    /// Answer in JSON: a line for every step, and a report for every round
    #[arg(long)]
    pub(crate) json: bool,
}
