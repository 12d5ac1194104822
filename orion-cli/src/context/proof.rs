//! Commands that prove something.

use std::path::PathBuf;
use std::time::Duration;

use orion_adapters::gate::LocalRunner;
use orion_app::gate::{StepCall, StepEnding, StepRunner as _, Trusted};
use orion_app::status::ProofCommands;
use orion_core::config::CommandLine;

/// How long a command may take that proves something.
const PROVING: Duration = Duration::from_mins(10);

/// Commands that the user lets run, at the top of the work tree.
pub(super) struct TrustedCommands {
    pub(super) trusted: Trusted,
    pub(super) runner: LocalRunner,
    pub(super) top: PathBuf,
}

impl ProofCommands for TrustedCommands {
    fn is_trusted(&self, command: &CommandLine) -> bool {
        self.trusted.allows(command)
    }

    async fn run(&self, command: &CommandLine) -> Result<i32, String> {
        let words = match command {
            CommandLine::Shell(line) => vec![b"sh".into(), b"-c".into(), line.clone().into_bytes()],
            CommandLine::Program(words) => words.iter().map(|word| word.clone().into()).collect(),
        };
        let call = StepCall {
            words,
            directory: self.top.clone(),
            variables: Vec::new(),
            timeout: Some(PROVING),
        };
        match self.runner.run(&call).await.ending {
            StepEnding::Exited(code) => Ok(code),
            StepEnding::Signalled(signal) => Err(format!("signal {signal} ended it")),
            StepEnding::TimedOut => Err("it took more than ten minutes".to_owned()),
            StepEnding::Interrupted => Err("it was interrupted".to_owned()),
            StepEnding::NotStarted(why) => Err(format!("it cannot be started: {why}")),
        }
    }
}

/// The same commands where none is to run: what they said before is as true as it was.
pub(super) struct NothingRuns<'a>(pub(super) &'a TrustedCommands);

impl ProofCommands for NothingRuns<'_> {
    fn is_trusted(&self, command: &CommandLine) -> bool {
        self.0.is_trusted(command)
    }

    async fn run(&self, _: &CommandLine) -> Result<i32, String> {
        Err("it has not run on this commit".to_owned())
    }
}
