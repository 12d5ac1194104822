//! The last lines that services wrote.

use std::collections::VecDeque;

use orion_core::stack::{Level, readable};

use crate::output::visible;

/// How many lines are kept.
pub(crate) const KEPT: usize = 10_000;
/// How much of a line is kept, in bytes; nobody reads further, and hostile output has no end.
const LONGEST: usize = 2_000;

/// A line as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LogEntry {
    /// The service that wrote it.
    pub(crate) service: String,
    /// What it wrote.
    pub(crate) text: String,
}

impl LogEntry {
    /// A line, cut where nobody reads on.
    pub(crate) fn new(service: impl Into<String>, mut text: String) -> Self {
        if text.len() > LONGEST {
            let end = (0..=LONGEST).rev().find(|end| text.is_char_boundary(*end));
            text.truncate(end.unwrap_or_default());
            text.push('…');
            text.shrink_to_fit();
        }
        Self {
            service: service.into(),
            text,
        }
    }

    /// How bad it is, where it says so, and what it says, on one line.
    pub(crate) fn read(&self) -> (Option<Level>, String) {
        let read = readable(&self.text);
        let mut text = visible(&read.message).into_owned();
        // Which module wrote it is to be seen behind the line.
        let fields = read.fields.iter().filter(|(name, _)| name != "target");
        for (name, value) in fields {
            text.push(' ');
            text.push_str(&visible(name));
            text.push('=');
            text.push_str(&visible(value));
        }
        (read.level, text)
    }
}

/// The lines, and where somebody looks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Logs {
    lines: VecDeque<LogEntry>,
    /// How many lines came before the first that is kept.
    before: u64,
    /// Only of this service.
    pub(crate) service: Option<String>,
    /// The line that is selected, counted from the first that ever came; the last one while none is.
    pub(crate) at: Option<u64>,
    /// Why no more come.
    pub(crate) ended: Option<String>,
    /// What came since the screen is held; none while it is not.
    waiting: Option<Vec<LogEntry>>,
}

impl Logs {
    /// Takes more lines in; the oldest give way. Whether that is to be seen.
    pub(crate) fn push(&mut self, entries: Vec<LogEntry>) -> bool {
        if let Some(waiting) = &mut self.waiting {
            waiting.extend(entries);
            let over = waiting.len().saturating_sub(KEPT);
            waiting.drain(..over);
            return false;
        }
        self.ended = None;
        self.lines.extend(entries);
        let over = self.lines.len().saturating_sub(KEPT);
        self.lines.drain(..over);
        self.before += over as u64;
        true
    }

    /// Holds what is seen, whatever comes.
    pub(crate) fn hold(&mut self) {
        self.waiting.get_or_insert_default();
    }

    /// Shows what has come since.
    pub(crate) fn go_on(&mut self) {
        if let Some(waiting) = self.waiting.take() {
            self.push(waiting);
        }
    }

    /// How many lines are kept.
    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    /// The last so many lines of a service, from the top, as people read them.
    pub(crate) fn last_of(&self, service: &str, count: usize) -> Vec<String> {
        let lines = self.lines.iter().rev();
        let of_it = lines.filter(|entry| entry.service == service);
        let mut last: Vec<String> = of_it.take(count).map(|entry| entry.read().1).collect();
        last.reverse();
        last
    }

    /// How many lines gave way.
    pub(crate) fn before(&self) -> u64 {
        self.before
    }

    /// The numbers of the lines that are shown, the last first.
    fn shown_backwards<'l>(&'l self, filter: &'l str) -> impl Iterator<Item = u64> + 'l {
        let filter = filter.to_lowercase();
        let is_shown = move |entry: &LogEntry| {
            self.service.as_ref().is_none_or(|it| *it == entry.service)
                && (filter.is_empty()
                    || entry.text.to_lowercase().contains(&filter)
                    || entry.service.contains(&filter))
        };
        let lines = self.lines.iter().enumerate().rev();
        lines
            .filter(move |(_, entry)| is_shown(entry))
            .map(|(index, _)| self.before + index as u64)
    }

    /// The line of that number, if it is still there.
    pub(crate) fn get(&self, number: u64) -> Option<&LogEntry> {
        let index = number.checked_sub(self.before)?;
        self.lines.get(usize::try_from(index).ok()?)
    }

    /// What a window of so many lines shows, from the top: it ends with the selected line's page.
    pub(crate) fn window(&self, height: usize, filter: &str) -> Vec<u64> {
        let mut shown: Vec<u64> = match self.at {
            None => self.shown_backwards(filter).take(height).collect(),
            Some(at) => {
                // Half of the window below the selected line, as far as there are lines.
                let below = self.shown_backwards(filter).take_while(|it| *it > at);
                let below = below.count().min(height / 2);
                let all: Vec<u64> = self.shown_backwards(filter).collect();
                let oldest = all.len().saturating_sub(1);
                let place = all.iter().position(|it| *it <= at).unwrap_or(oldest);
                let first = place.saturating_sub(below);
                all.into_iter().skip(first).take(height).collect()
            }
        };
        shown.reverse();
        shown
    }

    /// Goes so many shown lines down, or up; at the end it follows again.
    pub(crate) fn go(&mut self, by: isize, filter: &str) {
        let all: Vec<u64> = self.shown_backwards(filter).collect();
        let Some(last) = all.len().checked_sub(1) else {
            self.at = None;
            return;
        };
        let place = match self.at {
            None => 0,
            Some(at) => all.iter().position(|it| *it <= at).unwrap_or(last),
        };
        let place = place.saturating_add_signed(-by).min(last);
        self.at = (place > 0).then(|| all[place]);
    }

    /// The selected line; where that gave way, the oldest.
    pub(crate) fn selected(&self, filter: &str) -> Option<u64> {
        let at = self.at.unwrap_or(u64::MAX);
        let mut oldest = None;
        for number in self.shown_backwards(filter) {
            oldest = Some(number);
            if number <= at {
                break;
            }
        }
        oldest
    }

    /// Follows what comes.
    pub(crate) fn follow(&mut self) {
        self.at = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logs(count: usize) -> Logs {
        let mut logs = Logs::default();
        let entry = |nth| LogEntry::new(["auth", "user"][nth % 2], format!("line {nth}"));
        logs.push((0..count).map(entry).collect());
        logs
    }

    #[test]
    fn it_follows_until_somebody_goes_up_and_again_at_the_end() {
        let mut logs = logs(10);
        assert_eq!(logs.window(3, ""), [7, 8, 9]);
        logs.go(-4, "");
        assert_eq!(logs.selected(""), Some(5));
        logs.push(vec![LogEntry::new("auth", "line 10".to_owned())]);
        assert_eq!(
            (logs.selected(""), logs.window(3, "")),
            (Some(5), vec![4, 5, 6])
        );
        logs.go(5, "");
        assert_eq!((logs.at, logs.selected("")), (None, Some(10)));
    }

    #[test]
    fn a_service_and_a_filter_narrow_it() {
        let mut logs = logs(20);
        logs.service = Some("user".to_owned());
        assert_eq!(logs.window(3, "LINE 1"), [15, 17, 19]);
        logs.go(isize::MIN + 1, "");
        assert_eq!(logs.selected(""), Some(1));
    }

    #[test]
    fn the_oldest_give_way_and_the_longest_are_cut() {
        let mut logs = logs(KEPT + 5);
        assert_eq!((logs.len(), logs.before()), (KEPT, 5));
        assert_eq!(
            (logs.get(4), logs.get(5).unwrap().text.as_str()),
            (None, "line 5")
        );
        logs.at = Some(2);
        assert_eq!(logs.selected(""), Some(5));
        logs.push(vec![LogEntry::new("auth", "é".repeat(LONGEST))]);
        logs.follow();
        let number = logs.window(1, "")[0];
        assert!(
            logs.window(1, "").len() == 1 && logs.get(number).unwrap().text.len() < LONGEST + 4
        );
    }
}
