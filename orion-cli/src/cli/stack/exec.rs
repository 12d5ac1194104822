//! `orion exec`

use clap::Args;

/// Run a command in a service's container
///
/// The exit code is the command's own.
#[derive(Debug, Args)]
pub(crate) struct ExecArguments {
    /// The service
    #[arg(value_name = "SERVICE")]
    pub(crate) service: String,

    /// Give it no terminal, even if there is one
    #[arg(long, short = 'T')]
    pub(crate) no_terminal: bool,

    /// Set a variable for it; may be repeated
    #[arg(long, short, value_name = "NAME=VALUE")]
    pub(crate) env: Vec<String>,

    /// Who it runs as: a name or a number
    #[arg(long, short, value_name = "USER")]
    pub(crate) user: Option<String>,

    /// The command and its arguments
    #[arg(
        value_name = "COMMAND",
        required = true,
        trailing_var_arg = true,
        allow_hyphen_values = true
    )]
    pub(crate) command: Vec<String>,
}
