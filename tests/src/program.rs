//! A program of this repository, running: its log is read all the time, so that it never waits for a reader.

use std::io::{self, BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

use serde_json::Value;

use crate::PATIENCE;

/// A running program; killed when dropped.
#[derive(Debug)]
pub struct Program {
    name: String,
    child: Child,
    log: Arc<Log>,
}

/// The lines that a program has written, and whether it will write more.
#[derive(Debug, Default)]
struct Log {
    lines: Mutex<(Vec<String>, bool)>,
    changed: Condvar,
}

impl Program {
    /// Starts `name`, as cargo has built it for the workspace's tests, with nothing but `environment`.
    ///
    /// # Panics
    /// When it is not built, or cannot be started.
    #[must_use]
    pub fn start(name: &str, environment: &[(String, String)]) -> Self {
        let binary = binary(name);
        assert!(
            binary.exists(),
            "`{}` is not built: run `cargo test --workspace`, or `cargo build --workspace --bins` first",
            binary.display()
        );
        let mut child = Command::new(binary)
            .env_clear()
            .envs(environment.iter().cloned())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("`{name}` cannot be started: {error}"));
        let log = Arc::new(Log::default());
        if let Some(stdout) = child.stdout.take() {
            let log = Arc::clone(&log);
            thread::spawn(move || log.read(stdout, true));
        }
        if let Some(stderr) = child.stderr.take() {
            let log = Arc::clone(&log);
            thread::spawn(move || log.read(stderr, false));
        }
        Self {
            name: name.to_owned(),
            child,
            log,
        }
    }

    /// Waits until `service` says where it listens.
    ///
    /// # Panics
    /// When the program ends before that, or takes too long.
    #[must_use]
    pub fn address(&self, service: &str) -> SocketAddr {
        let said = |line: &String| {
            let event: Value = serde_json::from_str(line).ok()?;
            let listening = event["message"] == "listening" && event["service"] == service;
            listening.then(|| event["address"].as_str()?.parse().ok())?
        };
        self.log.wait_for(said).unwrap_or_else(|log| {
            panic!(
                "`{}` does not say where `{service}` listens:\n{log}",
                self.name
            )
        })
    }

    /// All it has written so far.
    #[must_use]
    pub fn log(&self) -> String {
        self.log.lines().0.join("\n")
    }

    /// Its process.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Ends it at once (SIGKILL).
    ///
    /// # Panics
    /// When the system refuses.
    pub fn kill(&mut self) {
        self.child.kill().expect("a child can be killed");
        self.child.wait().expect("a child can be waited for");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
        if thread::panicking() {
            self.log.show(&self.name);
        }
    }
}

impl Log {
    fn read(&self, stream: impl io::Read, ends_log: bool) {
        for line in BufReader::new(stream).split(b'\n') {
            let Ok(line) = line else { break };
            self.lines()
                .0
                .push(String::from_utf8_lossy(&line).into_owned());
            self.changed.notify_all();
        }
        if ends_log {
            self.lines().1 = true;
            self.changed.notify_all();
        }
    }

    fn lines(&self) -> MutexGuard<'_, (Vec<String>, bool)> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The first line that `found` says something of; the whole log when it never does.
    fn wait_for<T>(&self, found: impl Fn(&String) -> Option<T>) -> Result<T, String> {
        let deadline = Instant::now() + PATIENCE;
        let mut lines = self.lines();
        let mut seen = 0;
        loop {
            if let Some(found) = lines.0[seen..].iter().find_map(&found) {
                return Ok(found);
            }
            seen = lines.0.len();
            let left = deadline.saturating_duration_since(Instant::now());
            if lines.1 || left.is_zero() {
                return Err(lines.0.join("\n"));
            }
            lines = self
                .changed
                .wait_timeout(lines, left)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    /// The end of the log, for whoever reads why a test failed.
    fn show(&self, name: &str) {
        let lines = &self.lines().0;
        let last = &lines[lines.len().saturating_sub(40)..];
        eprintln!(
            "--- log of `{name}`, the last {} lines\n{}",
            last.len(),
            last.join("\n")
        );
    }
}

/// Where cargo puts a binary of this workspace.
pub(crate) fn binary(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it is");
    // `target/debug/deps/platform-…`
    let directory = test.ancestors().nth(2).expect("tests lie in `deps`");
    directory.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
