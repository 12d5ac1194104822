//! `orion doctor`

use clap::Args;

/// Say what is set up, what is missing, and how to mend it
///
/// Where there is a token for GitHub, GitHub is asked for a few seconds at most whose it is, what it may do, and when it
/// ends. Its value is never shown.
#[derive(Debug, Args)]
pub(crate) struct DoctorArguments {
    /// Mend what can be mended without asking
    #[arg(long)]
    pub(crate) fix: bool,

    /// Do not ask GitHub about the token
    #[arg(long)]
    pub(crate) offline: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}
