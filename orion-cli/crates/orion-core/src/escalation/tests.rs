//! Levels, hours and answers.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> Timestamp {
    format!("2026-11-26T{text}Z").parse().unwrap()
}

fn told(level: u8, time: &str) -> Notice {
    Notice {
        level,
        at: at(time),
    }
}

/// A blocker since nine o'clock.
fn course<'a>(notices: &'a [Notice], answers: &'a [Timestamp]) -> Course<'a> {
    Course {
        since: at("09:00:00"),
        is_critical: false,
        is_settled: false,
        notices,
        answers,
    }
}

#[track_caller]
fn assert_climb(course: Course<'_>, now: &str, due: &[u8], next: Option<(u8, &str)>) {
    let climb = climb(&seed_levels(), course, at(now));
    let next = next.map(|(level, time)| Upcoming {
        level,
        at: at(time),
    });
    assert_eq!((climb.due.as_slice(), climb.next), (due, next), "at {now}");
}

#[test]
fn level_after_level_while_nobody_answers() {
    let second = [told(2, "09:00:00")];
    let third = [told(2, "09:00:00"), told(3, "11:00:00")];
    let fourth = [third[0], third[1], told(4, "15:00:00")];
    let table: [(&[Notice], _, &[u8], _); 8] = [
        (&[], "08:59:59", &[], Some((2, "09:00:00"))),
        (&[], "09:00:00", &[2], Some((3, "11:00:00"))),
        (&second, "10:59:59.999999999", &[], Some((3, "11:00:00"))),
        (&second, "11:00:00", &[3], Some((4, "15:00:00"))),
        (&third, "14:59:59", &[], Some((4, "15:00:00"))),
        (&third, "15:00:00", &[4], None),
        (&fourth, "15:00:00", &[], None),
        (&fourth, "23:00:00", &[], None),
    ];
    for (notices, now, due, next) in table {
        assert_climb(course(notices, &[]), now, due, next);
    }
}

#[test]
fn an_answer_lets_the_time_begin_anew() {
    let second = [told(2, "09:00:00")];
    let early = [at("08:00:00")];
    assert_climb(
        course(&second, &early),
        "11:00:00",
        &[3],
        Some((4, "15:00:00")),
    );
    let answered = [at("10:30:00")];
    assert_climb(
        course(&second, &answered),
        "11:00:00",
        &[],
        Some((3, "12:30:00")),
    );
    assert_climb(
        course(&second, &answered),
        "12:30:00",
        &[3],
        Some((4, "16:30:00")),
    );
}

#[test]
fn what_is_critical_is_told_to_everyone_at_once() {
    let critical = |notices| Course {
        is_critical: true,
        ..course(notices, &[])
    };
    assert_climb(critical(&[]), "09:00:00", &[2, 4], Some((3, "11:00:00")));
    let both = [told(2, "09:00:00"), told(4, "09:00:00")];
    assert_climb(critical(&both), "11:00:00", &[3], None);
}

#[test]
fn nothing_catches_up_and_nothing_is_said_of_what_is_settled() {
    // Two hours after the notice that goes out now.
    assert_climb(course(&[], &[]), "20:00:00", &[2], Some((3, "22:00:00")));
    let settled = Course {
        is_settled: true,
        is_critical: true,
        ..course(&[], &[])
    };
    assert_climb(settled, "23:00:00", &[], None);
}

#[test]
fn a_level_without_a_clock_is_the_last() {
    let mut levels = seed_levels();
    levels[1].respond_within = None;
    let second = [told(2, "09:00:00")];
    assert_eq!(
        climb(&levels, course(&second, &[]), at("23:00:00")),
        Climb::default()
    );
}

fn later(seconds: i64) -> Timestamp {
    at("09:00:00") + SignedDuration::from_secs(seconds)
}

proptest! {
    /// What is due stays due as long as nothing new becomes known.
    #[test]
    fn time_takes_nothing_back(
        told in prop::collection::vec((2_u8..5, 0_i64..40_000), 0..4),
        answers in prop::collection::vec(0_i64..40_000, 0..4),
        is_critical: bool,
        wait in 0_i64..40_000,
        more in 0_i64..40_000,
    ) {
        let notices: Vec<_> = told.iter().map(|(level, at)| Notice { level: *level, at: later(*at) }).collect();
        let answers: Vec<_> = answers.into_iter().map(later).collect();
        let course = Course { is_critical, ..course(&notices, &answers) };
        let known = 40_000;
        let first = climb(&seed_levels(), course, later(known + wait));
        let second = climb(&seed_levels(), course, later(known + wait + more));
        for level in &first.due {
            prop_assert!(second.due.contains(level), "{:?} {:?}", first, second);
            prop_assert!(!notices.iter().any(|notice| notice.level == *level));
        }
    }

    /// However often it runs, each level speaks once, in order, and with its time before the next.
    #[test]
    fn each_level_speaks_once(
        steps in prop::collection::vec(0_i64..8_000, 1..60),
        settled_after in 0_usize..80,
        is_critical: bool,
    ) {
        let mut now = 0;
        let mut notices: Vec<Notice> = Vec::new();
        for (nth, step) in steps.into_iter().enumerate() {
            now += step;
            let is_settled = nth >= settled_after;
            let course = Course { is_critical, is_settled, ..course(&notices, &[]) };
            let due = climb(&seed_levels(), course, later(now)).due;
            prop_assert!(!is_settled || due.is_empty());
            for level in due {
                prop_assert!(!notices.iter().any(|notice| notice.level == level));
                let when = |level| notices.iter().find(|it| it.level == level).map(|it| it.at);
                if level == 3 {
                    prop_assert!(later(now - 7_200) >= when(2).unwrap());
                }
                if level == 4 && !is_critical {
                    prop_assert!(later(now - 14_400) >= when(3).unwrap());
                }
                notices.push(Notice { level, at: later(now) });
            }
        }
    }
}
