//! Changes of all that a status is made of: the files of the work tree, reports that git ignores, and refs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bstr::ByteSlice as _;
use futures_util::Stream;
use notify::{RecursiveMode, Watcher as _};
use orion_app::stack::StoreError;
use orion_core::ownership::OwnedPattern;

use super::quiet::{self, Sieve, cannot};
use super::tree::Tree;

/// What is watched.
#[derive(Debug, Clone)]
pub struct RepositoryPlaces {
    /// The top of the work tree.
    pub top: PathBuf,
    /// git's directory of this work tree, which holds its HEAD.
    pub own: PathBuf,
    /// git's directory that all work trees of the repository share, which holds the refs.
    pub shared: PathBuf,
    /// Reports in the work tree, whether git ignores them or not. They are watched in the directory that a pattern
    /// begins with, where that is there; not below it, where a build may have thousands.
    pub reports: Vec<OwnedPattern>,
}

/// The paths that changed, as soon as it is quiet again after a change, as long as somebody listens.
///
/// # Errors
/// When the machine lets nobody watch.
pub fn repository_changes(
    places: RepositoryPlaces,
) -> Result<impl Stream<Item = BTreeSet<PathBuf>> + use<>, StoreError> {
    let start = || {
        let (watcher, events) = quiet::watcher()?;
        let mut tree = Tree::start(&places.top, watcher)?;
        places.watch(&mut tree)?;
        Ok((tree, events))
    };
    let (tree, events) = start().map_err(|error| cannot(&places.top, &error))?;
    Ok(quiet::changes(events, Repository { tree, places }))
}

impl RepositoryPlaces {
    fn watch(&self, tree: &mut Tree) -> notify::Result<()> {
        let flat = [self.own.clone(), self.shared.clone()];
        let flat = flat.into_iter().chain(self.report_directories());
        let flat = flat.map(|path| (path, RecursiveMode::NonRecursive));
        let deep = REFS.map(|name| (self.shared.join(name), RecursiveMode::Recursive));
        for (path, mode) in flat.chain(deep) {
            if path.is_dir() {
                tree.watcher.watch(&path, mode)?;
            }
        }
        Ok(())
    }

    fn report_directories(&self) -> BTreeSet<PathBuf> {
        let alternatives = self.reports.iter().flat_map(OwnedPattern::alternatives);
        let directories = alternatives.filter_map(|alternative| {
            let literal = alternative.literal_prefix().collect::<Vec<_>>();
            let begin = self.top.join(literal.join(&b'/').to_path_lossy());
            if begin.is_dir() {
                Some(begin)
            } else {
                begin.parent().map(Path::to_owned)
            }
        });
        directories.collect()
    }

    /// Whether a path in git's directories is HEAD or a ref; none for a path elsewhere.
    fn is_ref(&self, path: &Path) -> Option<bool> {
        let (own, shared) = (
            path.strip_prefix(&self.own),
            path.strip_prefix(&self.shared),
        );
        if own.is_err() && shared.is_err() {
            return None;
        }
        let is_head = own.is_ok_and(|rest| rest == Path::new("HEAD"));
        let is_shared = shared.is_ok_and(|rest| {
            rest == Path::new("packed-refs") || REFS.iter().any(|refs| rest.starts_with(refs))
        });
        let is_lock = path
            .extension()
            .is_some_and(|extension| extension == "lock");
        Some((is_head || is_shared) && !is_lock)
    }

    fn is_report(&self, path: &Path) -> bool {
        let Ok(path) = path.strip_prefix(&self.top) else {
            return false;
        };
        let path = path.as_os_str().as_encoded_bytes();
        self.reports.iter().any(|pattern| pattern.matches(path))
    }
}

/// Where refs are, as files of their own or in tables.
const REFS: [&str; 2] = ["refs", "reftable"];

struct Repository {
    tree: Tree,
    places: RepositoryPlaces,
}

impl Sieve for Repository {
    fn top(&self) -> &Path {
        &self.places.top
    }

    fn take(&mut self, path: PathBuf, changed: &mut BTreeSet<PathBuf>) {
        match self.places.is_ref(&path) {
            Some(true) => drop(changed.insert(path)),
            Some(false) => {}
            None if self.places.is_report(&path) => drop(changed.insert(path)),
            None => self.tree.take(path, changed),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;

    use futures_util::{FutureExt as _, StreamExt as _};
    use orion_testutils::TestRepository;

    use super::*;

    type Changes = Pin<Box<dyn Stream<Item = BTreeSet<PathBuf>>>>;

    fn watched(top: &Path, own: &Path, shared: &Path) -> Changes {
        let places = RepositoryPlaces {
            top: top.to_owned(),
            own: own.to_owned(),
            shared: shared.to_owned(),
            reports: vec!["target/lcov.info".parse().unwrap()],
        };
        Box::pin(repository_changes(places).unwrap())
    }

    /// All that was told, up to the first path of which that holds.
    async fn until(changes: &mut Changes, holds: impl Fn(&Path) -> bool) -> BTreeSet<PathBuf> {
        let mut told = BTreeSet::new();
        while !told.iter().any(|path: &PathBuf| holds(path)) {
            told.extend(changes.next().await.unwrap());
        }
        told
    }

    #[tokio::test]
    async fn commits_branches_and_fetches_are_changes() {
        let repository = TestRepository::new();
        repository.write("a", "1");
        repository.commit_all("first");
        let top = repository.top();
        let git = top.join(".git");
        let mut changes = watched(top, &git, &git);
        repository.git_ok(&["commit", "-q", "--allow-empty", "-m", "second"]);
        until(&mut changes, |path| path == git.join("refs/heads/main")).await;
        repository.git_ok(&["checkout", "-q", "-b", "auth/tokens"]);
        until(&mut changes, |path| path == git.join("HEAD")).await;
        repository.git_ok(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
        // The directory is told where the file was there before it was watched.
        let remotes = git.join("refs/remotes");
        until(&mut changes, |path| path.starts_with(&remotes)).await;
        repository.git_ok(&["pack-refs", "--all"]);
        until(&mut changes, |path| path == git.join("packed-refs")).await;
    }

    #[tokio::test]
    async fn the_index_is_none_and_a_report_is_one_though_it_is_ignored() {
        let repository = TestRepository::new();
        repository.write(".gitignore", "target/\n");
        repository.write("target/other", "");
        repository.commit_all("first");
        let top = repository.top();
        let git = top.join(".git");
        let mut changes = watched(top, &git, &git);
        repository.git_ok(&["rm", "-q", "--cached", ".gitignore"]);
        repository.write("target/other", "more");
        repository.write("target/lcov.info", "SF:a");
        let told = changes.next().await.unwrap();
        assert_eq!(told, [top.join("target/lcov.info")].into());
        assert!(changes.next().now_or_never().is_none());
    }

    #[tokio::test]
    async fn a_linked_work_tree_has_a_head_of_its_own_and_shares_the_refs() {
        let repository = TestRepository::new();
        repository.write("a", "1");
        repository.commit_all("first");
        let linked = repository.beside("linked");
        let path = linked.to_str().unwrap();
        repository.git_ok(&["worktree", "add", "-q", "-b", "linked", path]);
        let shared = repository.top().join(".git");
        let own = shared.join("worktrees/linked");
        let mut changes = watched(&linked, &own, &shared);
        repository.git_ok(&["branch", "-q", "other"]);
        until(&mut changes, |path| path == shared.join("refs/heads/other")).await;
        repository.git_ok(&["-C", path, "checkout", "-q", "other"]);
        until(&mut changes, |path| path == own.join("HEAD")).await;
        repository.write("b", "of the other work tree");
        repository.git_ok(&["checkout", "-q", "-b", "elsewhere"]);
        repository.git_ok(&["branch", "-q", "last"]);
        let last = shared.join("refs/heads/last");
        let told = until(&mut changes, |path| path == last).await;
        assert!(!told.contains(&shared.join("HEAD")), "{told:?}");
    }
}
