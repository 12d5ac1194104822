//! Runs the commands of steps, each in a process group of its own: whatever ends a step ends all that it started.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use bstr::ByteSlice as _;
use orion_app::gate::{StepCall, StepEnd, StepEnding, StepRunner};
use orion_app::ports::StoreError;
use orion_core::path::RepoPath;
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio::sync::watch;

use crate::environment;
use crate::private::cannot;

/// How long a command that is told to end may take to do so.
const GRACE: Duration = Duration::from_secs(5);
/// How much of what a command wrote is kept.
const KEPT: u64 = 1 << 20;

/// Runs commands in the environment of this process, without what git tells a hook of the repository: a command that
/// calls git, or makes repositories, means what it says.
#[derive(Debug)]
pub struct LocalRunner {
    variables: Vec<(OsString, OsString)>,
    interrupted: watch::Sender<bool>,
    lists: TempDir,
}

impl LocalRunner {
    /// A runner in the environment of this process.
    ///
    /// # Errors
    /// When there is no place for temporary files.
    pub fn new() -> Result<Self, StoreError> {
        let lists = tempfile::Builder::new().prefix("orion-gate-").tempdir();
        let lists = lists.map_err(|error| cannot(&std::env::temp_dir(), "written", &error))?;
        let kept = |(name, _): &(OsString, OsString)| !is_of_a_hook(name);
        Ok(Self {
            variables: environment::variables().filter(kept).collect(),
            interrupted: watch::Sender::new(false),
            lists,
        })
    }

    /// Ends what runs, and lets nothing more begin. Commands are told first, and killed when they do not listen.
    pub fn interrupt(&self) {
        self.interrupted.send_replace(true);
    }

    fn start(&self, call: &StepCall, output: &File) -> io::Result<Group> {
        let mut words = call.words.iter().map(|word| word.to_os_str_lossy());
        let program = words.next().unwrap_or_default();
        let variables = call.variables.iter().map(|(name, value)| {
            let value = value.to_os_str_lossy().into_owned();
            (name, value)
        });
        let mut command = Command::new(program);
        command
            .args(words)
            .current_dir(&call.directory)
            .env_clear()
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .envs(variables)
            .stdin(Stdio::null())
            // A file and no pipe: something that goes on in the background and keeps it open holds nobody up.
            .stdout(output.try_clone()?)
            .stderr(output.try_clone()?);
        #[cfg(unix)]
        command.process_group(0);
        let child = command.spawn()?;
        Ok(Group {
            id: child.id(),
            child,
        })
    }

    async fn ended(&self, group: &mut Group, timeout: Option<Duration>) -> io::Result<StepEnding> {
        let mut interrupted = self.interrupted.subscribe();
        let too_long = async {
            match timeout {
                Some(timeout) => tokio::time::sleep(timeout).await,
                None => std::future::pending().await,
            }
        };
        let ending = tokio::select! {
            status = group.child.wait() => return Ok(ending(status?)),
            () = too_long => StepEnding::TimedOut,
            Ok(_) = interrupted.wait_for(|interrupted| *interrupted) => StepEnding::Interrupted,
        };
        group.tell_to_end();
        let _ = tokio::time::timeout(GRACE, group.child.wait()).await;
        group.kill();
        group.child.wait().await?;
        Ok(ending)
    }
}

impl StepRunner for LocalRunner {
    fn list(&self, names: &[RepoPath]) -> Result<PathBuf, StoreError> {
        let path = self.lists.path().join("changed");
        let write = || {
            let mut file = io::BufWriter::new(File::create(&path)?);
            for name in names {
                file.write_all(name.as_bytes())?;
                file.write_all(b"\0")?;
            }
            file.flush()
        };
        write().map_err(|error: io::Error| cannot(&path, "written", &error))?;
        Ok(path)
    }

    async fn run(&self, call: &StepCall) -> StepEnd {
        let not_started = |error: &io::Error| StepEnd {
            ending: StepEnding::NotStarted(error.to_string()),
            output: Vec::new(),
        };
        let mut output = match tempfile::tempfile() {
            Ok(output) => output,
            Err(error) => return not_started(&error),
        };
        let mut group = match self.start(call, &output) {
            Ok(group) => group,
            Err(error) => return not_started(&error),
        };
        let ended = self.ended(&mut group, call.timeout).await;
        // What a step leaves behind would go on in a work tree that somebody else changes by then.
        group.kill();
        match ended {
            Ok(ending) => StepEnd {
                ending,
                output: last_part(&mut output).unwrap_or_default(),
            },
            Err(error) => not_started(&error),
        }
    }

    fn is_interrupted(&self) -> bool {
        *self.interrupted.borrow()
    }
}

/// A command with all that it started, which are killed with it when nobody waits any more.
struct Group {
    id: Option<u32>,
    child: Child,
}

impl Group {
    fn tell_to_end(&self) {
        #[cfg(unix)]
        self.send(rustix::process::Signal::TERM);
    }

    fn kill(&mut self) {
        // The first process may have ended and its group go on. A number is not given again while its group is there,
        // and just after that the system has all others to give first.
        #[cfg(unix)]
        self.send(rustix::process::Signal::KILL);
        #[cfg(not(unix))]
        let _ = self.child.start_kill();
    }

    #[cfg(unix)]
    fn send(&self, signal: rustix::process::Signal) {
        let id = self.id.and_then(|id| i32::try_from(id).ok());
        if let Some(group) = id.and_then(rustix::process::Pid::from_raw) {
            // One that is gone needs no ending.
            let _ = rustix::process::kill_process_group(group, signal);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
    }
}

#[cfg(unix)]
fn ending(status: ExitStatus) -> StepEnding {
    use std::os::unix::process::ExitStatusExt as _;
    match (status.code(), status.signal()) {
        (Some(code), _) => StepEnding::Exited(code),
        (None, signal) => StepEnding::Signalled(signal.unwrap_or_default()),
    }
}

#[cfg(not(unix))]
fn ending(status: ExitStatus) -> StepEnding {
    StepEnding::Exited(status.code().unwrap_or(1))
}

fn last_part(output: &mut File) -> io::Result<Vec<u8>> {
    let length = output.metadata()?.len();
    output.seek(SeekFrom::Start(length.saturating_sub(KEPT)))?;
    let mut text = Vec::new();
    output.read_to_end(&mut text)?;
    Ok(text)
}

/// Whether git tells its hooks with it which repository or commit they are about.
fn is_of_a_hook(name: &OsString) -> bool {
    let name = name.as_encoded_bytes();
    let whole: [&[u8]; 9] = [
        b"GIT_DIR",
        b"GIT_WORK_TREE",
        b"GIT_INDEX_FILE",
        b"GIT_PREFIX",
        b"GIT_COMMON_DIR",
        b"GIT_OBJECT_DIRECTORY",
        b"GIT_ALTERNATE_OBJECT_DIRECTORIES",
        b"GIT_QUARANTINE_PATH",
        b"GIT_REFLOG_ACTION",
    ];
    whole.contains(&name) || name.starts_with(b"GIT_AUTHOR_") || name.starts_with(b"GIT_COMMITTER_")
}
