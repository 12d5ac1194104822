//! A figure beside its target.

use schemars::JsonSchema;
use serde::Serialize;

/// What a figure comes to beside its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The target is met.
    Ok,
    /// The target is missed.
    Missed,
    /// The figure was true once, and what it is about has changed since.
    Stale,
    /// The figure cannot be known.
    Unknown,
    /// There is a figure and no target.
    NoTarget,
}

impl Verdict {
    /// The word that people read.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Missed => "missed",
            Self::Stale => "stale",
            Self::Unknown => "unknown",
            Self::NoTarget => "no target",
        }
    }

    /// The sign before the word, one column wide.
    #[must_use]
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::Ok => "✓",
            Self::Missed => "✗",
            Self::Stale => "▲",
            Self::Unknown => "?",
            Self::NoTarget => "○",
        }
    }
}

/// How much is known of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// It is this.
    Exactly(f64),
    /// It is this or more: some of what counts could not be read, or is not over yet.
    AtLeast(f64),
    /// It could be anything.
    Nothing,
}

/// The verdict on a number that should be above its target, such as coverage: "should be above 80 %".
#[must_use]
pub fn at_least(value: Bound, target: Option<f64>, is_stale: bool) -> Verdict {
    match (value, target) {
        (Bound::Nothing, _) => Verdict::Unknown,
        _ if is_stale => Verdict::Stale,
        (_, None) => Verdict::NoTarget,
        (Bound::Exactly(value) | Bound::AtLeast(value), Some(target)) if value > target => {
            Verdict::Ok
        }
        (Bound::Exactly(_), Some(_)) => Verdict::Missed,
        (Bound::AtLeast(_), Some(_)) => Verdict::Unknown,
    }
}

/// The verdict on a number that should be its target or less, such as a count of errors.
#[must_use]
pub fn at_most(value: Bound, target: Option<f64>, is_stale: bool) -> Verdict {
    match (value, target) {
        (Bound::Nothing, _) => Verdict::Unknown,
        _ if is_stale => Verdict::Stale,
        (_, None) => Verdict::NoTarget,
        (Bound::Exactly(value) | Bound::AtLeast(value), Some(target)) if value > target => {
            Verdict::Missed
        }
        (Bound::Exactly(_), Some(_)) => Verdict::Ok,
        (Bound::AtLeast(_), Some(_)) => Verdict::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_never_green() {
        for target in [None, Some(0.0), Some(80.0)] {
            for is_stale in [false, true] {
                assert_eq!(at_least(Bound::Nothing, target, is_stale), Verdict::Unknown);
                assert_eq!(at_most(Bound::Nothing, target, is_stale), Verdict::Unknown);
            }
        }
        assert_eq!(
            at_most(Bound::AtLeast(0.0), Some(0.0), false),
            Verdict::Unknown
        );
        assert_eq!(
            at_most(Bound::AtLeast(1.0), Some(0.0), false),
            Verdict::Missed
        );
        assert_eq!(
            at_least(Bound::AtLeast(70.0), Some(80.0), false),
            Verdict::Unknown
        );
        assert_eq!(
            at_most(Bound::Exactly(0.0), Some(0.0), true),
            Verdict::Stale
        );
    }

    #[test]
    fn targets() {
        assert_eq!(
            at_least(Bound::Exactly(80.0), Some(80.0), false),
            Verdict::Missed
        );
        assert_eq!(
            at_least(Bound::Exactly(80.1), Some(80.0), false),
            Verdict::Ok
        );
        assert_eq!(at_most(Bound::Exactly(0.0), Some(0.0), false), Verdict::Ok);
        assert_eq!(
            at_most(Bound::Exactly(1.0), Some(0.0), false),
            Verdict::Missed
        );
        assert_eq!(at_most(Bound::Exactly(1.0), None, false), Verdict::NoTarget);
    }
}
