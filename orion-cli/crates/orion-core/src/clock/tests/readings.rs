//! Review clocks: cycles, standing, and when the time is up.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::sample::{at, between, calendar, minutes};
use crate::clock::{Interval, Motion, Reading, Standing, read_clock};
use crate::config::{ClockMode, ReviewClock};

pub(super) const HOUR: i64 = 60;
pub(super) const NANOSECOND: SignedDuration = SignedDuration::from_nanos(1);

pub(super) fn clock(mode: ClockMode, hours: u64) -> ReviewClock {
    ReviewClock {
        within: Duration::from_secs(hours * 3600),
        mode,
    }
}

/// Reads a clock of 24 hours on weekdays in UTC.
pub(super) fn read(with_owner: &[Interval], since: Option<&str>, now: Timestamp) -> Reading {
    let clock = clock(ClockMode::Weekday, 24);
    read_clock(
        &calendar("UTC"),
        clock,
        with_owner,
        since.map(at),
        false,
        now,
    )
}

#[test]
fn cycles_add_up() {
    // Two hours on Thursday and three on Friday; then the ball comes back on Saturday.
    let cycles = [
        between("2026-11-26T10:00Z", "2026-11-26T12:00Z"),
        between("2026-11-27T09:00Z", "2026-11-27T12:00Z"),
    ];
    let saturday = Some("2026-11-28T10:00Z");
    let monday = at("2026-11-30T04:00Z");
    assert_eq!(
        read(&cycles, saturday, monday),
        Reading {
            used: minutes(9 * HOUR),
            within: minutes(24 * HOUR),
            motion: Motion::Running,
            standing: Standing::OnTime,
            due: Some(at("2026-11-30T19:00Z")),
        }
    );
    let paused = read(&cycles, None, monday);
    assert_eq!(paused.used, minutes(5 * HOUR));
    assert_eq!((paused.motion, paused.due), (Motion::Paused, None));
}

#[test]
fn nothing_has_happened_yet() {
    let reading = read(&[], None, at("2026-11-30T04:00Z"));
    assert_eq!(reading.used, SignedDuration::ZERO);
    assert_eq!(
        (reading.motion, reading.standing, reading.due),
        (Motion::Paused, Standing::OnTime, None)
    );
}

#[test]
fn it_is_at_risk_from_three_quarters_and_overdue_beyond_all() {
    let since = Some("2026-11-24T00:00Z");
    let standing = |now| read(&[], since, now).standing;
    let at_risk = at("2026-11-24T18:00Z");
    assert_eq!(standing(at_risk - NANOSECOND), Standing::OnTime);
    assert_eq!(standing(at_risk), Standing::AtRisk);
    let up = at("2026-11-25T00:00Z");
    assert_eq!(read(&[], since, up).due, Some(up));
    assert_eq!(standing(up), Standing::AtRisk);
    assert_eq!(standing(up + NANOSECOND), Standing::Overdue);
}

#[test]
fn what_is_used_up_on_friday_evening_is_overdue_on_monday() {
    let since = Some("2026-11-27T00:00Z");
    let monday = at("2026-11-30T00:00Z");
    assert_eq!(read(&[], since, monday).standing, Standing::AtRisk);
    let overdue = read(&[], since, monday + NANOSECOND);
    assert_eq!(overdue.standing, Standing::Overdue);
    assert_eq!(overdue.due, Some(at("2026-11-28T00:00Z")));
}

#[test]
fn overdue_tells_since_when_be_it_in_an_earlier_cycle() {
    let cycles = [
        between("2026-11-23T12:00Z", "2026-11-24T00:00Z"),
        between("2026-11-24T06:00Z", "2026-11-25T06:00Z"),
    ];
    let reading = read(&cycles, Some("2026-11-26T00:00Z"), at("2026-11-26T01:00Z"));
    assert_eq!(reading.used, minutes(37 * HOUR));
    assert_eq!(reading.standing, Standing::Overdue);
    assert_eq!(reading.due, Some(at("2026-11-24T18:00Z")));
}

#[test]
fn a_decision_stops_it() {
    let cycles = [between("2026-11-24T00:00Z", "2026-11-25T06:00Z")];
    let clock = clock(ClockMode::Weekday, 24);
    // An interval left open says nothing once there is a decision.
    for since in [None, Some(at("2026-11-26T00:00Z"))] {
        for now in ["2026-11-25T06:00Z", "2027-11-25T06:00Z"] {
            let reading = read_clock(&calendar("UTC"), clock, &cycles, since, true, at(now));
            assert_eq!(reading.used, minutes(30 * HOUR));
            assert_eq!(
                (reading.motion, reading.standing, reading.due),
                (Motion::Stopped, Standing::Overdue, None)
            );
        }
    }
}
