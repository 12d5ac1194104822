//! A file that another process adds lines to.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

/// The file, as far as it was read.
#[derive(Debug)]
pub struct GrowingFile {
    file: File,
    /// What was read of a line that has not ended yet.
    begun: Vec<u8>,
}

impl GrowingFile {
    /// Opens it at its beginning; none when it is not there.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn open(path: &Path) -> io::Result<Option<Self>> {
        match File::open(path) {
            Ok(file) => Ok(Some(Self {
                file,
                begun: Vec::new(),
            })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The lines that were ended since the last call, with what is no UTF-8 replaced.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn lines(&mut self) -> io::Result<Vec<String>> {
        self.file.read_to_end(&mut self.begun)?;
        let Some(end) = self.begun.iter().rposition(|byte| *byte == b'\n') else {
            return Ok(Vec::new());
        };
        let rest = self.begun.split_off(end + 1);
        let ended = std::mem::replace(&mut self.begun, rest);
        let text = String::from_utf8_lossy(&ended);
        Ok(text.lines().map(str::to_owned).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;

    use super::GrowingFile;

    #[test]
    fn a_line_comes_once_it_has_ended() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("log");
        assert!(GrowingFile::open(&path).unwrap().is_none());
        let mut written = fs::File::create(&path).unwrap();
        let mut read = GrowingFile::open(&path).unwrap().unwrap();
        written.write_all(b"one\ntw").unwrap();
        assert_eq!(read.lines().unwrap(), ["one"]);
        assert!(read.lines().unwrap().is_empty());
        written.write_all(b"o\n\xff\n").unwrap();
        assert_eq!(read.lines().unwrap(), ["two", "\u{fffd}"]);
    }
}
