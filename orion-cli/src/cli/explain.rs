//! `orion explain`

use clap::Args;

/// Explain a rule or error code at length
#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    /// The code, for example OWN002; without one, every code is listed
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}
