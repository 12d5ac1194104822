//! A circuit breaker: a service that fails most of what it is asked is left alone for a while, and then asked
//! one thing to see whether it is well again.
//!
//! Looked for in crates first; those that there are cannot be given a clock, and lock a queue for each call.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Tells the time; tests bring their own.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// The most outcomes that can be remembered: one bit each.
pub const LONGEST_MEMORY: u32 = u64::BITS;

/// When a breaker opens, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreakerSettings {
    /// `breaker.memory`: how many of the last outcomes count, at most [`LONGEST_MEMORY`].
    pub memory: u32,
    /// `breaker.failures`: how many of them have to be failures for it to open.
    pub failures: u32,
    /// `breaker.open-seconds`: how long it stays open before it lets one request through.
    pub open: Duration,
}

/// What is known of one service's last outcomes.
pub(crate) struct Breaker {
    settings: BreakerSettings,
    clock: Clock,
    state: Mutex<State>,
}

enum State {
    /// All requests pass. One bit for each outcome, the last one lowest; set for a failure.
    Closed { outcomes: u64 },
    /// None passes before that instant, and then one.
    Open { until: Instant },
    /// One is under way, and decides.
    Probing,
}

/// How things stand with a service, for whoever asks after its health.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is asked.
    Closed,
    /// It is left alone for that long.
    Open(Duration),
    /// One request is finding out.
    Probing,
}

impl Breaker {
    pub(crate) fn new(settings: BreakerSettings, clock: Clock) -> Self {
        Self {
            settings,
            clock,
            state: Mutex::new(State::Closed { outcomes: 0 }),
        }
    }

    /// Lets a request through, or says for how long none is.
    pub(crate) fn admit(&self) -> Result<Pass<'_>, Duration> {
        let mut state = self.lock();
        let probe = match *state {
            State::Closed { .. } => false,
            State::Probing => return Err(self.settings.open),
            State::Open { until } => {
                let left = until.saturating_duration_since((self.clock)());
                if !left.is_zero() {
                    return Err(left);
                }
                *state = State::Probing;
                true
            }
        };
        Ok(Pass {
            breaker: self,
            probe,
            judged: false,
        })
    }

    /// How things stand.
    pub(crate) fn standing(&self) -> Standing {
        match *self.lock() {
            State::Closed { .. } => Standing::Closed,
            State::Probing => Standing::Probing,
            State::Open { until } => {
                Standing::Open(until.saturating_duration_since((self.clock)()))
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> State {
        State::Open {
            until: (self.clock)() + self.settings.open,
        }
    }

    fn judge(&self, probe: bool, failed: bool) {
        let mut state = self.lock();
        match &mut *state {
            State::Closed { outcomes } => {
                let remembered = u64::MAX >> (LONGEST_MEMORY - self.settings.memory);
                *outcomes = (*outcomes << 1 | u64::from(failed)) & remembered;
                if failed && outcomes.count_ones() >= self.settings.failures {
                    *state = self.open();
                }
            }
            State::Probing if probe && failed => *state = self.open(),
            State::Probing if probe => *state = State::Closed { outcomes: 0 },
            // It was let through before the breaker opened, and what it tells is old.
            State::Probing | State::Open { .. } => {}
        }
    }
}

impl fmt::Debug for Breaker {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("Breaker")
            .field(&self.standing())
            .finish()
    }
}

/// A request that was let through. Dropped without a verdict it counts for nothing, and if it was the one that
/// finds out, the next one is.
#[derive(Debug)]
pub(crate) struct Pass<'a> {
    breaker: &'a Breaker,
    probe: bool,
    judged: bool,
}

impl Pass<'_> {
    /// It went well, or did not.
    pub(crate) fn judge(mut self, failed: bool) {
        self.judged = true;
        self.breaker.judge(self.probe, failed);
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        if self.probe && !self.judged {
            *self.breaker.lock() = State::Open {
                until: (self.breaker.clock)(),
            };
        }
    }
}

#[cfg(test)]
mod tests;
