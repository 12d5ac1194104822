//! Events of the system, told together once it is quiet again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::Stream;
use futures_util::stream;
use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher};
use orion_app::stack::StoreError;
use tokio::sync::mpsc::{self, UnboundedReceiver};

/// Changes that follow each other sooner than that are told together.
const QUIET: Duration = Duration::from_millis(80);
/// However long it goes on, changes are told after that.
const AT_LAST: Duration = Duration::from_secs(1);

/// What the system tells.
pub(super) type Events = UnboundedReceiver<notify::Result<Event>>;

/// Who knows which of the paths count that changed.
pub(super) trait Sieve {
    /// The directory that stands for all where the system has lost count.
    fn top(&self) -> &Path;

    /// Takes a path whose content may be another now.
    fn take(&mut self, path: PathBuf, changed: &mut BTreeSet<PathBuf>);
}

/// A watcher that watches nothing yet, and what it will tell.
pub(super) fn watcher() -> notify::Result<(RecommendedWatcher, Events)> {
    let (sender, events) = mpsc::unbounded_channel();
    let watcher = notify::recommended_watcher(move |event| {
        // Nobody listens any more: the watch is about to end.
        let _ = sender.send(event);
    })?;
    Ok((watcher, events))
}

/// What counts, as long as somebody listens.
pub(super) fn changes<S: Sieve>(
    events: Events,
    sieve: S,
) -> impl Stream<Item = BTreeSet<PathBuf>> + use<S> {
    stream::unfold((events, sieve), |(mut events, mut sieve)| async {
        let changed = next(&mut events, &mut sieve).await?;
        Some((changed, (events, sieve)))
    })
}

/// Why a directory cannot be watched.
pub(super) fn cannot(top: &Path, error: &notify::Error) -> StoreError {
    let mut text = format!("cannot watch `{}`: {error}", top.display());
    if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) {
        text.push_str("; `sysctl fs.inotify.max_user_watches` says how many directories may be");
    }
    StoreError(text)
}

/// What has changed, once it is quiet again; none when nothing more can come.
async fn next(events: &mut Events, sieve: &mut impl Sieve) -> Option<BTreeSet<PathBuf>> {
    let mut changed = BTreeSet::new();
    while changed.is_empty() {
        let event = events.recv().await?;
        take(event, sieve, &mut changed);
    }
    let at_last = tokio::time::Instant::now() + AT_LAST;
    loop {
        let quiet = tokio::time::Instant::now() + QUIET;
        match tokio::time::timeout_at(quiet.min(at_last), events.recv()).await {
            Ok(Some(event)) => take(event, sieve, &mut changed),
            Ok(None) | Err(_) => return Some(changed),
        }
        if tokio::time::Instant::now() >= at_last {
            return Some(changed);
        }
    }
}

fn take(event: notify::Result<Event>, sieve: &mut impl Sieve, changed: &mut BTreeSet<PathBuf>) {
    let Ok(event) = event else { return };
    if event.need_rescan() {
        changed.insert(sieve.top().to_owned());
    }
    if is_change(event.kind) {
        for path in event.paths {
            sieve.take(path, changed);
        }
    }
}

/// Whether a file may have other content now.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(access) => access == AccessKind::Close(AccessMode::Write),
        EventKind::Modify(ModifyKind::Metadata(_)) | EventKind::Other => false,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) => true,
    }
}
