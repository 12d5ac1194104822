//! `orion restart`

use std::time::Duration;

use clap::Args;

use super::words::duration;

/// Stop services and bring them up again
///
/// What depends on them goes on running. A container whose configuration or image has changed is replaced.
#[derive(Debug, Args)]
pub(crate) struct RestartArguments {
    /// These services, rather than all
    #[arg(value_name = "SERVICE")]
    pub(crate) services: Vec<String>,

    /// How long each service may take from its start until it is ready
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "2m")]
    pub(crate) timeout: Duration,

    /// Answer in JSON: a line for every step, at the end the report
    #[arg(long)]
    pub(crate) json: bool,
}
