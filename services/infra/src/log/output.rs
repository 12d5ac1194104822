//! Lines are written by a thread of their own, as many at once as have come together meanwhile: whoever logs does not
//! wait for a pipe, and a busy service makes one system call for many lines.

use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tracing_subscriber::fmt::MakeWriter;

/// How much may wait to be written, in bytes. Beyond it whoever logs waits: no line is lost.
const WAITING_MAX: usize = 1 << 20;

/// How much is worth being written at once, in bytes.
const BATCH: usize = 64 << 10;
/// How long the first line waits for others.
const GATHER: Duration = Duration::from_millis(2);

/// Takes lines.
#[derive(Clone, Debug)]
pub(super) struct Output(Arc<Shared>);

/// Sees to it that everything is written before it is gone.
#[derive(Debug)]
#[must_use = "dropping it ends the log"]
pub struct Flush {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    /// There is something to write, or nothing more to come.
    more: Condvar,
    /// There is room again.
    room: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    lines: Vec<u8>,
    is_closed: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // What is in it are whole lines at all times.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts the thread that writes to `target`.
///
/// # Errors
/// When there is no thread to be had.
pub(super) fn open(target: impl Write + Send + 'static) -> io::Result<(Output, Flush)> {
    let shared = Arc::<Shared>::default();
    let thread = thread::Builder::new().name("log".to_owned()).spawn({
        let shared = shared.clone();
        move || write(&shared, target)
    })?;
    let flush = Flush {
        shared: shared.clone(),
        thread: Some(thread),
    };
    Ok((Output(shared), flush))
}

fn write(shared: &Shared, mut target: impl Write) {
    let mut lines = Vec::new();
    loop {
        let is_closed = {
            let waiting = shared
                .more
                .wait_while(shared.lock(), |waiting| {
                    waiting.lines.is_empty() && !waiting.is_closed
                })
                .unwrap_or_else(PoisonError::into_inner);
            let (mut waiting, _) = shared
                .more
                .wait_timeout_while(waiting, GATHER, |waiting| {
                    waiting.lines.len() < BATCH && !waiting.is_closed
                })
                .unwrap_or_else(PoisonError::into_inner);
            mem::swap(&mut waiting.lines, &mut lines);
            waiting.is_closed
        };
        shared.room.notify_all();
        // A log that nobody reads any more is no reason to stop serving.
        let _ = target.write_all(&lines).and_then(|()| target.flush());
        lines.clear();
        if is_closed {
            return;
        }
    }
}

impl Write for &Output {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut waiting = self
            .0
            .room
            .wait_while(self.0.lock(), |waiting| {
                waiting.lines.len() >= WAITING_MAX && !waiting.is_closed
            })
            .unwrap_or_else(PoisonError::into_inner);
        if waiting.is_closed {
            return Ok(line.len());
        }
        let before = waiting.lines.len();
        waiting.lines.extend_from_slice(line);
        let after = waiting.lines.len();
        drop(waiting);
        if before == 0 || (before < BATCH && after >= BATCH) {
            self.0.more.notify_one();
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Output {
    type Writer = &'a Self;

    fn make_writer(&'a self) -> &'a Self {
        self
    }
}

impl Drop for Flush {
    fn drop(&mut self) {
        self.shared.lock().is_closed = true;
        self.shared.more.notify_one();
        self.shared.room.notify_all();
        if let Some(thread) = self.thread.take() {
            // It does not panic; and if it did, there would be nobody to tell.
            let _ = thread.join();
        }
    }
}
