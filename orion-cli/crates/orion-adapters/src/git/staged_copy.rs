//! The copy of the index in which steps see what is staged, and nothing else.

use std::path::{Path, PathBuf};

use orion_app::gate::{Merges, StagedCopies};
use orion_app::ports::{Repository as _, RepositoryError, StoreError};
use orion_core::path::RepoPath;

use super::plumbing::Plumbing;
use super::repository::GitRepository;
use crate::private::{FileLock, PrivateDirectory, cannot, is_there, make_new, wait};

impl StagedCopies for GitRepository {
    type Copy = FileLock;

    /// git brings the copy up to date by an index of its own: it writes the files that differ, and no others. What
    /// steps have made there, such as build caches, stays.
    fn staged_copy(&self) -> Result<(PathBuf, FileLock), RepositoryError> {
        let directory = PrivateDirectory::of(self.top(), "staged", "what is staged");
        let tree = directory
            .make_below("tree")
            .map_err(|error| refused(&error))?;
        let lock = wait(&directory.path().join("lock")).map_err(|error| refused(&error))?;
        seen(&directory.path().join(".gitignore")).map_err(|error| refused(&error))?;
        let id = self.plumbing().line(&["write-tree"])?;
        let id = String::from_utf8_lossy(&id).into_owned();
        let (git_directory, _) = self.git_directories();
        let mut environment = self.plumbing().environment().clone();
        environment.set("GIT_DIR", git_directory.as_os_str());
        environment.set("GIT_WORK_TREE", tree.as_os_str());
        environment.set("GIT_INDEX_FILE", directory.path().join("index").as_os_str());
        let copy = Plumbing::new(tree.clone(), environment);
        copy.run(&[
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "core.untrackedCache=false",
            "-c",
            "core.splitIndex=false",
            "read-tree",
            "--reset",
            "-u",
            &id,
        ])?
        .success()?;
        Ok((tree, lock))
    }
}

impl Merges for GitRepository {
    fn conflicts(&self, base: &str, head: &str) -> Result<Vec<RepoPath>, RepositoryError> {
        let (base, head) = (
            self.plumbing().commit_id(base)?,
            self.plumbing().commit_id(head)?,
        );
        let finished = self.plumbing().run(&[
            "merge-tree",
            "--write-tree",
            "-z",
            "--name-only",
            "--no-messages",
            &base,
            &head,
        ])?;
        // 1 says that there are conflicts; the tree's id comes first either way.
        if finished.code() != Some(1) {
            return finished.success().map(|_| Vec::new());
        }
        let mut names = finished.stdout.split(|byte| *byte == 0).skip(1);
        let mut paths: Vec<_> = names
            .by_ref()
            .take_while(|name| !name.is_empty())
            .map(RepoPath::new)
            .collect();
        paths.sort();
        paths.dedup();
        Ok(paths)
    }
}

/// Everything in `.orion` is ignored, and tools that heed that would look at nothing in the copy and find nothing wrong.
/// git itself does not look past the ignored directory above.
fn seen(file: &Path) -> Result<(), StoreError> {
    if is_there(file)? {
        return Ok(());
    }
    make_new(file, b"!*\n").map_err(|error| cannot(file, "written", &error))
}

fn refused(error: &StoreError) -> RepositoryError {
    RepositoryError::Git {
        command: "read-tree".to_owned(),
        message: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use ignore::WalkBuilder;
    use orion_app::gate::StagedCopies as _;
    use orion_testutils::TestRepository;

    use crate::git::{GitEnvironment, GitRepository};

    #[test]
    fn tools_that_heed_ignored_files_see_the_copy_and_git_does_not() {
        let there = TestRepository::new();
        there.write("src/lib.rs", "");
        there.write(".gitignore", "made\n");
        there.commit_all("first");
        let path = std::env::var_os("PATH").map(|path| ("PATH".into(), path));
        let environment: BTreeMap<_, _> = path.into_iter().collect();
        let environment = GitEnvironment::new(environment);
        let repository = GitRepository::discover(there.top(), environment).unwrap();
        let (tree, _lock) = repository.staged_copy().unwrap();
        std::fs::write(tree.join("made"), "").unwrap();
        let mut found: Vec<_> = WalkBuilder::new(&tree)
            .build()
            .map(|entry| entry.unwrap().path().to_owned())
            .filter(|path| path.is_file())
            .collect();
        found.sort();
        // All that is staged, and nothing that its own rules leave out.
        assert_eq!(
            found,
            [".gitignore", "src/lib.rs"].map(|name| tree.join(name))
        );
        assert_eq!(there.git(&["status", "--porcelain"]).stdout, "");
    }
}
