//! Time on the plan, exactly.

use std::iter::Sum;
use std::ops::{Add, Neg, Sub};

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::config::WorkingDays;

/// A length or a moment in working days, from the project's start on: exact for all that has up to six decimals, and
/// for the mean of such numbers by PERT. Two ways of the same length are therefore the same length.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(with = "f64")]
pub struct Days(i64);

impl Days {
    /// No time.
    pub const ZERO: Self = Self(0);
    /// One day.
    pub const ONE: Self = Self(Self::PER_DAY);

    /// Parts of a day: six, which PERT divides by, for each millionth.
    const PER_DAY: i64 = 6_000_000;

    /// Whole days.
    #[must_use]
    pub const fn whole(days: i64) -> Self {
        Self(days.saturating_mul(Self::PER_DAY))
    }

    /// A length from the file, to the millionth of a day.
    #[must_use]
    pub fn of(length: WorkingDays) -> Self {
        Self(millionths(length).saturating_mul(6))
    }

    /// The middle of two.
    #[must_use]
    pub fn middle(one: WorkingDays, other: WorkingDays) -> Self {
        Self((millionths(one) + millionths(other)).saturating_mul(3))
    }

    /// The mean of a beta distribution by PERT: (optimistic + 4 likely + pessimistic) / 6 (Malcolm, Roseboom, Clark
    /// and Fazar, "Application of a technique for research and development program evaluation", 1959).
    #[must_use]
    pub fn mean(optimistic: WorkingDays, likely: WorkingDays, pessimistic: WorkingDays) -> Self {
        Self(millionths(optimistic) + 4 * millionths(likely) + millionths(pessimistic))
    }

    /// The number of days.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "what is lost beyond 2^53 parts is far below a second"
    )]
    pub fn get(self) -> f64 {
        // Whole days and millionths come out as they were written.
        let (days, rest) = (self.0 / Self::PER_DAY, self.0 % Self::PER_DAY);
        let millionths = (rest as f64 / 6.0).round();
        (days as f64 * 1e6 + millionths) / 1e6
    }

    /// Whole days that are over.
    #[must_use]
    pub const fn floor(self) -> i64 {
        self.0.div_euclid(Self::PER_DAY)
    }

    /// Days that have begun.
    #[must_use]
    pub const fn ceil(self) -> i64 {
        -((-self.0).div_euclid(Self::PER_DAY))
    }

    /// That share of it, from 0 to 1.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a share is a judgement, and never makes it longer"
    )]
    pub fn share(self, share: f64) -> Self {
        Self((self.0 as f64 * share.clamp(0.0, 1.0)).round() as i64)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a length has at most 100,000 days"
)]
fn millionths(length: WorkingDays) -> i64 {
    (length.get() * 1e6).round() as i64
}

impl Add for Days {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Days {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Days {
    type Output = Self;

    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Days {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Add::add)
    }
}

/// The number of days, and whole ones without a point.
impl Serialize for Days {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % Self::PER_DAY == 0 {
            serializer.serialize_i64(self.0 / Self::PER_DAY)
        } else {
            serializer.serialize_f64(self.get())
        }
    }
}

/// As [`Days::get`], with as many decimals as it takes.
impl std::fmt::Display for Days {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.get().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::Days;
    use crate::config::WorkingDays;

    fn days(days: f64) -> Days {
        Days::of(WorkingDays::new(days).unwrap())
    }

    #[test]
    fn decimals_add_up() {
        assert_eq!(days(0.1) + days(0.2), days(0.3));
        assert_eq!((days(0.1) + days(0.2)).to_string(), "0.3");
        let third = |of: f64| {
            let length = |days| WorkingDays::new(days).unwrap();
            Days::mean(length(0.0), length(0.0), length(of))
        };
        assert_eq!(third(2.0) + third(2.0) + third(2.0), Days::ONE);
        assert_eq!(third(2.0).to_string(), "0.333333");
    }

    #[test]
    fn days_begin_and_end() {
        assert_eq!((days(2.5).floor(), days(2.5).ceil()), (2, 3));
        assert_eq!((days(-2.5).floor(), days(-2.5).ceil()), (-3, -2));
        assert_eq!((days(2.0).floor(), days(2.0).ceil()), (2, 2));
    }
}
