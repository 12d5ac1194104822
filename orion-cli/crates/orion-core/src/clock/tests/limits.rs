//! Long intervals, the ends of time, and what never comes.

use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::sample::{MODES, at, between, calendar, day, minutes, project};
use crate::clock::{Calendar, Interval};
use crate::config::{ClockMode, Project};

const HOUR: i64 = 60;
const BERLIN: &str = "Europe/Berlin";

#[test]
fn never_is_none() {
    let one = SignedDuration::from_nanos(1);
    let monday = day("2026-11-30");
    // Nobody works for eleven years.
    let idle = Calendar::of(&Project {
        holidays: monday.series(1.day()).take(11 * 366).collect(),
        ..project("UTC")
    });
    let from = at("2026-11-30T00:00Z");
    assert_eq!(idle.after(ClockMode::Weekday, from, one), None);
    assert_eq!(idle.after(ClockMode::Business, from, one), None);
    assert!(idle.after(ClockMode::Elapsed, from, one).is_some());
    for mode in MODES {
        assert_eq!(idle.after(mode, from, SignedDuration::MAX), None);
        assert_eq!(idle.after(mode, Timestamp::MAX, one), None);
    }
}

/// Once over the 365,000 days of a millennium is a moment; anything quadratic would not end.
#[test]
fn long_intervals_are_walked_once() {
    let berlin = calendar(BERLIN);
    let millennium = between("2000-01-01T00:00+01:00", "3000-01-01T00:00+01:00");
    for mode in [ClockMode::Weekday, ClockMode::Business] {
        let counted = berlin.counted(mode, millennium);
        let up = berlin.after(mode, millennium.from, counted);
        assert!(up.is_some_and(|up| up <= millennium.to));
    }
    // 100 years from a Monday on: whole weeks, and six days up to a Saturday.
    let working_days = (36_525 / 7) * 5 + 5;
    assert_eq!(
        berlin.counted(
            ClockMode::Business,
            between("1990-01-01T00:00+01:00", "2090-01-01T00:00+01:00")
        ),
        minutes(working_days * 8 * HOUR)
    );
}

#[test]
fn the_ends_of_time_do_no_harm() {
    let month = minutes(30 * 24 * HOUR);
    for zone in [BERLIN, "Pacific/Apia", "America/New_York", "UTC"] {
        let calendar = calendar(zone);
        for (from, to) in [
            (Timestamp::MIN, Timestamp::MIN + month),
            (Timestamp::MAX - month, Timestamp::MAX),
        ] {
            for mode in MODES {
                let counted = calendar.counted(mode, Interval { from, to });
                assert!(counted >= minutes(20 * 8 * HOUR));
                let up = calendar.after(mode, from, counted);
                assert!(up.is_some_and(|up| up <= to));
            }
        }
    }
}
