//! Weekends, holidays, and the two ends of an interval.

use jiff::SignedDuration;

use super::sample::{MODES, at, between, calendar, counted, day, minutes, project};
use crate::clock::{Calendar, Interval};
use crate::config::{ClockMode, Project};

const HOUR: i64 = 60;
const BERLIN: &str = "Europe/Berlin";

#[test]
fn a_weekend_is_still() {
    let berlin = calendar(BERLIN);
    // Friday noon to Monday noon.
    let (friday, monday) = ("2026-11-27T12:00+01:00", "2026-11-30T12:00+01:00");
    assert_eq!(
        counted(&berlin, friday, monday),
        [72 * HOUR, 24 * HOUR, 8 * HOUR]
    );
    assert_eq!(
        berlin.after(ClockMode::Weekday, at(friday), minutes(24 * HOUR)),
        Some(at(monday))
    );
    assert_eq!(
        berlin.after(ClockMode::Business, at(friday), minutes(8 * HOUR)),
        Some(at(monday))
    );
    let (saturday, sunday) = ("2026-11-28T00:00+01:00", "2026-11-30T00:00+01:00");
    assert_eq!(counted(&berlin, saturday, sunday), [48 * HOUR, 0, 0]);
}

#[test]
fn a_holiday_is_still() {
    // Friday is Christmas Day; the list is given out of order.
    let berlin = Calendar::of(&Project {
        holidays: vec![day("2027-01-01"), day("2026-12-25"), day("2026-11-27")],
        ..project(BERLIN)
    });
    for holiday in ["2027-01-01", "2026-12-25", "2026-11-27"] {
        let from = format!("{holiday}T00:00+01:00");
        let to = format!("{holiday}T23:59+01:00");
        assert_eq!(counted(&berlin, &from, &to), [24 * HOUR - 1, 0, 0]);
    }
    let (thursday, tuesday) = ("2026-12-24T15:00+01:00", "2026-12-29T10:00+01:00");
    assert_eq!(
        counted(&berlin, thursday, tuesday),
        [115 * HOUR, 43 * HOUR, 11 * HOUR]
    );
    assert_eq!(
        berlin.after(ClockMode::Business, at(thursday), minutes(3 * HOUR)),
        Some(at("2026-12-28T10:00+01:00"))
    );
}

#[test]
fn days_are_those_of_the_zone() {
    // All of it is Friday in Honolulu, and all but the first hour Saturday in UTC.
    let (from, to) = ("2026-11-27T23:00Z", "2026-11-28T09:00Z");
    assert_eq!(
        counted(&calendar("Pacific/Honolulu"), from, to),
        [600, 600, 240]
    );
    assert_eq!(counted(&calendar("UTC"), from, to), [600, 60, 0]);
}

#[test]
fn without_a_zone_days_are_in_utc_and_without_hours_they_are_whole() {
    let plain = Calendar::of(&Project {
        time_zone: None,
        hours: None,
        ..project("UTC")
    });
    assert_eq!(
        counted(&plain, "2026-11-27T23:00Z", "2026-11-30T01:00Z"),
        [50 * HOUR, 120, 120]
    );
}

#[test]
fn intervals_are_half_open() {
    let utc = calendar("UTC");
    let nanosecond = SignedDuration::from_nanos(1);
    let one_from = |from: &str| {
        let from = at(from);
        let to = from + nanosecond;
        MODES.map(|mode| utc.counted(mode, Interval { from, to }).as_nanos())
    };
    // The first and the last instant of a day and of the working hours, and the first after each.
    assert_eq!(one_from("2026-11-27T00:00Z"), [1, 1, 0]);
    assert_eq!(one_from("2026-11-27T08:59:59.999999999Z"), [1, 1, 0]);
    assert_eq!(one_from("2026-11-27T09:00Z"), [1, 1, 1]);
    assert_eq!(one_from("2026-11-27T16:59:59.999999999Z"), [1, 1, 1]);
    assert_eq!(one_from("2026-11-27T17:00Z"), [1, 1, 0]);
    assert_eq!(one_from("2026-11-27T23:59:59.999999999Z"), [1, 1, 0]);
    assert_eq!(one_from("2026-11-28T00:00Z"), [1, 0, 0]);
}

#[test]
fn the_time_is_up_where_the_last_of_it_ends() {
    let utc = calendar("UTC");
    let monday = at("2026-11-30T09:00Z");
    let evening = Some(at("2026-11-30T17:00Z"));
    let hours = minutes(8 * HOUR);
    assert_eq!(utc.after(ClockMode::Business, monday, hours), evening);
    assert_eq!(
        utc.after(
            ClockMode::Business,
            monday,
            hours + SignedDuration::from_nanos(1)
        ),
        Some(at("2026-12-01T09:00:00.000000001Z"))
    );
    let saturday = at("2026-11-28T10:00Z");
    for mode in MODES {
        for nothing in [SignedDuration::ZERO, SignedDuration::MIN] {
            assert_eq!(utc.after(mode, saturday, nothing), Some(saturday));
        }
    }
}

#[test]
fn an_interval_that_ends_before_it_begins_counts_nothing() {
    let berlin = calendar(BERLIN);
    let (early, late) = ("2026-11-26T10:00Z", "2026-11-26T12:00Z");
    assert_eq!(counted(&berlin, late, early), [0, 0, 0]);
    assert_eq!(counted(&berlin, early, early), [0, 0, 0]);
    let reversed = between(late, early);
    assert!(reversed.is_empty());
    assert_eq!(reversed.length(), SignedDuration::ZERO);
}
