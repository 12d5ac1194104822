//! `orion outbox`

use clap::{Args, Subcommand};

/// Show, send or drop what waits to be written to GitHub
#[derive(Debug, Args)]
pub(crate) struct OutboxArguments {
    #[command(subcommand)]
    pub(crate) command: Option<OutboxCommand>,

    /// Answer in JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// What to do with it; showing it is the default.
#[derive(Debug, Subcommand)]
pub(crate) enum OutboxCommand {
    /// Show what waits
    List,
    /// Send what waits, each once
    Send,
    /// Take something out, so that it is never sent
    Drop(DropArguments),
}

/// What to take out.
#[derive(Debug, Args)]
pub(crate) struct DropArguments {
    /// Its key, as `orion outbox` shows it
    #[arg(value_name = "KEY")]
    pub(crate) key: String,
}
