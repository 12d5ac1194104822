//! The breaker's states, with a clock that moves when it is told to.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::{Breaker, BreakerSettings, Standing};

const OPEN: Duration = Duration::from_secs(5);

struct World {
    breaker: Breaker,
    seconds: Arc<AtomicU64>,
}

impl World {
    fn new() -> Self {
        let seconds = Arc::new(AtomicU64::new(0));
        let (start, now) = (Instant::now(), Arc::clone(&seconds));
        let settings = BreakerSettings {
            memory: 6,
            failures: 3,
            open: OPEN,
        };
        let clock = Arc::new(move || start + Duration::from_secs(now.load(Ordering::SeqCst)));
        Self {
            breaker: Breaker::new(settings, clock),
            seconds,
        }
    }

    fn pass(&self, seconds: u64) {
        self.seconds.fetch_add(seconds, Ordering::SeqCst);
    }

    fn outcomes(&self, failed: &[bool]) {
        for failed in failed {
            self.breaker.admit().unwrap().judge(*failed);
        }
    }

    fn opened() -> Self {
        let world = Self::new();
        world.outcomes(&[true, true, true]);
        world
    }
}

#[test]
fn it_opens_when_enough_of_the_last_outcomes_failed() {
    let world = World::new();
    world.outcomes(&[true, false, true, false, false]);
    assert_eq!(world.breaker.standing(), Standing::Closed);
    world.outcomes(&[true]);
    assert_eq!(world.breaker.standing(), Standing::Open(OPEN));
}

#[test]
fn what_is_old_is_forgotten() {
    let world = World::new();
    world.outcomes(&[true, true]);
    world.outcomes(&[false; 5]);
    world.outcomes(&[true, true]);
    assert_eq!(world.breaker.standing(), Standing::Closed);
}

#[test]
fn open_it_says_how_long_still() {
    let world = World::opened();
    world.pass(2);
    assert_eq!(world.breaker.admit().unwrap_err(), Duration::from_secs(3));
}

#[test]
fn after_a_while_one_request_finds_out_and_the_others_wait() {
    let world = World::opened();
    world.pass(5);
    let probe = world.breaker.admit().unwrap();
    assert_eq!(world.breaker.standing(), Standing::Probing);
    assert!(world.breaker.admit().is_err());
    probe.judge(false);
    assert_eq!(world.breaker.standing(), Standing::Closed);
    world.outcomes(&[true, true]);
    assert_eq!(
        world.breaker.standing(),
        Standing::Closed,
        "nothing of before is held against it"
    );
}

#[test]
fn a_probe_that_fails_opens_it_for_as_long_again() {
    let world = World::opened();
    world.pass(5);
    world.breaker.admit().unwrap().judge(true);
    assert_eq!(world.breaker.admit().unwrap_err(), OPEN);
}

#[test]
fn a_probe_that_is_given_up_leaves_its_place_to_the_next() {
    let world = World::opened();
    world.pass(5);
    drop(world.breaker.admit().unwrap());
    world.breaker.admit().unwrap().judge(false);
    assert_eq!(world.breaker.standing(), Standing::Closed);
}

#[test]
fn an_answer_to_a_question_of_before_decides_nothing() {
    let world = World::new();
    let late = world.breaker.admit().unwrap();
    let later = world.breaker.admit().unwrap();
    world.outcomes(&[true, true, true]);
    late.judge(false);
    assert_eq!(world.breaker.standing(), Standing::Open(OPEN));
    world.pass(5);
    let probe = world.breaker.admit().unwrap();
    later.judge(true);
    assert_eq!(world.breaker.standing(), Standing::Probing);
    probe.judge(false);
    assert_eq!(world.breaker.standing(), Standing::Closed);
}
