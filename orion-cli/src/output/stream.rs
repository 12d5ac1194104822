//! An answer too long to be held as a whole.

use std::io::{self, BufWriter, StdoutLock, Write};

use crate::failure::Failure;

/// Standard output, buffered. [`Stream::finish`] must be called: it is what notices that the last part could
/// not be written.
#[derive(Debug)]
pub(crate) struct Stream {
    writer: BufWriter<StdoutLock<'static>>,
}

impl Stream {
    pub(super) fn new() -> Self {
        Self {
            writer: BufWriter::with_capacity(64 * 1024, io::stdout().lock()),
        }
    }

    /// Writes what is still held.
    ///
    /// # Errors
    /// [`Failure::writing`].
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.writer.flush().map_err(Failure::writing)
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writer.write_all(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
