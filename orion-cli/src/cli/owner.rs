//! `orion owner`

use std::ffi::OsString;

use clap::Args;

/// Say who owns a path, who may write to it, and by which line
#[derive(Debug, Args)]
pub(crate) struct OwnerArguments {
    /// The paths; they need not exist
    #[arg(value_name = "PATH", group = "scope", required_unless_present_any = ["all", "stdin0"])]
    pub(crate) paths: Vec<OsString>,

    /// Every tracked file
    #[arg(long, group = "scope")]
    pub(crate) all: bool,

    /// The NUL-separated paths on standard input
    #[arg(long, group = "scope")]
    pub(crate) stdin0: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}
