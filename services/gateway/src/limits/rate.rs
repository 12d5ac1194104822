//! So many requests a second, and so many at once after a rest (GCRA, by `governor`).

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, RateLimiter};
use orion_contracts::problem::ProblemCode;
use orion_infra::http::ApiProblem;
use orion_infra::service::BuildError;
use orion_infra::stop::Stop;

/// How often quotas that nobody uses are forgotten.
const SWEEP: Duration = Duration::from_secs(30);

/// So many requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// `…-per-second`: how many in the long run.
    pub per_second: NonZeroU32,
    /// `…-burst`: how many at once after a rest.
    pub burst: NonZeroU32,
}

impl Rate {
    /// Of two numbers; 0 is taken for 1.
    #[must_use]
    pub const fn new(per_second: u32, burst: u32) -> Self {
        Self {
            per_second: NonZeroU32::MIN.saturating_add(per_second.saturating_sub(1)),
            burst: NonZeroU32::MIN.saturating_add(burst.saturating_sub(1)),
        }
    }
}

/// What is left to each of many; its clones are the same.
#[derive(Debug)]
pub(crate) struct Quota<Key: Hash + Eq + Clone>(Arc<Keyed<Key>>);

#[derive(Debug)]
struct Keyed<Key: Hash + Eq + Clone> {
    limiter: DefaultKeyedRateLimiter<Key>,
    clock: DefaultClock,
}

impl<Key: Hash + Eq + Clone> Clone for Quota<Key> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<Key: Hash + Eq + Clone> Quota<Key> {
    pub(crate) fn new(rate: Rate) -> Self {
        let quota = governor::Quota::per_second(rate.per_second).allow_burst(rate.burst);
        Self(Arc::new(Keyed {
            limiter: RateLimiter::keyed(quota),
            clock: DefaultClock::default(),
        }))
    }

    /// Takes one from what is left to `key`.
    ///
    /// # Errors
    /// When nothing is left: it says when there is again.
    pub(crate) fn take(&self, key: &Key) -> Result<(), ApiProblem> {
        self.0.limiter.check_key(key).map_err(|refusal| {
            ApiProblem::new(ProblemCode::TooManyRequests)
                .retry_after(refusal.wait_time_from(self.0.clock.now()))
        })
    }

    /// Forgets, again and again, those that have all left to them.
    ///
    /// # Errors
    /// None: it is work of a service, which may have some.
    pub(crate) async fn sweep(self, mut stop: Stop) -> Result<(), BuildError> {
        let sweeping = async {
            let mut ticks = tokio::time::interval(SWEEP);
            loop {
                ticks.tick().await;
                self.0.limiter.retain_recent();
                self.0.limiter.shrink_to_fit();
            }
        };
        tokio::select! {
            () = stop.requested() => Ok(()),
            () = sweeping => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Quota, Rate};

    #[test]
    fn each_has_a_burst_of_their_own() {
        let quota = Quota::new(Rate::new(1, 3));
        for key in ["a", "b"] {
            for _ in 0..3 {
                assert!(quota.take(&key).is_ok());
            }
            assert!(quota.take(&key).is_err());
        }
    }

    #[test]
    fn none_is_taken_for_one() {
        let quota = Quota::new(Rate::new(0, 0));
        assert!(quota.take(&()).is_ok());
        assert!(quota.take(&()).is_err());
    }
}
