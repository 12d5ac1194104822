//! A repository with gates.

use std::fs;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use orion_testutils::{Outcome, TestRepository};

/// The binary under test.
pub(crate) const ORION: &str = env!("CARGO_BIN_EXE_orion");

/// Long enough for anything that comes at all.
const PATIENCE: Duration = Duration::from_mins(1);

const POLICY: &str = r#"schema = 1
[project]
name = "shop"
[ownership]
unowned = "allow"
[identity]
branch = "{workstream}/*"
[workstreams.auth]
owns = ["auth/"]
[workstreams.web]
owns = ["web/"]
"#;

pub(crate) struct World {
    pub(crate) repository: TestRepository,
}

impl World {
    /// One commit, with these gates in its `workstreams.toml`.
    pub(crate) fn new(gates: &str) -> Self {
        let world = Self {
            repository: TestRepository::new(),
        };
        world.gates(gates);
        world.repository.write("auth/a.txt", "good\n");
        world.repository.write("web/b.txt", "good\n");
        world.repository.commit_all("first");
        world
    }

    /// The same, and its commands are trusted.
    pub(crate) fn trusted(gates: &str) -> Self {
        let world = Self::new(gates);
        world.orion("trust --yes").success();
        world
    }

    /// Writes the gates into the work tree.
    pub(crate) fn gates(&self, gates: &str) {
        self.repository
            .write("workstreams.toml", format!("{POLICY}{gates}"));
    }

    pub(crate) fn command(&self, line: &str) -> Command {
        let mut command = self.repository.command(ORION);
        command.args(line.split_whitespace()).stdin(Stdio::null());
        command.env("CARGO", env!("CARGO"));
        command
    }

    /// Runs `orion` with these arguments, split at spaces.
    pub(crate) fn orion(&self, line: &str) -> Outcome {
        self.repository.run(&mut self.command(line))
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.repository.top().join(path)).unwrap_or_default()
    }

    /// Makes a pipe with a name, and gives what is written into it: all of it once everybody who has it open is gone.
    pub(crate) fn pipe(&self, name: &str) -> Receiver<Vec<u8>> {
        let path = self.repository.beside(name);
        let made = Command::new("mkfifo").arg(&path).status().unwrap();
        assert!(made.success());
        let (send, receive) = channel();
        thread::spawn(move || send.send(fs::read(path).unwrap()));
        receive
    }
}

/// What comes, which it has to.
#[track_caller]
pub(crate) fn comes<T>(from: &Receiver<T>) -> T {
    from.recv_timeout(PATIENCE).unwrap()
}

/// `STEP OUTCOME` of each step in the table.
pub(crate) fn outcomes(outcome: &Outcome) -> Vec<String> {
    let table = outcome.stdout.split("STEP").last().unwrap_or_default();
    table
        .lines()
        .skip(1)
        .take_while(|line| !line.is_empty())
        .map(|line| {
            line.split("  ")
                .map(str::trim)
                .filter(|cell| !cell.is_empty())
                .take(2)
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}
