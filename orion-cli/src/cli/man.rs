//! `orion man`

use std::path::PathBuf;

use clap::Args;

/// Print the manual page, or write all of them into a directory
#[derive(Debug, Args)]
pub(crate) struct ManArguments {
    /// Write one page for each command into DIR instead, for example ~/.local/share/man/man1
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
}
