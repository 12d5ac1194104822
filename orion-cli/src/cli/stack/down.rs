//! `orion down`

use std::time::Duration;

use clap::Args;

use super::words::duration;

/// Take away everything that `orion up` made, and nothing else
///
/// A service is stopped after all that depend on it. Volumes, with the data in them, stay unless `--volumes`
/// says otherwise.
#[derive(Debug, Args)]
pub(crate) struct DownArguments {
    /// Take the volumes away too, with all data in them
    #[arg(long)]
    pub(crate) volumes: bool,

    /// How long a service may take to end before it is killed
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "10s")]
    pub(crate) timeout: Duration,

    /// Answer in JSON: a line for every step, at the end the report
    #[arg(long)]
    pub(crate) json: bool,
}
