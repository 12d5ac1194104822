//! The paths in the index, read from its file where that is surely what git would list.
//!
//! For 100,000 paths git needs 20 ms from its start to its end, most of it for a copy of every entry. Reading
//! the file in pieces needs a fifth of that, on another thread, and hardly any memory. Only git can tell what
//! is in a bare repository, in one that libgit2 does not open (SHA-256 among them), in an index that is
//! missing, and in one that [`mod@format`] does not take: a split or a sparse one, and whatever is odd.
//!
//! gix-index could read the file as well, but it keeps every entry, which costs most of what is won. It also
//! joins a split index without a word, and where an entry is damaged it lists other paths than git.

mod format;
mod window;

use std::fs::File;
use std::io::{self, Seek};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::{mem, thread};

use orion_app::ports::RepositoryError;

use super::environment::GitEnvironment;
use super::layout::Layout;
use super::library::Library;

/// Bytes of paths that are handed over at once: few enough to stay in the processor's cache.
const RUN: usize = 64 * 1024;

/// Runs that may wait to be taken.
const WAITING: usize = 4;

/// Paths joined by NUL.
type Run = Vec<u8>;

/// An index file being read, and its paths as they come.
#[derive(Debug)]
pub(super) struct IndexFile {
    path: PathBuf,
    runs: Receiver<io::Result<Run>>,
}

impl IndexFile {
    /// Begins to read the index of this work tree; `None` where only git can tell what is in it.
    pub(super) fn begin(
        layout: &Layout,
        library: Option<&Library>,
        environment: &GitEnvironment,
    ) -> Option<Self> {
        let path = path(layout, library?, environment)?;
        let file = File::open(&path).ok()?;
        let (give, runs) = sync_channel(WAITING);
        thread::spawn(move || read(file, &give));
        Some(Self { path, runs })
    }

    /// Calls `visit` with every run until it breaks off; `false` when there is none, and git has to be asked.
    ///
    /// # Errors
    /// When the file cannot be read to its end after all.
    pub(super) fn for_each_run(
        self,
        visit: &mut dyn FnMut(&[u8]) -> ControlFlow<()>,
    ) -> Result<bool, RepositoryError> {
        let mut any = false;
        for run in self.runs {
            let run = run.map_err(|source| RepositoryError::Read {
                path: self.path.clone(),
                source,
            })?;
            any = true;
            if visit(&run).is_break() {
                break;
            }
        }
        Ok(any)
    }
}

/// Where git finds the index, when nothing speaks against reading it.
fn path(layout: &Layout, library: &Library, environment: &GitEnvironment) -> Option<PathBuf> {
    let top = layout.top.as_ref()?;
    // libgit2 opens no repository whose ids are not SHA-1; it has to be the one that git found.
    if library.layout().git_directory != layout.git_directory {
        return None;
    }
    match environment.get("GIT_INDEX_FILE") {
        Some(named) => Some(top.join(named)),
        // git takes an empty name for an index without entries.
        None if environment.has_any(&["GIT_INDEX_FILE"]) => None,
        None => Some(layout.git_directory.join("index")),
    }
}

/// Sends the paths, unless something in the file leaves them to git. What that could be stands behind the
/// paths: they are walked through twice, which is cheaper than to keep them. git never writes to an index,
/// it puts another one in its place, so that both times the same is read.
fn read(mut file: File, give: &SyncSender<io::Result<Run>>) {
    let untouched = walk(&file, |_| ControlFlow::Continue(())).and_then(|()| file.rewind());
    if untouched.is_err() {
        return;
    }
    let mut run = new_run();
    let walked = walk(&file, |path| {
        if run.len() + path.len() >= RUN {
            let whole = mem::replace(&mut run, new_run());
            if give.send(Ok(whole)).is_err() {
                return ControlFlow::Break(());
            }
        }
        if !run.is_empty() {
            run.push(0);
        }
        run.extend_from_slice(path);
        ControlFlow::Continue(())
    });
    let last = walked.map(|()| run);
    if !matches!(&last, Ok(run) if run.is_empty()) {
        // Whoever has gone away has heard enough.
        let _ = give.send(last);
    }
}

fn new_run() -> Run {
    Vec::with_capacity(RUN)
}

fn walk(file: &File, visit: impl FnMut(&[u8]) -> ControlFlow<()>) -> io::Result<()> {
    let bytes = file.metadata()?.len();
    format::each_path(file, bytes, visit)
}
