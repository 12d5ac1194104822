//! Days of 23 and 25 hours.

use super::sample::{at, calendar, calendar_of_all_days, counted, minutes};
use crate::config::ClockMode;

const HOUR: i64 = 60;
const BERLIN: &str = "Europe/Berlin";

#[test]
fn a_spring_day_has_23_hours() {
    let berlin = calendar_of_all_days(BERLIN, "09:00-17:00");
    assert_eq!(
        counted(&berlin, "2026-03-29T00:00+01:00", "2026-03-30T00:00+02:00"),
        [23 * HOUR, 23 * HOUR, 8 * HOUR]
    );
    // From noon to noon around it.
    assert_eq!(
        counted(&berlin, "2026-03-28T12:00+01:00", "2026-03-29T12:00+02:00"),
        [23 * HOUR, 23 * HOUR, 8 * HOUR]
    );
}

#[test]
fn an_autumn_day_has_25_hours() {
    let berlin = calendar_of_all_days(BERLIN, "09:00-17:00");
    assert_eq!(
        counted(&berlin, "2026-10-25T00:00+02:00", "2026-10-26T00:00+01:00"),
        [25 * HOUR, 25 * HOUR, 8 * HOUR]
    );
    assert_eq!(
        counted(&berlin, "2026-10-24T12:00+02:00", "2026-10-25T12:00+01:00"),
        [25 * HOUR, 25 * HOUR, 8 * HOUR]
    );
}

#[test]
fn a_weekend_of_the_change_is_as_still_as_another() {
    let berlin = calendar(BERLIN);
    // Friday noon to Monday noon: 71 hours in spring and 73 in autumn.
    let spring = ("2026-03-27T12:00+01:00", "2026-03-30T12:00+02:00");
    let autumn = ("2026-10-23T12:00+02:00", "2026-10-26T12:00+01:00");
    for ((friday, monday), elapsed) in [(spring, 71), (autumn, 73)] {
        assert_eq!(
            counted(&berlin, friday, monday),
            [elapsed * HOUR, 24 * HOUR, 8 * HOUR]
        );
        assert_eq!(
            berlin.after(ClockMode::Weekday, at(friday), minutes(24 * HOUR)),
            Some(at(monday))
        );
    }
}

#[test]
fn a_day_later_is_another_time_of_the_day() {
    let berlin = calendar_of_all_days(BERLIN, "09:00-17:00");
    let day = minutes(24 * HOUR);
    let spring = at("2026-03-28T12:00+01:00");
    let autumn = at("2026-10-24T12:00+02:00");
    for mode in [ClockMode::Elapsed, ClockMode::Weekday] {
        assert_eq!(
            berlin.after(mode, spring, day),
            Some(at("2026-03-29T13:00+02:00"))
        );
        assert_eq!(
            berlin.after(mode, autumn, day),
            Some(at("2026-10-25T11:00+01:00"))
        );
    }
    let working_day = minutes(8 * HOUR);
    assert_eq!(
        berlin.after(ClockMode::Business, spring, working_day),
        Some(at("2026-03-29T12:00+02:00"))
    );
    assert_eq!(
        berlin.after(ClockMode::Business, autumn, working_day),
        Some(at("2026-10-25T12:00+01:00"))
    );
}
