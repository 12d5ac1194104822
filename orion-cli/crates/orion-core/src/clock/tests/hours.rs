//! Working hours over nights, and where a change of the clock cuts or doubles them.

use super::sample::{at, calendar, calendar_of_all_days, counted, minutes};
use crate::config::ClockMode;

const BERLIN: &str = "Europe/Berlin";
const SPRING: (&str, &str) = ("2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00");
const AUTUMN: (&str, &str) = ("2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00");

/// The business time of both Sundays on which the clock changes between 02:00 and 03:00, in minutes.
fn on_both_days(hours: &str) -> [i64; 2] {
    let berlin = calendar_of_all_days(BERLIN, hours);
    [SPRING, AUTUMN].map(|(from, to)| counted(&berlin, from, to)[2])
}

#[test]
fn a_night_does_not_count() {
    let berlin = calendar(BERLIN);
    let wednesday = "2026-11-25T16:30+01:00";
    assert_eq!(
        counted(&berlin, wednesday, "2026-11-26T09:45+01:00"),
        [1035, 1035, 75]
    );
    assert_eq!(
        counted(&berlin, "2026-11-25T17:00+01:00", "2026-11-26T09:00+01:00"),
        [960, 960, 0]
    );
    assert_eq!(
        berlin.after(ClockMode::Business, at(wednesday), minutes(75)),
        Some(at("2026-11-26T09:45+01:00"))
    );
}

#[test]
fn hours_around_the_change_lose_or_gain_one() {
    assert_eq!(on_both_days("01:30-03:30"), [60, 180]);
}

#[test]
fn hours_that_are_skipped_or_repeated_count_never_or_twice() {
    assert_eq!(on_both_days("02:00-03:00"), [0, 120]);
    assert_eq!(on_both_days("02:15-02:45"), [0, 60]);
}

#[test]
fn hours_that_begin_or_end_at_a_time_that_is_skipped_or_repeated() {
    assert_eq!(on_both_days("02:30-04:00"), [60, 120]);
    assert_eq!(on_both_days("01:00-02:30"), [60, 120]);
    assert_eq!(on_both_days("01:00-02:00"), [60, 60]);
    assert_eq!(on_both_days("03:00-04:00"), [60, 60]);
}

#[test]
fn repeated_hours_are_two_pieces() {
    let berlin = calendar_of_all_days(BERLIN, "02:15-02:45");
    let after = |length: i64| {
        berlin.after(
            ClockMode::Business,
            at("2026-10-25T00:00+02:00"),
            minutes(length),
        )
    };
    assert_eq!(after(10), Some(at("2026-10-25T02:25+02:00")));
    assert_eq!(after(30), Some(at("2026-10-25T02:45+02:00")));
    assert_eq!(after(40), Some(at("2026-10-25T02:25+01:00")));
    assert_eq!(after(61), Some(at("2026-10-26T02:16+01:00")));
    // In spring the next are on the day after.
    assert_eq!(
        berlin.after(
            ClockMode::Business,
            at("2026-03-29T00:00+01:00"),
            minutes(1)
        ),
        Some(at("2026-03-30T02:16+02:00"))
    );
}
