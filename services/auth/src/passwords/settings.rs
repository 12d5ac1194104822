//! How many passwords are hashed at once, and how many may wait for that.

use std::num::NonZero;
use std::thread::available_parallelism;
use std::time::Duration;

use orion_infra::config::{Reader, Recorded};

/// More at once than this make nothing faster, and each takes 19 MiB.
const MOST_AT_ONCE: NonZero<u8> = NonZero::new(4).unwrap();

/// How many passwords are hashed at once, and how many may wait for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordSettings {
    /// `passwords.at-once`: as many as there are processors, at most 4, unless said otherwise; 19 MiB of
    /// memory each.
    pub at_once: NonZero<u8>,
    /// `passwords.waiting`: how many requests may wait for their turn; 64 unless said otherwise.
    pub waiting: u16,
    /// `passwords.wait-seconds`: for how long; 5 unless said otherwise.
    pub patience: Duration,
}

impl Default for PasswordSettings {
    fn default() -> Self {
        let at_once = available_parallelism()
            .ok()
            .and_then(|processors| NonZero::<u8>::try_from(processors).ok())
            .map_or(MOST_AT_ONCE, |processors| processors.min(MOST_AT_ONCE));
        Self {
            at_once,
            waiting: 64,
            patience: Duration::from_secs(5),
        }
    }
}

impl PasswordSettings {
    /// Reads them.
    ///
    /// # Errors
    /// When one of them cannot be used; the reader remembers why.
    pub fn read(reader: &mut Reader) -> Result<Self, Recorded> {
        let usual = Self::default();
        let at_once = reader.value("passwords.at-once", usual.at_once);
        let waiting = reader.value("passwords.waiting", usual.waiting);
        let seconds = reader.value("passwords.wait-seconds", usual.patience.as_secs());
        Ok(Self {
            at_once: at_once?,
            waiting: waiting?,
            patience: Duration::from_secs(seconds?),
        })
    }
}
