//! Where a value stands in a JSON document.

use std::ops::Range;

/// Where the text or number at the end of that path of keys stands, without quotes; `None` where there is no such value,
/// or the text is no JSON as far as that.
pub(super) fn find(text: &str, path: &[&str]) -> Option<Range<usize>> {
    serde_json::from_str::<serde::de::IgnoredAny>(text.trim_start_matches('\u{feff}')).ok()?;
    let mut cursor = Cursor {
        bytes: text.as_bytes(),
        at: text.find('{')?,
    };
    cursor.find(path)
}

/// Walks over a document that is known to be JSON.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn find(&mut self, path: &[&str]) -> Option<Range<usize>> {
        let Some((wanted, rest)) = path.split_first() else {
            return self.scalar();
        };
        if self.peek()? != b'{' {
            return None;
        }
        self.at += 1;
        while self.peek()? != b'}' {
            let key = self.string()?;
            let is_wanted = self.bytes.get(key)? == wanted.as_bytes();
            self.peek()?;
            self.at += 1;
            if is_wanted {
                return self.find(rest);
            }
            self.skip()?;
            if self.peek()? == b',' {
                self.at += 1;
            }
        }
        None
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        while self.bytes.get(self.at)?.is_ascii_whitespace() {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    /// The content of a text.
    fn string(&mut self) -> Option<Range<usize>> {
        if self.peek()? != b'"' {
            return None;
        }
        self.at += 1;
        let from = self.at;
        loop {
            match self.bytes.get(self.at)? {
                b'\\' => self.at += 2,
                b'"' => {
                    self.at += 1;
                    return Some(from..self.at - 1);
                }
                _ => self.at += 1,
            }
        }
    }

    fn scalar(&mut self) -> Option<Range<usize>> {
        if self.peek()? == b'"' {
            return self.string();
        }
        let from = self.at;
        let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']') || byte.is_ascii_whitespace();
        let length = self.bytes.get(from..)?.iter().position(ends)?;
        self.at += length;
        (length > 0).then_some(from..self.at)
    }

    /// Goes behind a value.
    fn skip(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.peek()? {
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                b',' | b':' => self.at += 1,
                _ => {
                    self.scalar()?;
                }
            }
            if depth == 0 {
                return Some(());
            }
        }
    }
}
