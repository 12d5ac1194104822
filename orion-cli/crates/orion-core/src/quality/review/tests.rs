//! What was waited, by hand.

use proptest::prelude::*;

use super::*;

fn now() -> Timestamp {
    "2026-03-20T12:00:00Z".parse().unwrap()
}

fn ago(hours: i64) -> Timestamp {
    now() - SignedDuration::from_hours(hours)
}

fn opened(hours: i64) -> PullRequest {
    PullRequest {
        ready_at: ago(hours),
        author: "ada".to_owned(),
        reviews: Vec::new(),
        closed_at: None,
    }
}

fn review(author: &str, hours: i64) -> Review {
    Review {
        author: author.to_owned(),
        at: ago(hours),
        is_bot: false,
    }
}

/// Opened so long ago, and reviewed by another after so many hours.
fn reviewed(hours: i64, after: i64) -> PullRequest {
    PullRequest {
        reviews: vec![review("grace", hours - after)],
        ..opened(hours)
    }
}

#[test]
fn the_first_of_another_person_counts() {
    let mut request = opened(100);
    request.reviews = vec![
        review("grace", 50),
        review("grace", 120),
        review("Ada", 99),
        Review {
            is_bot: true,
            ..review("coderabbit", 98)
        },
        review("linus", 60),
        review("grace", -1),
    ];
    assert_eq!(request.wait(now()), Some(Wait::Reviewed(40.0)));
    request.closed_at = Some(ago(70));
    assert_eq!(request.wait(now()), Some(Wait::Unreviewed(30.0)));
}

#[test]
fn only_what_ended_lately_or_still_waits() {
    assert_eq!(reviewed(500, 4).wait(now()), None);
    assert_eq!(reviewed(500, 200).wait(now()), Some(Wait::Reviewed(200.0)));
    assert_eq!(opened(500).wait(now()), Some(Wait::Waiting(500.0)));
    assert_eq!(opened(-1).wait(now()), None);
}

#[test]
fn all_reviewed() {
    let requests: Vec<_> = (1..=10).map(|hours| reviewed(20, hours)).collect();
    let times = review_times(&requests, now());
    assert_eq!(
        (times.median, times.p90, times.mean),
        (Some(5.0), Some(9.0), Some(5.5))
    );
    assert_eq!(
        (times.reviewed, times.waiting, times.longest),
        (10, 0, Some(10.0))
    );
}

/// The example of Kaplan and Meier's method with one that leaves in between: of 1, 2, 3+, 4, 5 hours the share that
/// waits is 4/5, 3/5, then 3/10 and 0.
#[test]
fn who_still_waits_is_not_left_out() {
    let requests = [
        reviewed(9, 1),
        reviewed(9, 2),
        opened(3),
        reviewed(9, 4),
        reviewed(9, 5),
    ];
    let times = review_times(&requests, now());
    assert_eq!((times.median, times.p90), (Some(4.0), Some(5.0)));
    assert_eq!((times.waiting, times.longest_waiting), (1, Some(3.0)));

    let neglected = [reviewed(9, 1), opened(200), opened(300), opened(400)];
    let times = review_times(&neglected, now());
    assert_eq!(
        (times.median, times.p90, times.mean),
        (None, None, Some(1.0))
    );
    assert_eq!((times.waiting, times.longest), (3, Some(400.0)));
    assert_eq!(review_times(&[], now()), ReviewTimes::default());
}

proptest! {
    /// One more that waits never makes it look quicker.
    #[test]
    fn neglect_does_not_pay(
        waits in prop::collection::vec(1_i64..200, 1..20),
        longer in 200_i64..300,
    ) {
        let mut requests: Vec<_> = waits.iter().map(|hours| reviewed(200, *hours)).collect();
        let before = review_times(&requests, now());
        requests.push(opened(longer));
        let after = review_times(&requests, now());
        let or_never = |hours: Option<f64>| hours.unwrap_or(f64::INFINITY);
        prop_assert!(or_never(after.median) >= or_never(before.median));
        prop_assert!(or_never(after.p90) >= or_never(before.p90));
    }

    /// With nobody waiting, half and nine of ten are what they are by counting.
    #[test]
    fn quantiles_by_counting(waits in prop::collection::vec(1_i32..200, 1..40)) {
        let requests: Vec<_> = waits.iter().map(|hours| reviewed(200, i64::from(*hours))).collect();
        let times = review_times(&requests, now());
        let mut sorted = waits;
        sorted.sort_unstable();
        let at = |tenths: usize| f64::from(sorted[(sorted.len() * tenths).div_ceil(10) - 1]);
        prop_assert_eq!(times.median, Some(at(5)));
        prop_assert_eq!(times.p90, Some(at(9)));
    }
}
