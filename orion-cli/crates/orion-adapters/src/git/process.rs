//! git as a child process: what it says is read while it runs, and it never outlives its reader.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};

use orion_app::ports::RepositoryError;

use super::environment::GitEnvironment;
use super::large_index;
use super::records::Records;

/// How a child ended that was let finish.
#[derive(Debug)]
pub(super) struct Finished {
    /// Everything it wrote to standard output.
    pub(super) stdout: Vec<u8>,
    status: ExitStatus,
    call: Call,
    stderr: Vec<u8>,
}

impl Finished {
    /// The exit code; `None` when a signal ended it.
    pub(super) fn code(&self) -> Option<i32> {
        self.status.code()
    }

    /// Standard output, when git succeeded.
    pub(super) fn success(self) -> Result<Vec<u8>, RepositoryError> {
        if self.status.success() {
            Ok(self.stdout)
        } else if self.stderr.is_empty() {
            let ended = self.status.to_string();
            Err(self.call.failure(ended.as_bytes()))
        } else {
            Err(self.call.failure(&self.stderr))
        }
    }

    /// Standard output when git succeeded, `None` when it exited with 1: plumbing's quiet *no*.
    pub(super) fn success_or_no(self) -> Result<Option<Vec<u8>>, RepositoryError> {
        if self.code() == Some(1) {
            Ok(None)
        } else {
            self.success().map(Some)
        }
    }
}

/// A call of git, for telling people about it.
#[derive(Debug)]
struct Call {
    directory: PathBuf,
    arguments: Vec<OsString>,
}

impl Call {
    fn failure(&self, stderr: &[u8]) -> RepositoryError {
        let message = String::from_utf8_lossy(stderr);
        if message.contains("detected dubious ownership in repository at ") {
            let named = message.split('\'').nth(1);
            return RepositoryError::UntrustedOwner(
                named.map_or_else(|| self.directory.clone(), PathBuf::from),
            );
        }
        if message.contains("fatal: not a git repository") {
            return RepositoryError::NotARepository(self.directory.clone());
        }
        let message = message.trim();
        RepositoryError::Git {
            command: self
                .arguments
                .iter()
                .map(|argument| argument.to_string_lossy())
                .collect::<Vec<_>>()
                .join(" "),
            message: message
                .strip_prefix("fatal: ")
                .unwrap_or(message)
                .to_owned(),
        }
    }

    fn io_failure(&self, error: &io::Error) -> RepositoryError {
        self.failure(error.to_string().as_bytes())
    }
}

/// A running git. Dropped before it is finished, it is killed and reaped.
#[derive(Debug)]
pub(super) struct GitProcess {
    child: Child,
    stdout: Option<ChildStdout>,
    stderr: Option<JoinHandle<Vec<u8>>>,
    call: Call,
}

impl GitProcess {
    /// Starts git in a directory, with nothing on its standard input.
    pub(super) fn start<A: AsRef<OsStr>>(
        directory: &Path,
        environment: &GitEnvironment,
        arguments: &[A],
    ) -> Result<Self, RepositoryError> {
        Self::start_reading(directory, environment, arguments, Stdio::null())
    }

    /// Starts git in a directory, reading `input`.
    pub(super) fn start_reading<A: AsRef<OsStr>>(
        directory: &Path,
        environment: &GitEnvironment,
        arguments: &[A],
        input: Stdio,
    ) -> Result<Self, RepositoryError> {
        let mut command = Command::new(environment.program());
        command
            .current_dir(directory)
            // Even plumbing that never looks at the work tree asks a file system monitor, or starts one.
            .args(["-c", "core.fsmonitor=false"])
            .args(arguments)
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        environment.apply(&mut command);
        if large_index::is_found(directory, environment) {
            command.env(large_index::VARIABLE, large_index::HUGE_PAGES);
        }
        let mut child = command.spawn().map_err(|error| {
            // A missing directory and a missing program are told apart only by looking.
            if directory.is_dir() {
                RepositoryError::GitMissing(error)
            } else {
                RepositoryError::NotARepository(directory.to_owned())
            }
        })?;
        // Read aside, so that a talkative git never waits for us while we wait for it.
        let stderr = child.stderr.take().map(|mut pipe| {
            thread::spawn(move || {
                let mut said = Vec::new();
                // What was said before a failing read is still worth telling.
                let _ = pipe.read_to_end(&mut said);
                said
            })
        });
        Ok(Self {
            stdout: child.stdout.take(),
            child,
            stderr,
            call: Call {
                directory: directory.to_owned(),
                arguments: arguments
                    .iter()
                    .map(|argument| argument.as_ref().to_owned())
                    .collect(),
            },
        })
    }

    /// What this git says, as another one's input; [`GitProcess::finish`] then brings nothing of it.
    pub(super) fn hand_over_output(&mut self) -> Stdio {
        self.stdout.take().map_or_else(Stdio::null, Stdio::from)
    }

    /// Waits for the end and keeps everything git wrote.
    pub(super) fn finish(mut self) -> Result<Finished, RepositoryError> {
        let mut stdout = Vec::new();
        if let Some(mut pipe) = self.stdout.take() {
            pipe.read_to_end(&mut stdout)
                .map_err(|error| self.call.io_failure(&error))?;
        }
        self.wait(stdout)
    }

    /// Calls `visit` for every record that ends in a NUL byte, while git writes them.
    pub(super) fn for_each_record(
        self,
        mut visit: impl FnMut(&[u8]) -> Result<(), RepositoryError>,
    ) -> Result<(), RepositoryError> {
        let mut refused = Ok(());
        self.for_each_run(|run| {
            refused = run.split(|byte| *byte == 0).try_for_each(&mut visit);
            match refused {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        })?;
        refused
    }

    /// Calls `visit` for as many NUL-terminated records at once as git has written, joined by NUL, until it
    /// breaks off; then git is killed.
    pub(super) fn for_each_run(
        mut self,
        mut visit: impl FnMut(&[u8]) -> ControlFlow<()>,
    ) -> Result<(), RepositoryError> {
        if let Some(pipe) = self.stdout.take() {
            let mut records = Records::new(pipe);
            loop {
                match records.next_chunk() {
                    Ok(Some(run)) => {
                        if visit(run).is_break() {
                            return Ok(());
                        }
                    }
                    Ok(None) => break,
                    Err(error) => {
                        // What git says about its end tells more than the broken pipe does.
                        drop(records);
                        let finished = self.wait(Vec::new())?;
                        let otherwise = finished.call.io_failure(&error);
                        return finished.success().and(Err(otherwise));
                    }
                }
            }
        }
        self.wait(Vec::new())?.success().map(drop)
    }

    fn wait(mut self, stdout: Vec<u8>) -> Result<Finished, RepositoryError> {
        let status = self
            .child
            .wait()
            .map_err(|error| self.call.io_failure(&error))?;
        let stderr = self
            .stderr
            .take()
            .and_then(|reader| reader.join().ok())
            .unwrap_or_default();
        Ok(Finished {
            stdout,
            status,
            stderr,
            call: Call {
                directory: std::mem::take(&mut self.call.directory),
                arguments: std::mem::take(&mut self.call.arguments),
            },
        })
    }
}

impl Drop for GitProcess {
    fn drop(&mut self) {
        // Both fail harmlessly for a child that was waited for already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
