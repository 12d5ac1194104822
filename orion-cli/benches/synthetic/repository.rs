//! The repository: committed and in the index, but for the policy with nothing on disk.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::Size;

/// A repository in a directory of its own, gone when dropped.
#[derive(Debug)]
pub(crate) struct SyntheticRepository {
    directory: TempDir,
}

impl SyntheticRepository {
    /// Makes it with `git fast-import`.
    ///
    /// # Panics
    /// When git or the disk refuses.
    pub(crate) fn new(size: Size) -> Self {
        let repository = Self {
            directory: tempfile::tempdir().expect("a temporary directory"),
        };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository.import(size);
        repository.git(&["read-tree", "HEAD"]);
        repository
    }

    /// Its top.
    pub(crate) fn top(&self) -> &Path {
        self.directory.path()
    }

    /// Writes the rules of `size` to the disk, for Orion and as `CODEOWNERS`.
    ///
    /// # Panics
    /// When the disk refuses.
    pub(crate) fn write_rules(&self, size: Size) {
        let write = |name, text| fs::write(self.top().join(name), text).expect("a file");
        write("workstreams.toml", size.policy());
        write("CODEOWNERS", size.codeowners());
    }

    /// A command at its top.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.top())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("HOME", self.top());
        command
    }

    /// Runs git to its end.
    ///
    /// # Panics
    /// When git refuses.
    pub(crate) fn git(&self, arguments: &[&str]) {
        let status = self.command("git").args(arguments).status();
        assert!(status.expect("git starts").success(), "git {arguments:?}");
    }

    fn import(&self, size: Size) {
        let mut import = self
            .command("git")
            .args(["fast-import", "--quiet"])
            .stdin(Stdio::piped())
            .spawn()
            .expect("git starts");
        let stdin = import.stdin.take().expect("a pipe");
        let mut stream = BufWriter::new(stdin);
        write_history(&mut stream, size)
            .and_then(|()| stream.flush())
            .expect("git reads");
        drop(stream);
        assert!(import.wait().expect("git ends").success());
    }
}

/// One commit of every file, all with the same content, and the policy.
fn write_history(stream: &mut impl Write, size: Size) -> std::io::Result<()> {
    let policy = size.policy();
    writeln!(stream, "blob\nmark :1\ndata 5\ncode\n")?;
    writeln!(stream, "blob\nmark :2\ndata {}\n{policy}", policy.len())?;
    writeln!(
        stream,
        "commit refs/heads/main\ncommitter Ada <ada@example.com> 1767603600 +0000\ndata 5\nfirst"
    )?;
    writeln!(stream, "M 100644 :2 workstreams.toml")?;
    for path in size.paths() {
        writeln!(stream, "M 100644 :1 {path}")?;
    }
    Ok(())
}
