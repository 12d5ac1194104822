//! The calendar, held against a naive reference that looks at the wall clock minute by minute.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use proptest::prelude::*;

use super::sample::{day, hours, minutes, project};
use crate::clock::{Calendar, Interval};
use crate::config::{ClockMode, Project, Workdays};

/// Their offsets have been whole minutes, with all sorts of changes.
const ZONES: [&str; 14] = [
    "UTC",
    "Europe/Berlin",
    "Europe/Dublin",
    "America/New_York",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Havana",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Antarctica/Troll",
    "Asia/Amman",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
];

/// Whether an instant counts: what the wall clock shows decides.
fn counts(project: &Project, mode: ClockMode, instant: Timestamp) -> bool {
    let zone = project.time_zone.clone().unwrap_or(TimeZone::UTC);
    let wall = zone.to_datetime(instant);
    let working_day = project.workdays.contains(wall.date().weekday())
        && !project.holidays.contains(&wall.date());
    let working_hours = project
        .hours
        .is_none_or(|hours| hours.from <= wall.time() && wall.time() < hours.to);
    match mode {
        ClockMode::Elapsed => true,
        ClockMode::Weekday => working_day,
        ClockMode::Business => working_day && working_hours,
    }
}

fn some_project() -> impl Strategy<Value = Project> {
    let zone = prop::sample::select(ZONES.to_vec());
    let weekday = (0_i8..7).prop_map(|day| Weekday::from_monday_zero_offset(day).unwrap());
    let workdays =
        prop::collection::vec(weekday, 1..8).prop_map(|days| Workdays::new(days).unwrap());
    let hours = prop::sample::select(vec![
        Some(hours("09:00-17:00")),
        Some(hours("01:30-03:30")),
        Some(hours("02:15-02:45")),
        Some(hours("00:00-00:30")),
        Some(hours("23:00-23:59")),
        None,
    ]);
    (zone, workdays, hours).prop_map(|(zone, workdays, hours)| Project {
        workdays,
        hours,
        ..project(zone)
    })
}

/// A whole minute, mostly close to a change of the zone's offset.
fn some_instant(zone: &TimeZone, days: i64, near: bool, offset: i64) -> Timestamp {
    let start: Timestamp = "2005-01-01T00:00Z".parse().unwrap();
    let somewhere = start + minutes(days * 24 * 60);
    let base = zone
        .following(somewhere)
        .next()
        .filter(|_| near)
        .map_or(somewhere, |change| change.timestamp());
    base + minutes(offset)
}

fn mode() -> impl Strategy<Value = ClockMode> {
    prop::sample::select(super::sample::MODES.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn counting_agrees_with_looking_at_every_minute(
        project in some_project(),
        mode in mode(),
        days in 0_i64..9000,
        near in prop::bool::weighted(0.8),
        before in 0_i64..3000,
        length in 0_i64..6000,
        holiday in prop::option::of(-1_i64..4),
    ) {
        let zone = project.time_zone.clone().unwrap_or(TimeZone::UTC);
        let from = some_instant(&zone, days, near, -before);
        let holidays = holiday
            .map(|later| zone.to_datetime(from).date() + later.days())
            .into_iter()
            .collect();
        let project = Project { holidays, ..project };
        let calendar = Calendar::of(&project);
        let interval = Interval { from, to: from + minutes(length) };
        let expected: Vec<i64> = (0..length)
            .filter(|minute| counts(&project, mode, from + minutes(*minute)))
            .collect();
        let counted = calendar.counted(mode, interval);
        prop_assert_eq!(counted, minutes(i64::try_from(expected.len()).unwrap()));
        // The time is up at the end of the minute that was the last to count.
        if let Some(last) = expected.last() {
            let up = calendar.after(mode, from, counted);
            prop_assert_eq!(up, Some(from + minutes(last + 1)));
        }
    }
}

#[test]
fn the_reference_sees_what_it_should() {
    let berlin = project("Europe/Berlin");
    let friday = "2026-11-27T17:00+01:00".parse().unwrap();
    assert!(counts(&berlin, ClockMode::Weekday, friday));
    assert!(!counts(&berlin, ClockMode::Business, friday));
    let closed = Project {
        holidays: vec![day("2026-11-27")],
        ..berlin
    };
    assert!(!counts(&closed, ClockMode::Weekday, friday));
}
