//! What `BuildKit` tells of a build.
//!
//! It comes as protocol buffers of the message `moby.buildkit.v1.StatusResponse`. Of that only the names of the
//! steps and what the steps write are of use, which is little enough to be read here.

use std::collections::HashSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Remembers which steps were named, since each comes again whenever something changes.
#[derive(Debug, Default)]
pub(super) struct Trace {
    named: HashSet<Vec<u8>>,
}

impl Trace {
    /// The lines of one report, or nothing when it is not understood.
    pub(super) fn lines(&mut self, report: &str) -> Vec<String> {
        let mut lines = Vec::new();
        let Ok(content) = STANDARD.decode(report) else {
            return lines;
        };
        for (number, field) in Fields(&content) {
            let Field::Bytes(message) = field else {
                continue;
            };
            match number {
                1 => lines.extend(self.step(message)),
                3 => lines.extend(written(message)),
                _ => {}
            }
        }
        lines
    }

    /// `Vertex`: a step's name, when it begins.
    fn step(&mut self, message: &[u8]) -> Option<String> {
        let (mut digest, mut name, mut begun) = (None, None, false);
        for (number, field) in Fields(message) {
            match (number, field) {
                (1, Field::Bytes(bytes)) => digest = Some(bytes),
                (3, Field::Bytes(bytes)) => name = Some(bytes),
                (5, Field::Bytes(_)) => begun = true,
                _ => {}
            }
        }
        let (digest, name) = (digest?, name?);
        (begun && self.named.insert(digest.to_vec()))
            .then(|| String::from_utf8_lossy(name).into_owned())
    }
}

/// `VertexLog`: what a step wrote.
fn written(message: &[u8]) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, field) in Fields(message) {
        if let (4, Field::Bytes(bytes)) = (number, field) {
            lines.extend(String::from_utf8_lossy(bytes).lines().map(str::to_owned));
        }
    }
    lines
}

/// What a field holds.
#[derive(Debug, PartialEq)]
enum Field<'a> {
    Number,
    Bytes(&'a [u8]),
}

/// The fields of a message, up to the first that cannot be read.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn number(&mut self) -> Option<u64> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn bytes(&mut self, length: u64) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(usize::try_from(length).ok()?)?;
        self.0 = rest;
        Some(bytes)
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = (u64, Field<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let key = self.number()?;
        let field = match key & 7 {
            0 => self.number().map(|_| Field::Number),
            1 => self.bytes(8).map(|_| Field::Number),
            2 => {
                let length = self.number()?;
                self.bytes(length).map(Field::Bytes)
            }
            5 => self.bytes(4).map(|_| Field::Number),
            _ => None,
        };
        Some((key >> 3, field?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(number: u8, content: &[u8]) -> Vec<u8> {
        let length = u8::try_from(content.len()).unwrap();
        [&[number << 3 | 2, length], content].concat()
    }

    #[test]
    fn steps_are_named_once_and_what_they_write_is_told() {
        let step = [
            field(1, b"sha256:00"),
            field(3, b"[1/2] RUN make"),
            vec![4 << 3, 1],
            field(5, b"\x08\x01"),
        ]
        .concat();
        let log = [field(1, b"sha256:00"), field(4, b"one\ntwo\n")].concat();
        let report = STANDARD.encode([field(1, &step), field(3, &log)].concat());
        let mut trace = Trace::default();
        assert_eq!(trace.lines(&report), ["[1/2] RUN make", "one", "two"]);
        assert_eq!(trace.lines(&report), ["one", "two"]);
    }

    #[test]
    fn what_is_not_understood_is_passed_over() {
        let mut trace = Trace::default();
        assert!(trace.lines("?").is_empty());
        assert!(trace.lines(&STANDARD.encode([0x0A, 0xFF, 0x01])).is_empty());
        assert!(trace.lines(&STANDARD.encode([0xFF; 20])).is_empty());
    }
}
