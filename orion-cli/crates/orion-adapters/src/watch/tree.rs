//! Changes of a work tree's files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use futures_util::Stream;
use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use orion_app::stack::{StoreError, TreeWatcher};

use super::quiet::{self, Sieve, cannot};

/// Watches the files that git does not ignore.
///
/// Directories are watched one by one: ignored ones, such as a build's output, hold thousands that nobody asks
/// about.
#[derive(Debug, Default)]
pub struct NotifyWatcher {}

impl NotifyWatcher {
    /// A watcher.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl TreeWatcher for NotifyWatcher {
    fn changes(
        &self,
        top: &Path,
    ) -> Result<impl Stream<Item = BTreeSet<PathBuf>> + use<>, StoreError> {
        let start = || {
            let (watcher, events) = quiet::watcher()?;
            Ok((Tree::start(top, watcher)?, events))
        };
        let (tree, events) = start().map_err(|error| cannot(top, &error))?;
        Ok(quiet::changes(events, tree))
    }
}

/// A work tree that is watched until it is dropped.
pub(super) struct Tree {
    top: PathBuf,
    pub(super) watcher: RecommendedWatcher,
    ignored: Gitignore,
}

impl Tree {
    pub(super) fn start(top: &Path, watcher: RecommendedWatcher) -> notify::Result<Self> {
        let mut tree = Self {
            top: top.to_owned(),
            watcher,
            ignored: ignored(top),
        };
        tree.add(top)?;
        Ok(tree)
    }

    /// Watches a directory and all below that are not ignored.
    fn add(&mut self, directory: &Path) -> notify::Result<()> {
        let walk = WalkBuilder::new(directory)
            .hidden(false)
            .filter_entry(|entry| {
                let is_directory = entry.file_type().is_some_and(|kind| kind.is_dir());
                is_directory && !is_own(entry.path())
            })
            .build();
        for entry in walk.flatten() {
            match self
                .watcher
                .watch(entry.path(), RecursiveMode::NonRecursive)
            {
                // It went between the walk and the watch.
                Err(error) if matches!(error.kind, notify::ErrorKind::PathNotFound) => {}
                result => result?,
            }
        }
        Ok(())
    }
}

impl Sieve for Tree {
    fn top(&self) -> &Path {
        &self.top
    }

    fn take(&mut self, path: PathBuf, changed: &mut BTreeSet<PathBuf>) {
        let is_directory = path.is_dir();
        if is_own(&path)
            || self
                .ignored
                .matched_path_or_any_parents(&path, is_directory)
                .is_ignore()
        {
            return;
        }
        if is_directory {
            // What was put into it before it was watched is a change as well.
            let _ = self.add(&path);
        }
        changed.insert(path);
    }
}

/// git's directory, and what Orion keeps.
fn is_own(path: &Path) -> bool {
    path.components().any(|part| {
        let name = part.as_os_str();
        name == ".git" || name == ".orion"
    })
}

/// The rules of the work tree's own `.gitignore`; those further down are kept to by the walk.
fn ignored(top: &Path) -> Gitignore {
    let mut builder = GitignoreBuilder::new(top);
    let _ = builder.add(top.join(".gitignore"));
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use futures_util::{FutureExt as _, StreamExt as _};

    use super::*;

    fn tree() -> tempfile::TempDir {
        let tree = tempfile::tempdir().unwrap();
        fs::write(tree.path().join(".gitignore"), "target/\n").unwrap();
        for directory in ["src", "target/debug", ".git", ".orion"] {
            fs::create_dir_all(tree.path().join(directory)).unwrap();
        }
        tree
    }

    #[tokio::test]
    async fn what_git_ignores_is_no_change() {
        let tree = tree();
        let top = tree.path();
        let mut changes = Box::pin(NotifyWatcher::new().changes(top).unwrap());
        for ignored in ["target/debug/binary", ".git/index", ".orion/lock"] {
            fs::write(top.join(ignored), "1").unwrap();
        }
        fs::write(top.join("src/main.rs"), "fn main() {}").unwrap();
        let told = changes.next().await.unwrap();
        assert_eq!(told, [top.join("src/main.rs")].into());
        assert!(changes.next().now_or_never().is_none());
    }

    #[tokio::test]
    async fn a_directory_that_is_new_is_watched_too() {
        let tree = tree();
        let top = tree.path();
        let mut changes = Box::pin(NotifyWatcher::new().changes(top).unwrap());
        fs::create_dir(top.join("src/routes")).unwrap();
        assert!(
            changes
                .next()
                .await
                .unwrap()
                .contains(&top.join("src/routes"))
        );
        fs::write(top.join("src/routes/list.rs"), "1").unwrap();
        assert!(
            changes
                .next()
                .await
                .unwrap()
                .contains(&top.join("src/routes/list.rs"))
        );
    }
}
