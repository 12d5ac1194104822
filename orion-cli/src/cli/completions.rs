//! `orion completions`

use clap::Args;
use clap_complete::Shell;

/// Print the completion script of a shell
///
/// For example: `orion completions bash > ~/.local/share/bash-completion/completions/orion`
#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    pub(crate) shell: Shell,
}
