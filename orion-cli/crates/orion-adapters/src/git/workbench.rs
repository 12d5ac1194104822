//! Commits that are made of objects alone, by git's own plumbing and an index that nobody else sees.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use bstr::ByteSlice as _;
use orion_app::ports::{Applied, Repository as _, RepositoryError, Workbench};
use orion_core::path::RepoPath;

use super::plumbing::{Plumbing, os_string};
use super::repository::GitRepository;

/// A directory for an index and for what git is to read, gone when dropped.
struct Scratch {
    directory: tempfile::TempDir,
    plumbing: Plumbing,
}

impl Scratch {
    /// An index that holds a tree.
    fn of(repository: &GitRepository, tree: &str) -> Result<Self, RepositoryError> {
        let directory = tempfile::tempdir().map_err(|error| unwritable(Path::new(""), error))?;
        let plumbing = repository.plumbing();
        let mut environment = plumbing.environment().clone();
        environment.set("GIT_INDEX_FILE", directory.path().join("index"));
        // Below the top, a diff of other directories would be passed over.
        let plumbing = Plumbing::new(repository.top().to_owned(), environment);
        plumbing.line(&["read-tree", "--end-of-options", tree])?;
        Ok(Self {
            directory,
            plumbing,
        })
    }

    /// A file beside the index.
    fn write(&self, name: &str, content: &[u8]) -> Result<OsString, RepositoryError> {
        let path = self.directory.path().join(name);
        fs::write(&path, content).map_err(|error| unwritable(&path, error))?;
        Ok(path.into_os_string())
    }

    fn run(&self, arguments: &[OsString]) -> Result<Vec<u8>, RepositoryError> {
        self.plumbing.run(arguments)?.success()
    }

    fn tree(&self) -> Result<String, RepositoryError> {
        Ok(text(&self.plumbing.line(&["write-tree"])?))
    }
}

fn unwritable(path: &Path, source: std::io::Error) -> RepositoryError {
    RepositoryError::Write {
        path: path.to_owned(),
        source,
    }
}

fn words(words: &[&str]) -> Vec<OsString> {
    words.iter().map(Into::into).collect()
}

fn text(line: &[u8]) -> String {
    line.trim_ascii().to_str_lossy().into_owned()
}

impl Workbench for GitRepository {
    fn fetch(&self, branch: &str) -> Result<(), RepositoryError> {
        let refspec = format!("+refs/heads/{branch}:refs/remotes/origin/{branch}");
        let fetch = [
            "fetch",
            "--quiet",
            "--no-tags",
            "--end-of-options",
            "origin",
            &refspec,
        ];
        self.plumbing().line(&fetch).map(drop)
    }

    fn commit_at(&self, revision: &str) -> Result<Option<String>, RepositoryError> {
        if revision.starts_with('-') {
            return Ok(None);
        }
        let peeled = format!("{revision}^{{commit}}");
        let verify = ["rev-parse", "--verify", "--quiet", &peeled];
        let answer = self.plumbing().run(&verify)?;
        // An id of the full length that is not here is no quiet failure.
        if answer.code() != Some(0) {
            return Ok(None);
        }
        Ok(Some(text(&answer.success()?)))
    }

    fn file_in(&self, tree: &str, path: &RepoPath) -> Result<Option<Vec<u8>>, RepositoryError> {
        self.plumbing().file_at(tree, path.as_bytes())
    }

    fn files_in(&self, tree: &str, directory: &RepoPath) -> Result<Vec<RepoPath>, RepositoryError> {
        let mut below = directory.as_bytes().to_vec();
        if !below.ends_with(b"/") {
            below.push(b'/');
        }
        let mut arguments = words(&["ls-tree", "-z", "--name-only", "--full-tree", tree, "--"]);
        arguments.push(os_string(&below));
        let listed = self.plumbing().run(&arguments)?.success()?;
        let names = listed.split(|byte| *byte == 0);
        Ok(names
            .filter(|it| !it.is_empty())
            .map(RepoPath::new)
            .collect())
    }

    fn contains(&self, commit: &str, ancestor: &str) -> Result<bool, RepositoryError> {
        let ask = [
            "merge-base",
            "--is-ancestor",
            "--end-of-options",
            ancestor,
            commit,
        ];
        Ok(self.plumbing().run(&ask)?.success_or_no()?.is_some())
    }

    fn apply(&self, commit: &str, diff: &str) -> Result<Option<Applied>, RepositoryError> {
        let scratch = Scratch::of(self, commit)?;
        let mut apply = words(&["apply", "--cached", "--whitespace=nowarn", "--"]);
        apply.push(scratch.write("draft", diff.as_bytes())?);
        if scratch.plumbing.run(&apply)?.code() != Some(0) {
            return Ok(None);
        }
        let compare = ["diff-index", "--cached", "-z", "--no-renames", commit];
        let raw = scratch.run(&words(&compare))?;
        let mut applied = Applied {
            tree: scratch.tree()?,
            paths: Vec::new(),
            is_plain: true,
        };
        let mut fields = raw.split(|byte| *byte == 0);
        while let (Some(change), Some(path)) = (fields.next(), fields.next()) {
            // `:100644 100755 …`: a new mode of nothing but zeroes is that of a file which is gone.
            let mode = change
                .split(|byte| *byte == b' ')
                .nth(1)
                .unwrap_or_default();
            let before = change
                .split(|byte| *byte == b' ')
                .next()
                .unwrap_or_default();
            let is_plain = |mode: &[u8]| [&b"100644"[..], b"100755", b"000000"].contains(&mode);
            applied.is_plain &= is_plain(mode) && is_plain(before.trim_start_with(|c| c == ':'));
            applied.paths.push(RepoPath::new(path));
        }
        Ok(Some(applied))
    }

    fn tree_with(
        &self,
        tree: &str,
        files: &[(RepoPath, Vec<u8>)],
    ) -> Result<String, RepositoryError> {
        let scratch = Scratch::of(self, tree)?;
        for (path, content) in files {
            let mut listing = words(&["ls-files", "--stage", "-z", "--"]);
            let mut literal = OsString::from(":(top,literal)");
            literal.push(os_string(path.as_bytes()));
            listing.push(literal);
            let there = scratch.run(&listing)?;
            let mode = if there.starts_with(b"100755 ") {
                "100755"
            } else {
                "100644"
            };
            let mut hash = words(&["hash-object", "-w", "--no-filters", "--"]);
            hash.push(scratch.write("content", content)?);
            let id = text(&scratch.run(&hash)?);
            let mut update = words(&[
                "update-index",
                "--add",
                "--replace",
                "--cacheinfo",
                mode,
                &id,
            ]);
            update.push(os_string(path.as_bytes()));
            scratch.run(&update)?;
        }
        scratch.tree()
    }

    fn difference(
        &self,
        from: &str,
        to: &str,
        paths: &[RepoPath],
    ) -> Result<Vec<u8>, RepositoryError> {
        let mut arguments = words(&[
            "diff",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--end-of-options",
            from,
            to,
            "--",
        ]);
        for path in paths {
            let mut literal = OsString::from(":(top,literal)");
            literal.push(os_string(path.as_bytes()));
            arguments.push(literal);
        }
        self.plumbing().run(&arguments)?.success()
    }

    fn knows_who_commits(&self) -> Result<bool, RepositoryError> {
        let strict = "user.useConfigOnly=true";
        for identity in ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"] {
            let answer = self.plumbing().run(&["-c", strict, "var", identity])?;
            if answer.code() != Some(0) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn commit(&self, tree: &str, parent: &str, message: &str) -> Result<String, RepositoryError> {
        let strict = "user.useConfigOnly=true";
        let commit = [
            "-c",
            strict,
            "commit-tree",
            tree,
            "-p",
            parent,
            "-m",
            message,
        ];
        Ok(text(&self.plumbing().line(&commit)?))
    }

    fn make_branch(&self, branch: &str, commit: &str) -> Result<(), RepositoryError> {
        let make = ["branch", "--no-track", "--end-of-options", branch, commit];
        self.plumbing().line(&make).map(drop)
    }

    fn push(&self, branch: &str) -> Result<(), RepositoryError> {
        let refspec = format!("refs/heads/{branch}:refs/heads/{branch}");
        let push = ["push", "--quiet", "--end-of-options", "origin", &refspec];
        self.plumbing().line(&push).map(drop)
    }

    fn commit_saying(
        &self,
        tip: &str,
        line: &str,
    ) -> Result<Option<(String, String)>, RepositoryError> {
        let pattern = format!("--grep={line}");
        let log = [
            "log",
            "--no-show-signature",
            "--fixed-strings",
            &pattern,
            "--format=%H %P",
            "-n1",
            "--end-of-options",
            tip,
        ];
        let found = text(&self.plumbing().line(&log)?);
        let mut ids = found.split(' ').map(str::to_owned);
        Ok(ids.next().zip(ids.next()))
    }
}
