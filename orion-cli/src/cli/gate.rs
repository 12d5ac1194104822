//! `orion gate`

use clap::{Args, ValueEnum};
use orion_core::config::GateName;

use super::RevisionRange;

/// Run the steps of a gate that the change needs, side by side
///
/// The steps stand in `workstreams.toml` as it is in the work tree. Commands run only after `orion trust`; Orion's own
/// checks need no trust. A step is skipped where the change touches none of its paths, or affects nothing. Ctrl-C ends
/// what runs with all that it has started.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct GateArguments {
    /// Which gate
    #[arg(value_name = "GATE", value_enum)]
    pub(crate) gate: GateChoice,

    /// The change is what B changes since it left A; by default what is staged before a commit, and else what HEAD
    /// changes since it left the base branch
    #[arg(long, value_name = "A..B", conflicts_with = "all")]
    pub(crate) range: Option<RevisionRange>,

    /// Run every step as if everything were changed
    #[arg(long)]
    pub(crate) all: bool,

    /// Run only this step and what it needs; may be repeated
    #[arg(long = "step", value_name = "STEP", value_delimiter = ',')]
    pub(crate) steps: Vec<String>,

    /// First run the commands that mend, `fix`, in the work tree; of steps that see only what is staged they are told
    #[arg(long)]
    pub(crate) fix: bool,

    /// How many steps may run side by side; as many as there are processors by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,

    /// Begin no more steps once one has failed
    #[arg(long)]
    pub(crate) fail_fast: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// A gate's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum GateChoice {
    /// Before a commit
    PreCommit,
    /// On a push
    Push,
    /// On a pull request
    Pr,
}

impl From<GateChoice> for GateName {
    fn from(choice: GateChoice) -> Self {
        match choice {
            GateChoice::PreCommit => Self::PreCommit,
            GateChoice::Push => Self::Push,
            GateChoice::Pr => Self::Pr,
        }
    }
}
