//! `orion trust`

use clap::Args;

/// Let the commands of this repository's `workstreams.toml` run
///
/// They are shown first: those of gates, of proofs and of services that are processes, as the work tree's file has
/// them. What is remembered is each command itself, for you alone and for every work tree of this repository: a command
/// that is changed or added needs trust again, and nothing else does.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct TrustArguments {
    /// Only show the commands, and whether they may run
    #[arg(long, conflicts_with_all = ["yes", "revoke"])]
    pub(crate) show: bool,

    /// Do not ask
    #[arg(long, short)]
    pub(crate) yes: bool,

    /// Trust none of this repository's commands any more
    #[arg(long, conflicts_with = "yes")]
    pub(crate) revoke: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}
