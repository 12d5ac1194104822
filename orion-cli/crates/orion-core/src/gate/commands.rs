//! Every command that `workstreams.toml` has run on this machine, and what it is trusted by.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::config::{CommandLine, GateName, Proof, Run, StepAction, Workspace};
use crate::shell::quote;

/// What a command is known by: the SHA-256 of all that it says, in hexadecimal digits. A command that is written as
/// a string and one that is written as an array are never the same.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct CommandKey(String);

impl CommandKey {
    /// The key of a command.
    #[must_use]
    pub fn of(command: &CommandLine) -> Self {
        let mut hash = Sha256::new();
        match command {
            CommandLine::Shell(line) => {
                hash.update(b"shell\0");
                hash.update(line);
            }
            CommandLine::Program(words) => {
                hash.update(b"program\0");
                for word in words {
                    // A NUL stands in no argument, so that no two lists of words read the same.
                    hash.update(word);
                    hash.update(b"\0");
                }
            }
        }
        Self(hexadecimal(&hash.finalize()))
    }
}

/// A command and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCommand<'a> {
    /// Where, for example ``step `format` of gate `pre-commit` ``.
    pub place: String,
    /// The command.
    pub command: &'a CommandLine,
}

impl NamedCommand<'_> {
    /// What it is known by.
    #[must_use]
    pub fn key(&self) -> CommandKey {
        CommandKey::of(self.command)
    }
}

/// Every command of the file that runs on this machine, in its order: of gates, of proofs, of services that are
/// processes. What runs in containers is not among them.
#[must_use]
pub fn commands(workspace: &Workspace) -> Vec<NamedCommand<'_>> {
    let mut found = Vec::new();
    for gate in [GateName::PreCommit, GateName::Push, GateName::Pr] {
        for step in &workspace.gates.get(gate).steps {
            let place = format!("step `{}` of gate `{}`", step.name, gate.as_str());
            if let StepAction::Run(command) = &step.action {
                let place = place.clone();
                found.push(NamedCommand { place, command });
            }
            found.extend(step.fix.as_ref().map(|command| NamedCommand {
                place: format!("fix of {place}"),
                command,
            }));
        }
    }
    for workstream in &workspace.workstreams {
        for deliverable in &workstream.deliverables {
            if let Proof::Command(command) = &deliverable.proof {
                found.push(NamedCommand {
                    place: format!(
                        "proof of `{}` of workstream `{}`",
                        deliverable.name, workstream.id
                    ),
                    command,
                });
            }
        }
    }
    for service in &workspace.services {
        if let Some(Run::Process(command)) = &service.run {
            found.push(NamedCommand {
                place: format!("service `{}`", service.name),
                command,
            });
        }
    }
    found
}

/// One digest for all of these commands, whatever their order and however often each of them stands there.
#[must_use]
pub fn content_digest(commands: &[NamedCommand<'_>]) -> String {
    let keys: BTreeSet<_> = commands.iter().map(NamedCommand::key).collect();
    let mut hash = Sha256::new();
    for CommandKey(key) in keys {
        hash.update(key);
    }
    hexadecimal(&hash.finalize())
}

/// A command as one would write it in a shell.
#[must_use]
pub fn show(command: &CommandLine) -> String {
    match command {
        CommandLine::Shell(line) => line.clone(),
        CommandLine::Program(words) => {
            let words: Vec<_> = words.iter().map(|word| quote(word.as_bytes())).collect();
            words.join(" ")
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
