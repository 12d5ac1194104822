//! How fast GitHub is asked, and how long it is waited for.
//!
//! The distances and the waits are those that GitHub's documentation asks of programs.

use std::time::Duration;

use jiff::Timestamp;
use orion_app::forge::ForgeError;
use tokio::time::Instant;

/// How often a read is sent before its failure counts.
const ATTEMPTS: u32 = 4;
/// The longest that a read waits because GitHub asks for it; what takes longer is told instead.
const LONGEST: Duration = Duration::from_secs(10);

/// Times and distances. Tests shorten them.
#[derive(Debug, Clone)]
pub struct Pace {
    /// Between the end of a write and the next.
    pub between_writes: Duration,
    /// Between two writes that notify people: issues and comments.
    pub between_notices: Duration,
    /// Before a read is repeated for the first time; each time after that it is twice as long.
    pub before_repeating: Duration,
    /// For a whole call, its answer included.
    pub call: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            between_writes: Duration::from_secs(1),
            between_notices: Duration::from_secs(3),
            before_repeating: Duration::from_millis(500),
            call: Duration::from_secs(30),
        }
    }
}

impl Pace {
    /// How long to wait before a read that failed so is sent again; `None` when it is not.
    fn wait(&self, attempt: u32, error: &ForgeError) -> Option<Duration> {
        if attempt >= ATTEMPTS {
            return None;
        }
        match error {
            ForgeError::Server { .. } | ForgeError::Network { .. } => {
                let wait = self.before_repeating * 2u32.pow(attempt - 1);
                // Whoever failed together does not come back together.
                Some(wait.mul_f64(0.75 + fastrand::f64() / 2.0))
            }
            ForgeError::Limited {
                until: Some(until),
                secondary: true,
            } => {
                let wait = Duration::try_from(until.duration_since(Timestamp::now()));
                Some(wait.unwrap_or_default()).filter(|wait| *wait <= LONGEST)
            }
            _ => None,
        }
    }

    /// Repeats a read while that may help.
    pub(super) async fn repeated<T>(
        &self,
        mut read: impl AsyncFnMut() -> Result<T, ForgeError>,
    ) -> Result<T, ForgeError> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let error = match read().await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let Some(wait) = self.wait(attempt, &error) else {
                return Err(error);
            };
            tracing::debug!(attempt, %error, milliseconds = wait.as_millis(), "github repeats");
            tokio::time::sleep(wait).await;
        }
    }
}

/// When the last writes ended.
#[derive(Debug, Default)]
pub(super) struct Written {
    last: Option<Instant>,
    notice: Option<Instant>,
}

impl Written {
    /// Waits until the next write may go out.
    pub(super) async fn wait(&self, pace: &Pace, notifies: bool) {
        let write = self.last.map(|at| at + pace.between_writes);
        let notice = self.notice.filter(|_| notifies);
        let notice = notice.map(|at| at + pace.between_notices);
        if let Some(turn) = write.max(notice) {
            tokio::time::sleep_until(turn).await;
        }
    }

    /// Notes that one ended, however it did.
    pub(super) fn ended(&mut self, notifies: bool) {
        let now = Instant::now();
        self.last = Some(now);
        if notifies {
            self.notice = Some(now);
        }
    }
}
