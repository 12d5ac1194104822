//! Zones that do what few expect.

use jiff::civil::Weekday;

use super::sample::{at, calendar, calendar_of_all_days, counted, day, hours, minutes, project};
use crate::clock::Calendar;
use crate::config::{ClockMode, Project, Workdays};

const HOUR: i64 = 60;

/// Samoa went over the date line: after Thursday, 29 December 2011, came Saturday.
#[test]
fn a_day_that_was_skipped_does_not_count() {
    let (monday, next_monday) = ("2011-12-26T00:00-10:00", "2012-01-02T00:00+14:00");
    let expected = [6 * 24 * HOUR, 4 * 24 * HOUR, 4 * 8 * HOUR];
    let apia = calendar("Pacific/Apia");
    assert_eq!(counted(&apia, monday, next_monday), expected);
    // A holiday on a day that never was takes nothing away.
    let with_holiday = Calendar::of(&Project {
        holidays: vec![day("2011-12-30")],
        ..project("Pacific/Apia")
    });
    assert_eq!(counted(&with_holiday, monday, next_monday), expected);
    let thursday = at("2011-12-29T16:00-10:00");
    assert_eq!(
        apia.after(ClockMode::Business, thursday, minutes(2 * HOUR)),
        Some(at("2012-01-02T10:00+14:00"))
    );
    let all_days = calendar_of_all_days("Pacific/Apia", "09:00-17:00");
    assert_eq!(
        counted(
            &all_days,
            "2011-12-29T12:00-10:00",
            "2011-12-31T12:00+14:00"
        ),
        [24 * HOUR, 24 * HOUR, 8 * HOUR]
    );
}

/// Newfoundland set its clocks back at 00:01, to 23:01 of the day before: Sunday began twice.
#[test]
fn a_day_may_begin_twice() {
    let only = |day: Weekday| {
        Calendar::of(&Project {
            workdays: Workdays::new([day]).unwrap(),
            hours: Some(hours("00:00-23:30")),
            ..project("America/St_Johns")
        })
    };
    let (friday, tuesday) = ("2010-11-05T00:00-02:30", "2010-11-09T00:00-03:30");
    let elapsed = 97 * HOUR;
    assert_eq!(
        counted(&only(Weekday::Saturday), friday, tuesday),
        [elapsed, 24 * HOUR + 59, 23 * HOUR + 30 + 29]
    );
    assert_eq!(
        counted(&only(Weekday::Sunday), friday, tuesday),
        [elapsed, 24 * HOUR + 1, 23 * HOUR + 31]
    );
    let sunday = only(Weekday::Sunday);
    assert_eq!(
        sunday.after(ClockMode::Weekday, at(friday), minutes(2)),
        Some(at("2010-11-07T00:01-03:30"))
    );
}

/// Brazil set its clocks forward at midnight.
#[test]
fn a_day_may_have_no_midnight() {
    let brazil = calendar_of_all_days("America/Sao_Paulo", "00:30-08:00");
    assert_eq!(
        counted(&brazil, "2018-11-03T12:00-03:00", "2018-11-04T12:00-02:00"),
        [23 * HOUR, 23 * HOUR, 7 * HOUR]
    );
}

/// Lord Howe Island changes its clocks by half an hour.
#[test]
fn a_change_may_be_of_half_an_hour() {
    let island = calendar_of_all_days("Australia/Lord_Howe", "01:45-03:00");
    assert_eq!(
        counted(&island, "2026-04-05T00:00+11:00", "2026-04-06T00:00+10:30"),
        [24 * HOUR + 30, 24 * HOUR + 30, 75 + 15]
    );
    assert_eq!(
        counted(&island, "2026-10-04T00:00+10:30", "2026-10-05T00:00+11:00"),
        [23 * HOUR + 30, 23 * HOUR + 30, 45]
    );
}
