//! A file, a piece at a time: what is looked at is in one piece, and no copy of the whole is made.

use std::io::{self, ErrorKind, Read, Take};

/// How much is read at once, and can be looked at as a whole: little enough to stay in the processor's cache.
const PIECE: usize = 64 * 1024;

/// The bytes of a file up to some length.
pub(super) struct Window<R> {
    file: Take<R>,
    piece: Vec<u8>,
    filled: usize,
    taken: usize,
}

impl<R: Read> Window<R> {
    pub(super) fn new(file: R, bytes: u64) -> Self {
        Self {
            file: file.take(bytes),
            piece: vec![0; PIECE],
            filled: 0,
            taken: 0,
        }
    }

    /// The next so many bytes, at most [`PIECE`].
    #[inline]
    pub(super) fn next(&mut self, bytes: usize) -> io::Result<&[u8]> {
        if self.filled - self.taken < bytes {
            self.fill(bytes)?;
        }
        let start = self.taken;
        self.taken += bytes;
        Ok(&self.piece[start..self.taken])
    }

    /// Leaves out so many bytes.
    pub(super) fn skip(&mut self, bytes: u32) -> io::Result<()> {
        let mut left = bytes as usize;
        while left > 0 {
            let step = left.min(PIECE);
            self.next(step)?;
            left -= step;
        }
        Ok(())
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.taken == self.filled && self.file.limit() == 0
    }

    fn fill(&mut self, bytes: usize) -> io::Result<()> {
        self.piece.copy_within(self.taken..self.filled, 0);
        self.filled -= self.taken;
        self.taken = 0;
        while self.filled < bytes {
            match self.file.read(&mut self.piece[self.filled..]) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(read) => self.filled += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
