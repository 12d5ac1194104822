//! `[quality]`

use std::fmt;
use std::time::Duration;

use crate::ownership::OwnedPattern;

/// From 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Percentage(f64);

impl Percentage {
    /// Takes a number from 0 to 100, both included.
    #[must_use]
    pub fn new(percent: f64) -> Option<Self> {
        (0.0..=100.0).contains(&percent).then_some(Self(percent))
    }

    /// The number, from 0 to 100.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

impl fmt::Display for Percentage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0)
    }
}

/// Where measurements are found; every file that matches is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QualityReports {
    /// lcov, Cobertura or llvm-cov JSON.
    pub coverage: Vec<OwnedPattern>,
    /// cargo's JSON messages, SARIF or `ESLint`'s JSON.
    pub lint: Vec<OwnedPattern>,
    /// cargo's JSON messages, SARIF or tsc's output.
    pub types: Vec<OwnedPattern>,
    /// `JUnit`'s XML of test runs, as cargo-nextest writes it.
    pub tests: Vec<OwnedPattern>,
}

/// `[quality]`: the targets that figures are held against.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quality {
    /// Test coverage should be above this.
    pub coverage: Option<Percentage>,
    /// At most so many lint errors.
    pub lint_errors: Option<u32>,
    /// At most so many type errors.
    pub type_errors: Option<u32>,
    /// At most so many open blockers.
    pub open_blockers: Option<u32>,
    /// A pull request's first review should come within this time.
    pub review_time: Option<Duration>,
    /// Where measurements are found.
    pub reports: QualityReports,
}
