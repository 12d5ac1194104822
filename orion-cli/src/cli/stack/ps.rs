//! `orion ps`

use clap::Args;

/// Show how the services are, asked now
///
/// The exit code is 0 when every service is ready, 1 when one is not.
#[derive(Debug, Args)]
pub(crate) struct PsArguments {
    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}
