//! One thing that was looked at, what came of it, and how many make a state.

use schemars::JsonSchema;
use serde::Serialize;

use super::point::{Point, PointState, Row};
use crate::codes::{Code, Rule};

/// A rule of an integration point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntegrationRule {
    /// Its code and its texts.
    pub rule: &'static Rule,
    /// The point that it belongs to.
    pub point: Point,
    /// The dashboard's row that shows it.
    pub row: Row,
    /// What it means when it does not hold.
    pub weight: Weight,
}

/// What a finding means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Something contradicts what is declared: its point is broken.
    Broken,
    /// Something is not there yet: its point is partial, or not started.
    Missing,
}

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// In a file of the work tree.
    File {
        /// Its path from the repository's root, control characters left in.
        path: String,
        /// The line, from 1; `null` when it is about the file as a whole, or the file is missing.
        line: Option<usize>,
    },
    /// At a service of the running stack.
    Service {
        /// Its name.
        name: String,
    },
}

impl Place {
    /// A file.
    pub fn file(path: impl Into<String>, line: Option<usize>) -> Self {
        Self::File {
            path: path.into(),
            line,
        }
    }

    /// A service.
    pub fn service(name: impl Into<String>) -> Self {
        Self::Service { name: name.into() }
    }
}

/// Something that does not fit together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// The code that `orion explain` knows.
    pub code: Code,
    /// Whether it is broken or missing.
    pub weight: Weight,
    /// What is wrong, lower case, without a full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What to do next.
    pub next: String,
}

/// Something that could not be told. It never passes for what holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unknown {
    /// The rule that could not be applied.
    pub code: Code,
    /// What could not be told, and why; lower case, without a full stop.
    pub reason: String,
    /// Where.
    pub place: Place,
}

/// What came of one check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Holds,
    /// It does not.
    Fails(Finding),
    /// It could not be told.
    Unknown(Unknown),
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// By which rule.
    pub rule: &'static IntegrationRule,
    /// What came of it.
    pub outcome: Outcome,
}

impl Check {
    /// It holds.
    #[must_use]
    pub const fn holds(rule: &'static IntegrationRule) -> Self {
        let outcome = Outcome::Holds;
        Self { rule, outcome }
    }

    /// It does not hold.
    pub fn fails(
        rule: &'static IntegrationRule,
        place: Place,
        message: impl Into<String>,
        next: impl Into<String>,
    ) -> Self {
        let finding = Finding {
            code: rule.rule.code,
            weight: rule.weight,
            message: message.into(),
            place,
            next: next.into(),
        };
        Self {
            rule,
            outcome: Outcome::Fails(finding),
        }
    }

    /// It could not be told.
    pub fn unknown(
        rule: &'static IntegrationRule,
        place: Place,
        reason: impl Into<String>,
    ) -> Self {
        let unknown = Unknown {
            code: rule.rule.code,
            reason: reason.into(),
            place,
        };
        Self {
            rule,
            outcome: Outcome::Unknown(unknown),
        }
    }
}

/// How many checks there were, and what came of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tally {
    /// That hold.
    pub hold: usize,
    /// That were made, the unknown ones among them.
    pub of: usize,
    /// That found something broken.
    pub broken: usize,
    /// That found something missing.
    pub missing: usize,
    /// That could not be told.
    pub unknown: usize,
}

impl Tally {
    /// Counts.
    pub fn of<'a>(checks: impl IntoIterator<Item = &'a Check>) -> Self {
        let mut tally = Self::default();
        for check in checks {
            tally.of += 1;
            match &check.outcome {
                Outcome::Holds => tally.hold += 1,
                Outcome::Unknown(_) => tally.unknown += 1,
                Outcome::Fails(finding) => match finding.weight {
                    Weight::Broken => tally.broken += 1,
                    Weight::Missing => tally.missing += 1,
                },
            }
        }
        tally
    }

    /// What that comes to: one broken check breaks the whole, and only what was told to hold completes it.
    #[must_use]
    pub const fn state(&self) -> PointState {
        if self.broken > 0 {
            PointState::Broken
        } else if self.missing == self.of {
            PointState::NotStarted
        } else if self.missing + self.unknown > 0 {
            PointState::Partial
        } else {
            PointState::Complete
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(hold: usize, broken: usize, missing: usize, unknown: usize) -> PointState {
        let tally = Tally {
            hold,
            of: hold + broken + missing + unknown,
            broken,
            missing,
            unknown,
        };
        tally.state()
    }

    #[test]
    fn a_state_is_what_the_checks_come_to() {
        assert_eq!(tally(0, 0, 0, 0), PointState::NotStarted);
        assert_eq!(tally(0, 0, 3, 0), PointState::NotStarted);
        assert_eq!(tally(2, 0, 1, 0), PointState::Partial);
        assert_eq!(tally(2, 0, 0, 1), PointState::Partial);
        assert_eq!(tally(0, 0, 0, 1), PointState::Partial);
        assert_eq!(tally(9, 1, 0, 0), PointState::Broken);
        assert_eq!(tally(2, 0, 0, 0), PointState::Complete);
    }
}
