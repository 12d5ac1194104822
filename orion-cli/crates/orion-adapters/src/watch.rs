//! Changes of a work tree's files, as they happen.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::Stream;
use futures_util::stream;
use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use orion_app::stack::{StoreError, TreeWatcher};
use tokio::sync::mpsc::{self, UnboundedReceiver};

/// Changes that follow each other sooner than that are told together.
const QUIET: Duration = Duration::from_millis(80);
/// However long it goes on, changes are told after that.
const AT_LAST: Duration = Duration::from_secs(1);

/// Watches the files that git does not ignore.
///
/// Directories are watched one by one: ignored ones, such as a build's output, hold thousands that nobody asks
/// about.
#[derive(Debug, Default)]
pub struct NotifyWatcher {}

/// A watch that goes on until it is dropped.
struct Watch {
    top: PathBuf,
    watcher: RecommendedWatcher,
    ignored: Gitignore,
    events: UnboundedReceiver<notify::Result<Event>>,
}

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
        let watch = Watch::start(top).map_err(|error| cannot(top, &error))?;
        Ok(stream::unfold(watch, |mut watch| async {
            let changed = watch.next().await?;
            Some((changed, watch))
        }))
    }
}

fn cannot(top: &Path, error: &notify::Error) -> StoreError {
    let mut text = format!("cannot watch `{}`: {error}", top.display());
    if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) {
        text.push_str("; `sysctl fs.inotify.max_user_watches` says how many directories may be");
    }
    StoreError(text)
}

impl Watch {
    fn start(top: &Path) -> notify::Result<Self> {
        let (sender, events) = mpsc::unbounded_channel();
        let watcher = notify::recommended_watcher(move |event| {
            // Nobody listens any more: the watch is about to end.
            let _ = sender.send(event);
        })?;
        let mut watch = Self {
            top: top.to_owned(),
            watcher,
            ignored: ignored(top),
            events,
        };
        watch.add(top)?;
        Ok(watch)
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

    /// What has changed, once it is quiet again; none when nothing more can come.
    async fn next(&mut self) -> Option<BTreeSet<PathBuf>> {
        let mut changed = BTreeSet::new();
        while changed.is_empty() {
            let event = self.events.recv().await?;
            self.take(event, &mut changed);
        }
        let at_last = tokio::time::Instant::now() + AT_LAST;
        loop {
            let quiet = tokio::time::Instant::now() + QUIET;
            match tokio::time::timeout_at(quiet.min(at_last), self.events.recv()).await {
                Ok(Some(event)) => self.take(event, &mut changed),
                Ok(None) | Err(_) => return Some(changed),
            }
            if tokio::time::Instant::now() >= at_last {
                return Some(changed);
            }
        }
    }

    fn take(&mut self, event: notify::Result<Event>, changed: &mut BTreeSet<PathBuf>) {
        let Ok(event) = event else { return };
        if event.need_rescan() {
            changed.insert(self.top.clone());
        }
        if !changes(event.kind) {
            return;
        }
        for path in event.paths {
            let is_directory = path.is_dir();
            if is_own(&path)
                || self
                    .ignored
                    .matched_path_or_any_parents(&path, is_directory)
                    .is_ignore()
            {
                continue;
            }
            if is_directory {
                // What was put into it before it was watched is a change as well.
                let _ = self.add(&path);
            }
            changed.insert(path);
        }
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

/// Whether a file may have other content now.
fn changes(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        EventKind::Modify(ModifyKind::Metadata(_)) | EventKind::Other => false,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) => true,
    }
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
