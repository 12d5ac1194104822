//! How often somebody may ask: counted for each address a request comes from, in windows of a minute.

use std::num::NonZero;
use std::time::Duration;

use orion_infra::cache::Cache;

use super::{Client, LimitSettings, Refusal};
use crate::clock::Clock;

const WINDOW: Duration = Duration::from_mins(1);

/// What is counted, each for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// Log-ins.
    LogIn,
    /// Registrations.
    Register,
    /// Refreshes and log-outs.
    Session,
}

/// Counts requests.
#[derive(Debug, Clone)]
pub struct Rates {
    cache: Cache,
    clock: Clock,
    settings: LimitSettings,
}

impl Rates {
    /// Counted in that cache.
    #[must_use]
    pub fn new(cache: Cache, clock: Clock, settings: LimitSettings) -> Self {
        Self {
            cache,
            clock,
            settings,
        }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// When there were too many in this minute, or they cannot be counted.
    pub async fn admit(&self, rate: Rate, client: Client) -> Result<(), Refusal> {
        let (name, limit) = self.limit(rate);
        let now = self.clock.now();
        let window = now.as_second().div_euclid(WINDOW.as_secs().cast_signed());
        let key = format!("auth:rate:{name}:{client}:{window}");
        let count = self.cache.increment(&key, WINDOW * 2).await?;
        if count <= u64::from(limit.get()) {
            return Ok(());
        }
        let gone = now.as_second().rem_euclid(WINDOW.as_secs().cast_signed());
        let left = WINDOW.saturating_sub(Duration::from_secs(gone.unsigned_abs()));
        Err(Refusal::TooMany(left))
    }

    /// Counts a request that shows something nobody can guess. While it cannot be counted it is let through.
    ///
    /// # Errors
    /// When there were too many in this minute.
    pub async fn admit_known(&self, rate: Rate, client: Client) -> Result<(), Refusal> {
        match self.admit(rate, client).await {
            Err(Refusal::Uncounted(error)) => {
                tracing::warn!(error = %error, "a request was let through uncounted");
                Ok(())
            }
            admitted => admitted,
        }
    }

    fn limit(&self, rate: Rate) -> (&'static str, NonZero<u32>) {
        match rate {
            Rate::LogIn => ("log-in", self.settings.log_in),
            Rate::Register => ("register", self.settings.register),
            Rate::Session => ("session", self.settings.session),
        }
    }
}
