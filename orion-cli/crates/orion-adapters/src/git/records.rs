//! Records that end in a NUL byte, out of a stream.

use std::io::{self, Read};

/// How much is read from git at once. The kernel's pipe holds a quarter of it.
const CHUNK: usize = 256 * 1024;

/// Whole NUL-terminated records out of a stream, as many at once as one read brings.
pub(super) struct Records<R> {
    source: R,
    buffer: Vec<u8>,
    filled: usize,
    taken: usize,
}

impl<R: Read> Records<R> {
    pub(super) fn new(source: R) -> Self {
        Self {
            source,
            buffer: vec![0; CHUNK],
            filled: 0,
            taken: 0,
        }
    }

    /// The records read next, joined by NUL, without the last one's NUL; `None` at the end.
    pub(super) fn next_chunk(&mut self) -> io::Result<Option<&[u8]>> {
        self.buffer.copy_within(self.taken..self.filled, 0);
        self.filled -= self.taken;
        self.taken = 0;
        loop {
            if self.filled == self.buffer.len() {
                self.buffer.resize(self.buffer.len() * 2, 0);
            }
            let read = match self.source.read(&mut self.buffer[self.filled..]) {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if read == 0 {
                return if self.filled == 0 {
                    Ok(None)
                } else {
                    Err(io::ErrorKind::UnexpectedEof.into())
                };
            }
            let fresh = self.filled..self.filled + read;
            self.filled += read;
            if let Some(last) = self.buffer[fresh.clone()]
                .iter()
                .rposition(|byte| *byte == 0)
            {
                let end = fresh.start + last;
                self.taken = end + 1;
                return Ok(Some(&self.buffer[..end]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives a stream in pieces of a fixed size.
    struct Pieces<'a> {
        left: &'a [u8],
        size: usize,
    }

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let size = self.size.min(self.left.len()).min(buffer.len());
            let (now, later) = self.left.split_at(size);
            buffer[..size].copy_from_slice(now);
            self.left = later;
            Ok(size)
        }
    }

    fn records(stream: &[u8], size: usize) -> io::Result<Vec<Vec<u8>>> {
        let mut records = Records::new(Pieces { left: stream, size });
        // Smaller than some of the records, so that it has to grow.
        records.buffer.truncate(4);
        let mut found = Vec::new();
        while let Some(chunk) = records.next_chunk()? {
            found.extend(chunk.split(|byte| *byte == 0).map(<[u8]>::to_vec));
        }
        Ok(found)
    }

    #[test]
    fn whole_however_they_arrive() {
        let expected: Vec<Vec<u8>> = ["a", "", "long enough to grow", "x\ny", "\u{fc}"]
            .iter()
            .map(|record| record.as_bytes().to_vec())
            .collect();
        let stream: Vec<u8> = expected
            .iter()
            .flat_map(|record| [record.as_slice(), b"\0"].concat())
            .collect();
        for size in 1..=stream.len() {
            assert_eq!(records(&stream, size).unwrap(), expected, "{size}");
        }
        assert!(records(b"", 1).unwrap().is_empty());
    }

    #[test]
    fn half_a_record_is_an_error() {
        let error = records(b"a\0b", 2).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
    }
}
