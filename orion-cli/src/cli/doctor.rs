//! `orion doctor`

use clap::Args;

/// Say what is set up, what is missing, and how to mend it
#[derive(Debug, Args)]
pub(crate) struct DoctorArguments {
    /// Mend what can be mended without asking
    #[arg(long)]
    pub(crate) fix: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}
