//! What containers write, as lines.

use orion_app::stack::{LogLine, LogStream};

/// The longest line that is handed on as one: what is longer comes in several.
const LONGEST: usize = 64 << 10;

/// Makes lines of frames. An engine sends what was written at once as one frame, with its time before it: a
/// long line comes in several, and one frame may hold several lines.
#[derive(Debug)]
pub(super) struct Lines {
    stream: LogStream,
    time: String,
    pending: Vec<u8>,
}

impl Lines {
    pub(super) fn new(stream: LogStream) -> Self {
        Self {
            stream,
            time: String::new(),
            pending: Vec::new(),
        }
    }

    /// Takes a frame, and hands on the lines that end in it.
    pub(super) fn take(&mut self, frame: &[u8], mut line: impl FnMut(LogLine)) {
        let (time, mut content) = timestamp(frame);
        loop {
            // The time of a line is that of its beginning.
            if self.pending.is_empty()
                && let Some(time) = &time
            {
                self.time.clone_from(time);
            }
            let end = content.iter().position(|&byte| byte == b'\n');
            let piece = &content[..end.unwrap_or(content.len())];
            self.pending.extend_from_slice(piece);
            while self.pending.len() > LONGEST {
                let at = boundary(&self.pending, LONGEST);
                let rest = self.pending.split_off(at);
                line(self.line());
                self.pending = rest;
            }
            let Some(end) = end else { return };
            if self.pending.last() == Some(&b'\r') {
                self.pending.pop();
            }
            line(self.line());
            content = &content[end + 1..];
            if content.is_empty() {
                return;
            }
        }
    }

    /// What was written and not ended.
    pub(super) fn rest(&mut self) -> Option<LogLine> {
        (!self.pending.is_empty()).then(|| self.line())
    }

    fn line(&mut self) -> LogLine {
        let content = std::mem::take(&mut self.pending);
        LogLine {
            time: self.time.clone(),
            stream: self.stream,
            text: String::from_utf8(content)
                .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
        }
    }
}

/// The last place up to `most` that is not within a character.
fn boundary(text: &[u8], most: usize) -> usize {
    (most.saturating_sub(3)..=most)
        .rev()
        .find(|&at| text.get(at).is_none_or(|byte| byte & 0xC0 != 0x80))
        .unwrap_or(most)
}

/// The time before a frame's content, in UTC and with nanoseconds, and the content.
fn timestamp(frame: &[u8]) -> (Option<String>, &[u8]) {
    let Some(end) = frame.iter().take(40).position(|&byte| byte == b' ') else {
        return (None, frame);
    };
    let Ok(text) = str::from_utf8(&frame[..end]) else {
        return (None, frame);
    };
    let content = &frame[end + 1..];
    match text.parse::<jiff::Timestamp>() {
        Ok(_) if text.len() == 30 && text.ends_with('Z') => (Some(text.to_owned()), content),
        Ok(time) => (Some(format!("{time:.9}")), content),
        Err(_) => (None, frame),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(frames: &[&[u8]]) -> Vec<(String, String)> {
        let mut lines = Lines::new(LogStream::Output);
        let mut all = Vec::new();
        for frame in frames {
            lines.take(frame, |line| all.push((line.time, line.text)));
        }
        all.extend(lines.rest().map(|line| (line.time, line.text)));
        all
    }

    const FIRST: &str = "2026-01-02T03:04:05.000000001Z";
    const SECOND: &str = "2026-01-02T03:04:05.000000002Z";

    #[test]
    fn frames_are_put_together_to_lines_with_the_time_of_the_beginning() {
        let first = format!("{FIRST} one and ");
        let second = format!("{SECOND} two\r\nthree\n");
        let third = format!("{FIRST} \n");
        let got = lines(&[first.as_bytes(), second.as_bytes(), third.as_bytes()]);
        assert_eq!(
            got,
            [
                (FIRST.to_owned(), "one and two".to_owned()),
                (SECOND.to_owned(), "three".to_owned()),
                (FIRST.to_owned(), String::new()),
            ]
        );
    }

    #[test]
    fn other_zones_and_shorter_fractions_become_the_one_form() {
        let got = lines(&[b"2026-01-02T05:04:05.5+02:00 x\n", b"no time\n"]);
        assert_eq!(got[0].0, "2026-01-02T03:04:05.500000000Z");
        assert_eq!(got[1].1, "no time");
    }

    #[test]
    fn a_line_without_end_comes_in_pieces_of_whole_characters() {
        let text = "ä".repeat(LONGEST);
        let got = lines(&[
            format!("{FIRST} x").as_bytes(),
            format!("{SECOND} {text}\n").as_bytes(),
        ]);
        assert_eq!(got.len(), 3);
        assert!(got.iter().all(|(_, text)| text.len() <= LONGEST));
        let whole: String = got.into_iter().map(|(_, text)| text).collect();
        assert_eq!(whole, format!("x{text}"));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_however_it_is_cut(
            text in "[a-zä\n]{0,200}",
            cuts in prop::collection::vec(0usize..200, 0..6),
        ) {
            let mut cuts: Vec<_> = cuts.into_iter().map(|cut| cut.min(text.len())).collect();
            cuts.sort_unstable();
            let mut frames = Vec::new();
            let mut from = 0;
            for cut in cuts.into_iter().chain([text.len()]) {
                frames.push(format!("{FIRST} ").into_bytes());
                let last = frames.len() - 1;
                frames[last].extend_from_slice(&text.as_bytes()[from..cut]);
                from = cut;
            }
            let frames: Vec<_> = frames.iter().map(Vec::as_slice).collect();
            let got: Vec<_> = lines(&frames).into_iter().map(|(_, text)| text).collect();
            let expected: Vec<_> = text.lines().map(str::to_owned).collect();
            prop_assert_eq!(got, expected);
        }
    }
}
