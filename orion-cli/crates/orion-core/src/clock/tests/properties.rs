//! What holds for every calendar and interval.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::sample::{MODES, day, hours, project};
use crate::clock::interval::union;
use crate::clock::{Calendar, Interval};
use crate::config::{ClockMode, Project};

fn calendar() -> impl Strategy<Value = Calendar> {
    let zone = prop::sample::select(vec![
        "UTC",
        "Europe/Berlin",
        "America/St_Johns",
        "Pacific/Apia",
        // Offsets with seconds, until 1972.
        "Africa/Monrovia",
    ]);
    let hours = prop::sample::select(vec![
        Some(hours("09:00-17:00")),
        Some(hours("01:30-03:30")),
        Some(hours("00:00-23:59")),
        None,
    ]);
    (zone, hours).prop_map(|(zone, hours)| {
        Calendar::of(&Project {
            hours,
            holidays: vec![day("1970-01-01"), day("2010-11-05"), day("2026-12-25")],
            ..project(zone)
        })
    })
}

fn mode() -> impl Strategy<Value = ClockMode> {
    prop::sample::select(MODES.to_vec())
}

/// From 1962 to 2065, to the nanosecond.
fn instant() -> impl Strategy<Value = Timestamp> {
    (-250_000_000_i64..3_000_000_000, 0..1_000_000_000_i32)
        .prop_map(|(second, nanosecond)| Timestamp::new(second, nanosecond).unwrap())
}

/// From nothing to some three years.
fn length() -> impl Strategy<Value = SignedDuration> {
    let seconds = prop_oneof![0_i64..200_000, 0_i64..100_000_000];
    (seconds, 0..1_000_000_000_i32)
        .prop_map(|(second, nanosecond)| SignedDuration::new(second, nanosecond))
}

fn interval() -> impl Strategy<Value = Interval> {
    (instant(), length()).prop_map(|(from, length)| Interval {
        from,
        to: from + length,
    })
}

proptest! {
    #[test]
    fn adjoining_intervals_add_up(
        calendar in calendar(), mode in mode(), interval in interval(), part in 0.0..1.0_f64,
    ) {
        let Interval { from, to } = interval;
        let middle = from + interval.length().mul_f64(part);
        let first = calendar.counted(mode, Interval { from, to: middle });
        let second = calendar.counted(mode, Interval { from: middle, to });
        prop_assert_eq!(first + second, calendar.counted(mode, interval));
        prop_assert!(!first.is_negative() && !second.is_negative());
    }

    #[test]
    fn a_longer_interval_counts_no_less(
        calendar in calendar(), mode in mode(), interval in interval(), more in length(),
    ) {
        let counted = calendar.counted(mode, interval);
        let Interval { from, to } = interval;
        let later = calendar.counted(mode, Interval { from, to: to + more });
        let earlier = calendar.counted(mode, Interval { from: from - more, to });
        prop_assert!(counted <= later && counted <= earlier);
    }

    #[test]
    fn each_mode_counts_no_more_than_the_one_before(
        calendar in calendar(), interval in interval(),
    ) {
        let [elapsed, weekday, business] = MODES.map(|mode| calendar.counted(mode, interval));
        prop_assert_eq!(elapsed, interval.length());
        prop_assert!(business <= weekday && weekday <= elapsed);
    }

    #[test]
    fn what_was_counted_has_passed_by_the_end(
        calendar in calendar(), mode in mode(), interval in interval(),
    ) {
        let counted = calendar.counted(mode, interval);
        let up = calendar.after(mode, interval.from, counted).unwrap();
        prop_assert!(up <= interval.to);
        prop_assert_eq!(calendar.counted(mode, Interval { to: up, ..interval }), counted);
    }

    #[test]
    fn a_length_has_been_counted_when_it_is_up_and_not_before(
        calendar in calendar(), mode in mode(), from in instant(), length in length(),
    ) {
        let up = calendar.after(mode, from, length).unwrap();
        prop_assert_eq!(calendar.counted(mode, Interval { from, to: up }), length);
        if !length.is_zero() {
            let to = up - SignedDuration::from_nanos(1);
            let counted = calendar.counted(mode, Interval { from, to });
            prop_assert!(counted < length);
        }
    }

    #[test]
    fn a_union_has_the_same_instants_once(
        ends in prop::collection::vec((0_i64..30, 0_i64..30), 0..8),
    ) {
        let second = |second| Timestamp::from_second(second).unwrap();
        let given: Vec<Interval> = ends
            .iter()
            .map(|(from, to)| Interval { from: second(*from), to: second(*to) })
            .collect();
        let union = union(given.iter().copied());
        prop_assert!(union.iter().all(|interval| !interval.is_empty()));
        prop_assert!(union.windows(2).all(|pair| pair[0].to < pair[1].from));
        let has = |intervals: &[Interval], at| {
            intervals.iter().any(|interval| interval.from <= at && at < interval.to)
        };
        for at in (0..30).map(second) {
            prop_assert_eq!(has(&union, at), has(&given, at));
        }
    }
}
