//! Projects, instants and lengths for tests.

use jiff::civil::{Date, Weekday};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

use crate::clock::{Calendar, Interval};
use crate::config::{ClockMode, Project, Workdays, WorkingHours};

pub(super) const MODES: [ClockMode; 3] =
    [ClockMode::Elapsed, ClockMode::Weekday, ClockMode::Business];

/// A project in that zone: Monday to Friday, 09:00 to 17:00, without holidays.
pub(super) fn project(zone: &str) -> Project {
    Project {
        name: "shop".to_owned(),
        repository: None,
        base: "main".to_owned(),
        lead: None,
        start: None,
        deadline: None,
        workdays: Workdays::default(),
        hours: Some(hours("09:00-17:00")),
        time_zone: Some(time_zone(zone)),
        holidays: Vec::new(),
    }
}

pub(super) fn calendar(zone: &str) -> Calendar {
    Calendar::of(&project(zone))
}

/// Every day of the week is worked, in those hours.
pub(super) fn calendar_of_all_days(zone: &str, text: &str) -> Calendar {
    Calendar::of(&Project {
        workdays: every_day(),
        hours: Some(hours(text)),
        ..project(zone)
    })
}

pub(super) fn time_zone(name: &str) -> TimeZone {
    TimeZoneDatabase::bundled().get(name).unwrap()
}

pub(super) fn every_day() -> Workdays {
    Workdays::new(Weekday::Monday.cycle_forward().take(7)).unwrap()
}

pub(super) fn hours(text: &str) -> WorkingHours {
    let (from, to) = text.split_once('-').unwrap();
    WorkingHours {
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
    }
}

pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// An instant, written with its offset from UTC.
pub(super) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(super) fn between(from: &str, to: &str) -> Interval {
    Interval {
        from: at(from),
        to: at(to),
    }
}

pub(super) fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

/// What counts in the three modes, in minutes: elapsed, weekday, business.
pub(super) fn counted(calendar: &Calendar, from: &str, to: &str) -> [i64; 3] {
    MODES.map(|mode| {
        let counted = calendar.counted(mode, between(from, to));
        assert_eq!(counted, minutes(counted.as_mins()), "whole minutes");
        counted.as_mins()
    })
}
