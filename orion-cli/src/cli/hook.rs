//! `orion hook`

use std::ffi::OsString;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use orion_core::hook::HookName;

/// Install, remove or run the git hooks
#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct HookArguments {
    #[command(subcommand)]
    pub(crate) command: HookCommand,
}

/// What to do with the hooks.
#[derive(Debug, Subcommand)]
pub(crate) enum HookCommand {
    /// Install the hooks; hooks that are there are kept, and run after Orion's
    Install(HookSetupArguments),
    /// Remove the hooks, and put back what was there before
    Uninstall(HookSetupArguments),
    /// Run one hook: what git calls
    Run(HookRunArguments),
}

/// How to install or remove.
#[derive(Debug, Args)]
pub(crate) struct HookSetupArguments {
    /// Only these hooks, separated by commas, rather than every one that Orion has
    #[arg(long, value_name = "HOOKS", value_delimiter = ',', value_parser = hook_names())]
    pub(crate) only: Vec<HookName>,

    /// Say what would be done, and do nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Which hook, and what git told it.
#[derive(Debug, Args)]
pub(crate) struct HookRunArguments {
    /// The hook's name
    #[arg(value_name = "NAME", value_parser = hook_names())]
    pub(crate) name: HookName,

    /// What git passes to the hook
    #[arg(
        value_name = "ARGS",
        trailing_var_arg = true,
        allow_hyphen_values = true
    )]
    pub(crate) arguments: Vec<OsString>,
}

fn hook_names() -> impl TypedValueParser<Value = HookName> {
    let names = HookName::ALL.map(HookName::as_str);
    PossibleValuesParser::new(names).try_map(|name| name.parse::<HookName>())
}
