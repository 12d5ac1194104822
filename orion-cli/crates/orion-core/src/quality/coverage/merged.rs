//! What several reports say together.

use std::collections::BTreeMap;

use super::{CoverageReading, Lines, Tally};
use crate::path::RepoPath;
use crate::quality::WorkTreeTop;

/// The lines of the repository's files, as all reports together know them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    files: BTreeMap<RepoPath, Lines>,
}

impl Coverage {
    /// Adds what a report says of the files that are `known`; says how many others it names. Those are dependencies,
    /// generated code, or files of another machine, and nobody's here.
    pub fn add(
        &mut self,
        reading: &CoverageReading,
        top: &WorkTreeTop,
        known: impl Fn(&RepoPath) -> bool,
    ) -> usize {
        let mut others = 0;
        for (written, lines) in &reading.files {
            match top.find(written, &known) {
                Some(path) => self.files.entry(path).or_default().merge(lines),
                None => others += 1,
            }
        }
        others
    }

    /// The files with their lines, by their paths.
    pub fn files(&self) -> impl Iterator<Item = (&RepoPath, &Lines)> {
        self.files.iter()
    }

    /// The lines of all files.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let tallies = self.files.values().map(Lines::tally);
        tallies.fold(Tally::default(), Tally::and)
    }
}
