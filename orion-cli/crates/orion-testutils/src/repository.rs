//! A throw-away git repository.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// What a finished command said.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The exit code; -1 when a signal ended it.
    pub code: i32,
    /// Standard output, as text.
    pub stdout: String,
    /// Standard error, as text.
    pub stderr: String,
    /// Standard output, byte for byte.
    pub stdout_bytes: Vec<u8>,
}

impl Outcome {
    fn new(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            stdout_bytes: output.stdout,
        }
    }

    /// Panics with everything the command said unless it exited with 0.
    #[track_caller]
    #[expect(
        clippy::must_use_candidate,
        clippy::return_self_not_must_use,
        reason = "most callers want the assertion alone"
    )]
    pub fn success(self) -> Self {
        assert_eq!(
            self.code, 0,
            "stdout:\n{}\nstderr:\n{}",
            self.stdout, self.stderr
        );
        self
    }
}

/// A git repository in a directory of its own, gone when dropped. HOME is beside it, not in it.
#[derive(Debug)]
pub struct TestRepository {
    root: TempDir,
    top: PathBuf,
}

impl TestRepository {
    /// An empty repository on branch `main`, without a commit.
    #[must_use]
    pub fn new() -> Self {
        Self::init(&["init", "--quiet", "--initial-branch=main"])
    }

    /// An empty repository made with these arguments to git, for example another object format; the
    /// directory is appended.
    #[must_use]
    pub fn init(arguments: &[&str]) -> Self {
        let root = tempfile::tempdir().expect("a temporary directory");
        let top = root
            .path()
            .canonicalize()
            .expect("a real path")
            .join("repo");
        fs::create_dir_all(root.path().join("home")).expect("a home");
        fs::create_dir_all(&top).expect("a directory");
        let repository = Self { root, top };
        repository.git(arguments).success_quietly();
        repository
    }

    /// The top of the work tree.
    #[must_use]
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// A path beside the repository, inside the throw-away directory.
    #[must_use]
    pub fn beside(&self, name: &str) -> PathBuf {
        self.root
            .path()
            .canonicalize()
            .expect("a real path")
            .join(name)
    }

    /// A command in this repository's world: environment cleared but for PATH, HOME its own, dates fixed.
    #[must_use]
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.top).env_clear();
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        // Coverage of the binaries under test is written where the harness wants it.
        if let Some(profile) = std::env::var_os("LLVM_PROFILE_FILE") {
            command.env("LLVM_PROFILE_FILE", profile);
        }
        command
            .env("HOME", self.root.path().join("home"))
            .env("LC_ALL", "C.UTF-8")
            .env("TZ", "UTC")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_AUTHOR_NAME", "Ada")
            .env("GIT_AUTHOR_EMAIL", "ada@example.com")
            .env("GIT_AUTHOR_DATE", "2026-01-05T09:00:00Z")
            .env("GIT_COMMITTER_NAME", "Ada")
            .env("GIT_COMMITTER_EMAIL", "ada@example.com")
            .env("GIT_COMMITTER_DATE", "2026-01-05T09:00:00Z");
        command
    }

    /// Runs a command made by [`TestRepository::command`] and keeps what it said.
    ///
    /// # Panics
    /// When the program cannot be started.
    pub fn run(&self, command: &mut Command) -> Outcome {
        Outcome::new(command.output().expect("the program starts"))
    }

    /// Runs git and keeps what it said.
    pub fn git<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Outcome {
        self.run(self.command("git").args(arguments))
    }

    /// Runs git, which must succeed.
    ///
    /// # Panics
    /// When git fails, with what it said.
    #[track_caller]
    pub fn git_ok<A: AsRef<OsStr>>(&self, arguments: &[A]) {
        self.git(arguments).success_quietly();
    }

    /// Writes a file, with the directories above it.
    ///
    /// # Panics
    /// When the disk refuses.
    pub fn write(&self, path: impl AsRef<Path>, content: impl AsRef<[u8]>) {
        let path = self.top.join(path);
        if let Some(directory) = path.parent() {
            fs::create_dir_all(directory).expect("directories");
        }
        fs::write(path, content).expect("a file");
    }

    /// Makes a symbolic link, with the directories above it; what was there is replaced.
    ///
    /// # Panics
    /// When the disk refuses.
    #[cfg(unix)]
    pub fn symlink(&self, target: impl AsRef<Path>, path: impl AsRef<Path>) {
        let path = self.top.join(path);
        if let Some(directory) = path.parent() {
            fs::create_dir_all(directory).expect("directories");
        }
        if fs::symlink_metadata(&path).is_ok() {
            fs::remove_file(&path).expect("a file to replace");
        }
        std::os::unix::fs::symlink(target, path).expect("a symbolic link");
    }

    /// Writes a hook of the main work tree: a shell script, without its first line.
    ///
    /// # Panics
    /// When the disk refuses.
    #[cfg(unix)]
    pub fn hook(&self, name: &str, script: &str) {
        use std::os::unix::fs::PermissionsExt;
        let directory = self.top.join(".git/hooks");
        fs::create_dir_all(&directory).expect("a directory of hooks");
        let path = directory.join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a hook");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("an executable hook");
    }

    /// Adds a submodule: a repository with one commit, made beside this one.
    ///
    /// # Panics
    /// When git refuses.
    pub fn add_submodule(&self, path: &str) {
        let source = self.beside("submodule-source");
        let source = source.to_str().expect("a path of text");
        if !Path::new(source).exists() {
            self.git_ok(&["init", "-q", "--initial-branch=main", source]);
            self.git_ok(&["-C", source, "commit", "-q", "--allow-empty", "-m", "first"]);
        }
        let allow = "protocol.file.allow=always";
        self.git_ok(&["-c", allow, "submodule", "--quiet", "add", source, path]);
    }

    /// Commits on a branch of that name, which begins at HEAD, what `change` does to the work tree; the
    /// branch that was checked out is again afterwards.
    ///
    /// # Panics
    /// When git refuses.
    pub fn branch(&self, name: &str, change: impl FnOnce()) {
        self.git_ok(&["checkout", "-q", "-b", name]);
        change();
        self.commit_all(name);
        self.git_ok(&["checkout", "-q", "-"]);
    }

    /// Stages everything and commits it past any hook.
    ///
    /// # Panics
    /// When git refuses.
    pub fn commit_all(&self, message: &str) {
        self.git(&["add", "--all"]).success_quietly();
        self.git(&[
            "-c",
            "core.hooksPath=/dev/null",
            "commit",
            "--quiet",
            "--allow-empty",
            "-m",
            message,
        ])
        .success_quietly();
    }
}

impl Default for TestRepository {
    fn default() -> Self {
        Self::new()
    }
}

impl Outcome {
    #[track_caller]
    fn success_quietly(self) {
        let _ = self.success();
    }
}
