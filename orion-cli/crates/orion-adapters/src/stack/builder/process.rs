//! cargo as a child process: what it says is read while it runs, and nothing of it outlives its reader.

use std::collections::VecDeque;
use std::io;
use std::process::{ExitStatus, Stdio};

use orion_app::stack::BuildError;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use super::messages::{self, Artifact};

/// How many of the last lines are told when it fails.
const TOLD: usize = 20;

/// Runs a build, and gives the binaries that it tells of.
pub(super) async fn build(
    mut command: Command,
    names: &str,
    line: &mut impl FnMut(String),
) -> Result<Vec<Artifact>, BuildError> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // A group of its own: the compilers that it starts are ended with it.
    #[cfg(unix)]
    command.process_group(0);
    let child = command.spawn().map_err(|error| no_cargo(&error))?;
    let mut artifacts = Vec::new();
    let mut last = VecDeque::new();
    let status = follow(Group(child), &mut artifacts, |text| {
        if last.len() == TOLD {
            last.pop_front();
        }
        last.push_back(text.clone());
        line(text);
    })
    .await
    .map_err(|error| failure(&format!("cargo cannot be followed: {error}")))?;
    if status.success() {
        return Ok(artifacts);
    }
    Err(BuildError {
        message: format!("cargo could not build {names}"),
        lines: last.into(),
    })
}

/// Reads all that cargo says until it ends.
async fn follow(
    mut group: Group,
    artifacts: &mut Vec<Artifact>,
    mut line: impl FnMut(String),
) -> io::Result<ExitStatus> {
    let (Some(stdout), Some(stderr)) = (group.0.stdout.take(), group.0.stderr.take()) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    let mut messages = BufReader::new(stdout).split(b'\n');
    let mut lines = BufReader::new(stderr).split(b'\n');
    let (mut more_messages, mut more_lines) = (true, true);
    while more_messages || more_lines {
        tokio::select! {
            message = messages.next_segment(), if more_messages => match message? {
                Some(message) => artifacts.extend(messages::artifact(&message)),
                None => more_messages = false,
            },
            said = lines.next_segment(), if more_lines => match said? {
                Some(said) => {
                    let said = said.strip_suffix(b"\r").unwrap_or(&said);
                    line(String::from_utf8_lossy(said).into_owned());
                }
                None => more_lines = false,
            },
        }
    }
    group.0.wait().await
}

/// cargo and all that it started.
struct Group(Child);

impl Drop for Group {
    fn drop(&mut self) {
        // There is no id any more once it has been waited for.
        #[cfg(unix)]
        if let Some(group) = self
            .0
            .id()
            .and_then(|id| i32::try_from(id).ok())
            .and_then(rustix::process::Pid::from_raw)
        {
            // One that is gone needs no ending.
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
    }
}

/// Runs a question to the end, and gives its standard output.
pub(super) async fn answer(mut command: Command, what: &str) -> Result<Vec<u8>, BuildError> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .await
        .map_err(|error| no_cargo(&error))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<String> = said.lines().map(str::to_owned).collect();
    Err(BuildError {
        message: format!("cargo cannot say {what}"),
        lines: lines[lines.len().saturating_sub(TOLD)..].to_vec(),
    })
}

/// A failure that says all there is to say.
pub(super) fn failure(message: &str) -> BuildError {
    BuildError {
        message: message.to_owned(),
        lines: Vec::new(),
    }
}

fn no_cargo(error: &io::Error) -> BuildError {
    failure(&format!(
        "cargo cannot be run: {error}; install Rust from https://rustup.rs, or say where cargo is with `CARGO`"
    ))
}
