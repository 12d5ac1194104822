//! Which commands of a repository its user lets run.

use std::collections::BTreeSet;

use orion_core::config::{CommandLine, Workspace};
use orion_core::gate::{CommandKey, NamedCommand, commands, content_digest, show};
use schemars::JsonSchema;
use serde::Serialize;

use super::TrustStore;
use crate::ports::StoreError;

/// What may be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trusted {
    /// Whatever this work tree's file says: whoever started this process has said so.
    Everything,
    /// These commands.
    Commands(BTreeSet<CommandKey>),
}

impl Trusted {
    /// What the user has trusted, or what `ORION_TRUST` says: `all`, or the digest of exactly these commands.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn find(
        workspace: &Workspace,
        said: Option<&str>,
        store: &impl TrustStore,
    ) -> Result<Self, StoreError> {
        let is_meant =
            |said: &str| said == "all" || said == content_digest(&commands(workspace)).as_str();
        if said.is_some_and(is_meant) {
            return Ok(Self::Everything);
        }
        store.trusted().map(Self::Commands)
    }

    /// Whether a command may be run.
    #[must_use]
    pub fn allows(&self, command: &CommandLine) -> bool {
        match self {
            Self::Everything => true,
            Self::Commands(known) => known.contains(&CommandKey::of(command)),
        }
    }
}

/// What a repository would run, and what of it may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TrustReport {
    /// Version of this shape.
    pub schema: u32,
    /// Whether every command may be run.
    pub trusted: bool,
    /// The digest of all commands, for `ORION_TRUST`.
    pub digest: String,
    /// The commands, in the file's order.
    pub commands: Vec<CommandTrust>,
}

/// One command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CommandTrust {
    /// Where it stands.
    pub place: String,
    /// What it is, as one would write it in a shell.
    pub command: String,
    /// Whether it may be run.
    pub trusted: bool,
    /// What it is known by.
    pub key: CommandKey,
}

/// What a work tree would run, and what of it may be.
#[must_use]
pub fn trust_report(workspace: &Workspace, trusted: &Trusted) -> TrustReport {
    let all = commands(workspace);
    let one = |named: &NamedCommand<'_>| CommandTrust {
        place: named.place.clone(),
        command: show(named.command),
        trusted: trusted.allows(named.command),
        key: named.key(),
    };
    let listed: Vec<_> = all.iter().map(one).collect();
    TrustReport {
        schema: 1,
        trusted: listed.iter().all(|command| command.trusted),
        digest: content_digest(&all),
        commands: listed,
    }
}
