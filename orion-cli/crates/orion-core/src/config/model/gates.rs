//! `[gates.*]`

use std::time::Duration;

use super::CommandLine;
use crate::ids::StepName;
use crate::ownership::OwnedPattern;

/// Which gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GateName {
    /// Before a commit.
    PreCommit,
    /// On a push.
    Push,
    /// On a pull request.
    Pr,
}

impl GateName {
    /// The name as it is written in the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PreCommit => "pre-commit",
            Self::Push => "push",
            Self::Pr => "pr",
        }
    }
}

/// `[gates]`
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gates {
    /// `[gates.pre-commit]`
    pub pre_commit: Gate,
    /// `[gates.push]`
    pub push: Gate,
    /// `[gates.pr]`
    pub pr: Gate,
}

impl Gates {
    /// The gate of that name.
    #[must_use]
    pub fn get(&self, name: GateName) -> &Gate {
        match name {
            GateName::PreCommit => &self.pre_commit,
            GateName::Push => &self.push,
            GateName::Pr => &self.pr,
        }
    }
}

/// One gate: steps that must all succeed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gate {
    /// Gates whose steps are run too.
    pub includes: Vec<GateName>,
    /// How long one step may take that says nothing of it.
    pub timeout: Option<Duration>,
    /// Its own steps, in the file's order.
    pub steps: Vec<Step>,
}

/// A check that Orion has itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BuiltInCheck {
    /// `boundaries`: the change keeps to its workstream.
    Boundaries,
    /// `contracts`: no contract changes in a breaking way without an approved request.
    Contracts,
    /// `conflicts`: the branch merges with its base without conflict.
    Conflicts,
    /// `coverage`: the measured coverage reaches its target.
    Coverage,
    /// `approval`: somebody else has approved the pull request.
    Approval,
}

impl BuiltInCheck {
    /// The name as it is written in the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Boundaries => "boundaries",
            Self::Contracts => "contracts",
            Self::Conflicts => "conflicts",
            Self::Coverage => "coverage",
            Self::Approval => "approval",
        }
    }
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepAction {
    /// Runs a command; it needs trust.
    Run(CommandLine),
    /// Runs one of Orion's own checks.
    Check(BuiltInCheck),
}

/// One step of a gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What other steps call it; no two of a gate have the same name.
    pub name: StepName,
    /// What it does.
    pub action: StepAction,
    /// Whether it sees the staged content only, not what is left unstaged in the work tree.
    pub staged_only: bool,
    /// Whether it runs only for what the change affects.
    pub affected: bool,
    /// How long it may take.
    pub timeout: Option<Duration>,
    /// Steps of this gate, or of one that it includes, that must succeed first.
    pub needs: Vec<StepName>,
    /// It runs only if the change touches one of these; always when there are none.
    pub paths: Vec<OwnedPattern>,
    /// The command that mends what the step finds.
    pub fix: Option<CommandLine>,
}
