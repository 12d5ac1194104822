//! `orion up`

use std::time::Duration;

use clap::Args;

use super::RuntimeChoice;
use super::words::duration;

/// Bring the services up: only what is not as it should be is touched
///
/// Services start as soon as everything they depend on is ready, and the command ends when all are. What it
/// started goes on in the background; `orion logs`, `orion ps` and `orion down` find it. Ctrl-C stops what was
/// started; pressed twice, it kills it.
#[derive(Debug, Args)]
pub(crate) struct UpArguments {
    /// These services and what they depend on, rather than all
    #[arg(value_name = "SERVICE")]
    pub(crate) services: Vec<String>,

    /// What runs the services
    #[arg(long, value_name = "RUNTIME", value_enum, default_value_t)]
    pub(crate) runtime: RuntimeChoice,

    /// Wait until every service is ready (the default)
    #[arg(long)]
    pub(crate) wait: bool,

    /// End as soon as every service was started
    #[arg(long, short, conflicts_with = "wait")]
    pub(crate) detach: bool,

    /// How long each service may take from its start until it is ready
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "2m")]
    pub(crate) timeout: Duration,

    /// Answer in JSON: a line for every step, at the end the report
    #[arg(long)]
    pub(crate) json: bool,
}
