//! How often somebody may ask, and how long they are turned away.

use std::num::NonZero;
use std::time::Duration;

use orion_infra::config::{Reader, Recorded};
use orion_infra::http::TrustedProxies;

/// How often somebody may ask, and how long they are turned away.
#[derive(Debug, Clone)]
pub struct LimitSettings {
    /// `limits.log-in`: log-ins a minute from one address; 60 unless said otherwise.
    pub log_in: NonZero<u32>,
    /// `limits.register`: registrations a minute from one address; 30 unless said otherwise.
    pub register: NonZero<u32>,
    /// `limits.session`: refreshes and log-outs a minute from one address; 300 unless said otherwise.
    pub session: NonZero<u32>,
    /// When an account is closed for a while.
    pub lock_out: LockOutSettings,
    /// `trusted-proxies`: whose word on where a request came from is taken; nobody's unless said otherwise.
    pub trusted_proxies: TrustedProxies,
}

/// When an account is closed for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockOutSettings {
    /// `lock-out.attempts`: after that many log-ins that failed; 5 unless said otherwise.
    pub attempts: NonZero<u32>,
    /// `lock-out.seconds`: for how long at first; 30 unless said otherwise. Every further failure doubles it.
    pub first: Duration,
    /// `lock-out.max-seconds`: for how long at most; 900 unless said otherwise.
    pub longest: Duration,
}

impl Default for LockOutSettings {
    fn default() -> Self {
        Self {
            attempts: const { NonZero::new(5).unwrap() },
            first: Duration::from_secs(30),
            longest: Duration::from_mins(15),
        }
    }
}

impl Default for LimitSettings {
    fn default() -> Self {
        Self {
            log_in: const { NonZero::new(60).unwrap() },
            register: const { NonZero::new(30).unwrap() },
            session: const { NonZero::new(300).unwrap() },
            lock_out: LockOutSettings::default(),
            trusted_proxies: TrustedProxies::default(),
        }
    }
}

impl LimitSettings {
    /// Reads them.
    ///
    /// # Errors
    /// When one of them cannot be used; the reader remembers why.
    pub fn read(reader: &mut Reader) -> Result<Self, Recorded> {
        let usual = Self::default();
        let log_in = reader.value("limits.log-in", usual.log_in);
        let register = reader.value("limits.register", usual.register);
        let session = reader.value("limits.session", usual.session);
        let lock_out = LockOutSettings::read(reader);
        let trusted_proxies = reader.value("trusted-proxies", usual.trusted_proxies);
        Ok(Self {
            log_in: log_in?,
            register: register?,
            session: session?,
            lock_out: lock_out?,
            trusted_proxies: trusted_proxies?,
        })
    }
}

impl LockOutSettings {
    fn read(reader: &mut Reader) -> Result<Self, Recorded> {
        let usual = Self::default();
        let attempts = reader.value("lock-out.attempts", usual.attempts);
        let first = reader.value::<u32>("lock-out.seconds", 30);
        let longest = reader.value::<u32>("lock-out.max-seconds", 900);
        Ok(Self {
            attempts: attempts?,
            first: Duration::from_secs(first?.into()),
            longest: Duration::from_secs(longest?.into()),
        })
    }

    /// For how long an account is closed by the failure of that number, counted from 1; not at all by the
    /// first ones.
    #[must_use]
    pub fn penalty(self, failure: u64) -> Option<Duration> {
        let doublings = failure.checked_sub(self.attempts.get().into())?;
        let factor = u32::try_from(doublings)
            .ok()
            .and_then(|doublings| 1_u32.checked_shl(doublings))
            .unwrap_or(u32::MAX);
        Some(self.first.saturating_mul(factor).min(self.longest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_doubles_up_to_its_limit() {
        let seconds = |failure| {
            LockOutSettings::default()
                .penalty(failure)
                .map(|penalty| penalty.as_secs())
        };
        let found: Vec<_> = (1..=11).map(seconds).collect();
        let expected = [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900];
        let expected: Vec<_> = expected.map(|s| (s > 0).then_some(s)).to_vec();
        assert_eq!(found, expected);
        assert_eq!(seconds(u64::MAX), Some(900));
    }
}
