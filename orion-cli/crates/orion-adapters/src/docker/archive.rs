//! Archives, as engines take them.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use http_body_util::{BodyExt as _, StreamBody};
use hyper::body::Frame;
use tar::{Builder, EntryType, Header};
use tokio::sync::mpsc;

use super::wire::Payload;

/// How much is read before it is sent.
const CHUNK: usize = 128 << 10;
/// How many of those may wait.
const WAITING: usize = 4;

/// A thing in an archive, whose content is in memory. It belongs to root, and its time is 1970.
pub(super) struct Entry<'a> {
    path: String,
    kind: EntryType,
    mode: u32,
    content: &'a [u8],
}

impl<'a> Entry<'a> {
    pub(super) fn directory(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            kind: EntryType::Directory,
            mode: 0o755,
            content: &[],
        }
    }

    pub(super) fn file(path: impl Into<String>, mode: u32, content: &'a [u8]) -> Self {
        Self {
            path: path.into(),
            kind: EntryType::Regular,
            mode,
            content,
        }
    }

    pub(super) fn write(&self, archive: &mut Builder<impl Write>) -> io::Result<()> {
        let size = self.content.len() as u64;
        archive.append_data(
            &mut header(self.kind, self.mode, size),
            &self.path,
            self.content,
        )
    }
}

/// The head of an entry.
fn header(kind: EntryType, mode: u32, size: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_entry_type(kind);
    header.set_mode(mode);
    header.set_size(size);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(0);
    header
}

/// An archive in memory.
pub(super) fn of(entries: &[Entry<'_>]) -> io::Result<Vec<u8>> {
    let mut archive = Builder::new(Vec::new());
    for entry in entries {
        entry.write(&mut archive)?;
    }
    archive.into_inner()
}

/// Adds a file of this machine, as root's and without its time.
pub(super) fn add_file(
    archive: &mut Builder<impl Write>,
    path: &str,
    mode: u32,
    file: &Path,
) -> io::Result<()> {
    let mut head = header(EntryType::Regular, mode, 0);
    add_open(archive, &mut head, Path::new(path), file)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", file.display())))
}

/// Adds a file of this machine under that head, as much of it as there is when it is opened.
pub(super) fn add_open(
    archive: &mut Builder<impl Write>,
    head: &mut Header,
    path: &Path,
    file: &Path,
) -> io::Result<()> {
    let file = File::open(file)?;
    let left = file.metadata()?.len();
    head.set_size(left);
    archive.append_data(head, path, Whole { file, left })
}

/// Exactly so many bytes of a file: an archive whose entry has another length than its head says is broken.
struct Whole {
    file: File,
    left: u64,
}

impl io::Read for Whole {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left)
            .unwrap_or(usize::MAX)
            .min(buffer.len());
        let read = self.file.read(&mut buffer[..most])?;
        if read == 0 && most > 0 {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "a file became shorter while it was read",
            ));
        }
        self.left -= read as u64;
        Ok(read)
    }
}

/// An archive that is written while it is sent, so that it is never in memory as a whole.
pub(super) fn streamed(
    write: impl FnOnce(&mut Builder<BufWriter<Sink>>) -> io::Result<()> + Send + 'static,
) -> Payload {
    let (sender, receiver) = mpsc::channel(WAITING);
    let failed = sender.clone();
    tokio::task::spawn_blocking(move || {
        let mut archive = Builder::new(BufWriter::with_capacity(CHUNK, Sink(sender)));
        let written = write(&mut archive)
            .and_then(|()| archive.into_inner())
            .and_then(|mut sink| sink.flush());
        if let Err(error) = written {
            // When nobody listens any more, the request has failed for another reason.
            let _ = failed.blocking_send(Err(error));
        }
    });
    StreamBody::new(Pieces(receiver).map(|piece| piece.map(Frame::data))).boxed_unsync()
}

/// Where the archive is written to.
pub(super) struct Sink(mpsc::Sender<io::Result<Bytes>>);

impl Write for Sink {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.0
            .blocking_send(Ok(Bytes::copy_from_slice(buffer)))
            .map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where it comes out.
struct Pieces(mpsc::Receiver<io::Result<Bytes>>);

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}
