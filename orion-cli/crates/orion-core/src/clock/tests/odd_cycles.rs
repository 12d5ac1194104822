//! Review clocks whose cycles overlap, lie ahead or have no end, and what holds for any.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::readings::{HOUR, NANOSECOND, clock, read};
use super::sample::{MODES, at, between, calendar, minutes};
use crate::clock::{Interval, Motion, Standing, read_clock};
use crate::config::{ClockMode, ReviewClock};

#[test]
fn what_overlaps_counts_once() {
    let cycles = [
        between("2026-11-26T11:00Z", "2026-11-26T14:00Z"),
        between("2026-11-26T10:00Z", "2026-11-26T12:00Z"),
        between("2026-11-26T11:00Z", "2026-11-26T11:30Z"),
        between("2026-11-26T14:00Z", "2026-11-26T13:00Z"),
    ];
    let since = Some("2026-11-26T13:00Z");
    let reading = read(&cycles, since, at("2026-11-26T16:00Z"));
    assert_eq!(reading.used, minutes(6 * HOUR));
    assert_eq!(reading.due, Some(at("2026-11-27T10:00Z")));
}

#[test]
fn what_is_dated_later_is_not_used_yet() {
    let now = at("2026-11-26T11:00Z");
    let cycles = [
        between("2026-11-26T10:00Z", "2026-11-26T11:05Z"),
        between("2026-11-26T11:06Z", "2026-11-26T11:07Z"),
    ];
    let reading = read(&cycles, Some("2026-11-26T12:00Z"), now);
    assert_eq!(reading.used, minutes(HOUR));
    assert_eq!(reading.motion, Motion::Running);
    // 66 minutes are used when it starts again at noon.
    assert_eq!(reading.due, Some(at("2026-11-27T10:54Z")));
}

#[test]
fn extremes_do_no_harm() {
    let utc = calendar("UTC");
    let endless = ReviewClock {
        within: Duration::MAX,
        mode: ClockMode::Elapsed,
    };
    let since = Some(Timestamp::MIN);
    let reading = read_clock(&utc, endless, &[], since, false, Timestamp::MAX);
    assert_eq!((reading.standing, reading.due), (Standing::OnTime, None));
    let since = Some(Timestamp::MAX);
    let reading = read_clock(&utc, endless, &[], since, false, Timestamp::MIN);
    assert_eq!((reading.used, reading.due), (SignedDuration::ZERO, None));
    // No time at all is at risk from the start, and overdue with the first instant that counts.
    let now = at("2026-11-26T11:00Z");
    let none = clock(ClockMode::Elapsed, 0);
    let reading = read_clock(&utc, none, &[], Some(now), false, now);
    assert_eq!(
        (reading.standing, reading.due),
        (Standing::AtRisk, Some(now))
    );
}

proptest! {
    /// Whatever the cycles: a running clock is overdue only after its time is up, and then as soon as more counts.
    #[test]
    fn standing_and_due_agree(
        ends in prop::collection::vec((0_i64..20_000, 0_i64..4_000), 0..6),
        since in 0_i64..20_000,
        now in 0_i64..30_000,
        mode in prop::sample::select(MODES.to_vec()),
    ) {
        let monday = at("2026-03-23T00:00Z");
        let cycles: Vec<Interval> = ends
            .iter()
            .map(|(from, length)| Interval {
                from: monday + minutes(*from),
                to: monday + minutes(from + length),
            })
            .collect();
        let (since, now) = (monday + minutes(since), monday + minutes(now));
        let berlin = calendar("Europe/Berlin");
        let read = |now| read_clock(&berlin, clock(mode, 24), &cycles, Some(since), false, now);
        let reading = read(now);
        let due = reading.due.unwrap();
        prop_assert_eq!(reading.standing, Standing::of(reading.used, reading.within));
        prop_assert_eq!(read(due).used, reading.within);
        prop_assert!(read(due - NANOSECOND).used < reading.within);
        prop_assert!(reading.standing != Standing::Overdue || due < now);
        prop_assert!(reading.used <= read(now + minutes(1)).used);
        let passed = now.duration_since(monday);
        prop_assert!(!reading.used.is_negative() && reading.used <= passed);
    }
}
