//! The format of an index file (`gitformat-index(5)`), as far as paths go.
//!
//! Whatever changes what git lists, or is not as git writes it, is an error here: a split or a sparse index,
//! an extension that must be understood, flags that nobody knows, a path that is not as long as it says.

use std::io::{self, ErrorKind, Read};
use std::ops::ControlFlow;

use bstr::ByteSlice;

use super::window::Window;

/// Bytes of the checksum at the end, which is SHA-1. git does not compare it when it reads an index.
const CHECKSUM: u64 = 20;

/// Bytes of an entry to the end of its flags: times, numbers and sizes of the file, an id in SHA-1, two bytes
/// of flags.
const FIXED: usize = 62;

/// The flag of an entry that has further flags.
const EXTENDED: u16 = 0x4000;

/// The further flags that there are: intent to add, and outside a sparse checkout.
const KNOWN: u16 = 0x6000;

/// The length of a path, among the flags; all bits are set where it is longer.
const LENGTH: u16 = 0x0fff;

/// Calls `visit` with every path in an index file of so many bytes, until it breaks off.
///
/// # Errors
/// What cannot be read, and [`ErrorKind::InvalidData`] for what only git can judge; `visit` may have been
/// called by then.
pub(super) fn each_path(
    file: impl Read,
    bytes: u64,
    mut visit: impl FnMut(&[u8]) -> ControlFlow<()>,
) -> io::Result<()> {
    let mut file = Window::new(file, bytes.saturating_sub(CHECKSUM));
    check(file.next(4)? == b"DIRC")?;
    let version = number(&mut file)?;
    check((2..=4).contains(&version))?;
    let mut shared = Vec::new();
    for _ in 0..number(&mut file)? {
        let entry = Entry::next(&mut file)?;
        let path = if version == 4 {
            shared_path(&mut file, &entry, &mut shared)?;
            &shared
        } else {
            whole_path(&mut file, &entry)?
        };
        if visit(path).is_break() {
            return Ok(());
        }
    }
    while !file.is_at_end() {
        // Small letters begin the name of what must be understood: `link` of a split index, `sdir` of a
        // sparse one.
        check(file.next(4)?[0].is_ascii_uppercase())?;
        let bytes = number(&mut file)?;
        file.skip(bytes)?;
    }
    Ok(())
}

/// What an entry says before its path.
struct Entry {
    /// Bytes before the path.
    before: usize,
    /// Bytes of the path.
    length: usize,
}

impl Entry {
    fn next(file: &mut Window<impl Read>) -> io::Result<Self> {
        let fixed = file.next(FIXED)?;
        let flags = u16::from_be_bytes([fixed[FIXED - 2], fixed[FIXED - 1]]);
        let mut before = FIXED;
        if flags & EXTENDED != 0 {
            let further = file.next(2)?;
            check(u16::from_be_bytes([further[0], further[1]]) & !KNOWN == 0)?;
            before += 2;
        }
        let length = flags & LENGTH;
        check(length != 0 && length != LENGTH)?;
        Ok(Self {
            before,
            length: usize::from(length),
        })
    }
}

/// A path in full, padded with NUL, one at least, so that the entry's size is a multiple of eight.
fn whole_path<'a>(file: &'a mut Window<impl Read>, entry: &Entry) -> io::Result<&'a [u8]> {
    let size = (entry.before + entry.length + 8) / 8 * 8;
    let padded = file.next(size - entry.before)?;
    let (path, padding) = padded.split_at(entry.length);
    check(path.find_byte(0).is_none() && padding.iter().all(|byte| *byte == 0))?;
    Ok(path)
}

/// A path as it differs from the one before it: how much of that is cut off, and what follows instead, with
/// one NUL.
fn shared_path(file: &mut Window<impl Read>, entry: &Entry, path: &mut Vec<u8>) -> io::Result<()> {
    let mut cut = 0;
    loop {
        let byte = file.next(1)?[0];
        cut += usize::from(byte & 0x7f);
        check(cut <= path.len())?;
        if byte & 0x80 == 0 {
            break;
        }
        cut = (cut + 1) << 7;
    }
    path.truncate(path.len() - cut);
    check(path.len() <= entry.length)?;
    path.extend_from_slice(file.next(entry.length - path.len())?);
    check(path.find_byte(0).is_none() && file.next(1)? == [0])
}

fn number(file: &mut Window<impl Read>) -> io::Result<u32> {
    let bytes = file.next(4)?;
    Ok(bytes
        .iter()
        .fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

fn check(as_expected: bool) -> io::Result<()> {
    if as_expected {
        Ok(())
    } else {
        Err(ErrorKind::InvalidData.into())
    }
}
