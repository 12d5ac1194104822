//! Answers that git itself gives, for repositories and environments libgit2 cannot read as git does.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use bstr::ByteSlice;
use orion_app::ports::RepositoryError;

use super::environment::GitEnvironment;
use super::process::{Finished, GitProcess};

/// Where git runs, and in which environment.
#[derive(Debug)]
pub(super) struct Plumbing {
    directory: PathBuf,
    environment: GitEnvironment,
    /// The commits that revisions were found to name: one command means the same by them throughout.
    commits: RefCell<BTreeMap<String, String>>,
}

impl Plumbing {
    pub(super) fn new(directory: PathBuf, environment: GitEnvironment) -> Self {
        Self {
            directory,
            environment,
            commits: RefCell::default(),
        }
    }

    pub(super) fn directory(&self) -> &Path {
        &self.directory
    }

    pub(super) fn environment(&self) -> &GitEnvironment {
        &self.environment
    }

    /// Starts git.
    pub(super) fn start<A: AsRef<OsStr>>(
        &self,
        arguments: &[A],
    ) -> Result<GitProcess, RepositoryError> {
        GitProcess::start(&self.directory, &self.environment, arguments)
    }

    /// Runs git to its end.
    pub(super) fn run<A: AsRef<OsStr>>(
        &self,
        arguments: &[A],
    ) -> Result<Finished, RepositoryError> {
        self.start(arguments)?.finish()
    }

    /// The one line git answers with, without its line end; everything before that belongs to it.
    pub(super) fn line(&self, arguments: &[&str]) -> Result<Vec<u8>, RepositoryError> {
        let mut answer = self.run(arguments)?.success()?;
        if answer.last() == Some(&b'\n') {
            answer.pop();
        }
        Ok(answer)
    }

    /// The id of the commit a revision names.
    pub(super) fn commit_id(&self, revision: &str) -> Result<String, RepositoryError> {
        let unknown = || RepositoryError::UnknownRevision(revision.to_owned());
        if revision.is_empty() || revision.starts_with('-') {
            return Err(unknown());
        }
        if let Some(id) = self.commits.borrow().get(revision) {
            return Ok(id.clone());
        }
        let peeled = format!("{revision}^{{commit}}");
        let finished = self.run(&["rev-parse", "--verify", "--quiet", &peeled])?;
        let answer = finished.success_or_no()?.ok_or_else(unknown)?;
        let id = answer.trim_ascii_end().to_str().map_err(|_| unknown())?;
        // `^main` is answered too, and means something else.
        if !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(unknown());
        }
        self.commits
            .borrow_mut()
            .insert(revision.to_owned(), id.to_owned());
        Ok(id.to_owned())
    }

    /// The commit HEAD names; `None` before the first commit.
    pub(super) fn head_id(&self) -> Result<Option<String>, RepositoryError> {
        let finished = self.run(&["rev-parse", "--verify", "--quiet", "HEAD"])?;
        let answer = finished.success_or_no()?;
        Ok(answer.map(|id| id.trim_ascii_end().to_str_lossy().into_owned()))
    }

    /// The full name of the ref HEAD is a symbol for; `None` when it is detached.
    pub(super) fn head_reference(&self) -> Result<Option<String>, RepositoryError> {
        let finished = self.run(&["symbolic-ref", "--quiet", "HEAD"])?;
        let answer = finished.success_or_no()?;
        Ok(answer.map(|name| name.trim_ascii_end().to_str_lossy().into_owned()))
    }

    /// Whether the clone leaves older history out.
    pub(super) fn is_shallow(&self) -> Result<bool, RepositoryError> {
        Ok(self.line(&["rev-parse", "--is-shallow-repository"])? == b"true")
    }

    /// The id of the empty tree, which depends on the object format.
    pub(super) fn empty_tree(&self) -> Result<String, RepositoryError> {
        // Standard input is empty.
        let id = self.line(&["hash-object", "-t", "tree", "--stdin"])?;
        Ok(id.to_str_lossy().into_owned())
    }

    /// The bytes of a file or a symbolic link in a tree; `None` when the tree has none at that path.
    pub(super) fn file_at(
        &self,
        tree: &str,
        path: &[u8],
    ) -> Result<Option<Vec<u8>>, RepositoryError> {
        let mut literal = OsString::from(":(top,literal)");
        literal.push(os_string(path));
        let arguments: [&OsStr; 6] = [
            "ls-tree".as_ref(),
            "-z".as_ref(),
            "--full-tree".as_ref(),
            tree.as_ref(),
            "--".as_ref(),
            literal.as_ref(),
        ];
        let listed = self.run(&arguments)?.success()?;
        listed
            .split(|byte| *byte == 0)
            .find_map(|entry| blob_id(entry, path))
            .map(|id| self.blob(id))
            .transpose()
    }

    /// The bytes of a blob.
    pub(super) fn blob(&self, id: &str) -> Result<Vec<u8>, RepositoryError> {
        self.run(&["cat-file", "blob", id])?.success()
    }

    /// The last value of each configuration name that is set, asked for by their lower-case names.
    pub(super) fn configuration(
        &self,
        names: &[&str],
    ) -> Result<Vec<Option<String>>, RepositoryError> {
        let pattern = names
            .iter()
            .map(|name| name.replace('.', "\\."))
            .collect::<Vec<_>>()
            .join("|");
        let pattern = format!("^({pattern})$");
        let finished = self.run(&["config", "-z", "--get-regexp", &pattern])?;
        let answer = finished.success_or_no()?.unwrap_or_default();
        let mut values = vec![None; names.len()];
        for record in answer.split(|byte| *byte == 0) {
            // A name without `=` has no value, and takes the place of one that was set before.
            let (name, value) = match record.split_once_str("\n") {
                Some((name, value)) => (name, Some(value.to_str_lossy().into_owned())),
                None => (record, None),
            };
            if let Some(index) = names.iter().position(|asked| asked.as_bytes() == name) {
                values[index] = value;
            }
        }
        Ok(values)
    }
}

/// The id in an entry of `ls-tree`, when it is a blob at exactly this path.
fn blob_id<'a>(entry: &'a [u8], path: &[u8]) -> Option<&'a str> {
    let (description, name) = entry.split_once_str("\t")?;
    let mut fields = description.to_str().ok()?.split(' ');
    let id = fields.nth(2)?;
    (name == path && description.contains_str(" blob ")).then_some(id)
}

/// Bytes as git writes them, for the system.
pub(super) fn os_string(bytes: &[u8]) -> OsString {
    bytes.to_os_str_lossy().into_owned()
}
