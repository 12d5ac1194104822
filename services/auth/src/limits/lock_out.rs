//! Closes an account for a growing time after log-ins that failed, whether the account exists or not.
//!
//! A log-in is counted before its password is looked at, so that of many at once no more are looked at than
//! may fail; one that succeeds takes the count back. While the account is closed nothing is counted; when
//! the time is over, one log-in is let through, and either it succeeds or the account is closed for longer.
//!
//! Whoever knows an address can keep its account closed by failing again and again: that is the price of a
//! limit that no number of machines gets around, and why the time has a limit as well.

use std::time::Duration;

use jiff::Timestamp;
use orion_infra::cache::{Cache, CacheError};

use super::{LockOutSettings, Refusal};
use crate::clock::Clock;
use crate::domain::{Address, Digest};

/// For how long failures are remembered, from the first.
const MEMORY: Duration = Duration::from_hours(24);

/// How soon to come again for whoever came second when the time was over.
const AGAIN: Duration = Duration::from_secs(1);

/// Counts log-ins that failed.
#[derive(Debug, Clone)]
pub struct LockOut {
    cache: Cache,
    clock: Clock,
    settings: LockOutSettings,
}

/// Where one account's failures are remembered. The address itself is kept nowhere.
#[derive(Debug)]
struct Keys {
    failures: String,
    until: String,
    next: String,
}

impl Keys {
    fn of(address: &Address) -> Self {
        let account = Digest::of(address.as_str());
        Self {
            failures: format!("auth:failures:{account}"),
            until: format!("auth:closed:{account}"),
            next: format!("auth:next:{account}"),
        }
    }
}

impl LockOut {
    /// Remembered in that cache.
    #[must_use]
    pub fn new(cache: Cache, clock: Clock, settings: LockOutSettings) -> Self {
        Self {
            cache,
            clock,
            settings,
        }
    }

    /// Whether the account is open, without counting anything.
    ///
    /// # Errors
    /// When it is closed, or nobody can tell.
    pub async fn check(&self, address: &Address) -> Result<(), Refusal> {
        self.closing(&Keys::of(address)).await.map(|_| ())
    }

    /// Counts a log-in as failed, until [`LockOut::forgive`].
    ///
    /// # Errors
    /// When the account is closed, or nobody can tell.
    pub async fn count(&self, address: &Address) -> Result<(), Refusal> {
        let keys = Keys::of(address);
        let before = self.closing(&keys).await?;
        if let Some(until) = before {
            let next = format!("{}:{}", keys.next, until.as_microsecond());
            if self.cache.increment(&next, MEMORY).await? > 1 {
                return Err(Refusal::TooMany(AGAIN));
            }
        }
        let attempts = self.settings.attempts.get().into();
        let mut failure = self.cache.increment(&keys.failures, MEMORY).await?;
        if before.is_some() {
            // The count may have been forgotten before the last closing was.
            failure = failure.max(attempts);
        }
        let Some(penalty) = self.settings.penalty(failure) else {
            return Ok(());
        };
        if failure > attempts && before.is_none() {
            // As many as may fail are being looked at in this moment; or the one that was to close the
            // account could not.
            let first = self.settings.penalty(attempts).unwrap_or_default();
            self.close(&keys, first).await?;
            return Err(Refusal::TooMany(first));
        }
        self.close(&keys, penalty).await?;
        Ok(())
    }

    /// The log-in succeeded: nothing is held against the account any more.
    ///
    /// # Errors
    /// When the cache cannot be reached.
    pub async fn forgive(&self, address: &Address) -> Result<(), CacheError> {
        let keys = Keys::of(address);
        self.cache.remove(&keys.failures).await?;
        self.cache.remove(&keys.until).await
    }

    async fn close(&self, keys: &Keys, penalty: Duration) -> Result<(), CacheError> {
        let until = self.clock.now() + penalty;
        let until = until.as_microsecond().to_string();
        let memory = MEMORY + self.settings.longest;
        self.cache.set(&keys.until, &until, memory).await
    }

    /// When the account was closed last, if it is open again.
    async fn closing(&self, keys: &Keys) -> Result<Option<Timestamp>, Refusal> {
        let Some(text) = self.cache.get(&keys.until).await? else {
            return Ok(None);
        };
        let until = text
            .parse()
            .ok()
            .and_then(|micros| Timestamp::from_microsecond(micros).ok());
        let Some(until) = until else { return Ok(None) };
        match Duration::try_from(until.duration_since(self.clock.now())) {
            Ok(left) if !left.is_zero() => Err(Refusal::TooMany(left)),
            _ => Ok(Some(until)),
        }
    }
}
