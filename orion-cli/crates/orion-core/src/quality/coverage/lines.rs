//! The lines of one file, and how many of them tests ran.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

/// How often each line of a file was run. Only lines that hold code are in it, so a number of a line, which may be
/// anything in a report, takes no room.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines(BTreeMap<u32, u64>);

impl Lines {
    /// Takes note of a line that was run so often, by its number from 1. Of two notes of one line the higher counts:
    /// whether it was run is then the same however often a report is read, and in whatever order.
    pub fn note(&mut self, line: u32, hits: u64) {
        let known = self.0.entry(line).or_default();
        *known = hits.max(*known);
    }

    /// Adds what another report says of the same file, by the same rule.
    pub fn merge(&mut self, other: &Self) {
        for (line, hits) in other.each() {
            self.note(line, hits);
        }
    }

    /// Every line with its hits, by its number.
    pub fn each(&self) -> impl Iterator<Item = (u32, u64)> {
        self.0.iter().map(|(line, hits)| (*line, *hits))
    }

    /// How many lines there are, and how many were run.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let covered = self.0.values().filter(|hits| **hits > 0).count();
        Tally {
            covered: covered as u64,
            lines: self.0.len() as u64,
        }
    }
}

impl FromIterator<(u32, u64)> for Lines {
    fn from_iter<T: IntoIterator<Item = (u32, u64)>>(lines: T) -> Self {
        let mut all = Self::default();
        for (line, hits) in lines {
            all.note(line, hits);
        }
        all
    }
}

/// Lines that hold code, and those of them that tests ran.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tally {
    /// Lines that were run.
    pub covered: u64,
    /// Lines that hold code.
    pub lines: u64,
}

impl Tally {
    /// How many of a hundred lines were run; `None` where there is no line, for then nothing is known.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "no repository has so many lines that it would show"
    )]
    pub fn percent(self) -> Option<f64> {
        (self.lines > 0).then(|| 100.0 * self.covered as f64 / self.lines as f64)
    }

    /// Adds the lines of another file.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            covered: self.covered + other.covered,
            lines: self.lines + other.lines,
        }
    }
}
