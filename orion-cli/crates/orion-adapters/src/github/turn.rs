//! Turns: a work tree's processes ask GitHub one at a time, and none while GitHub wants to be left alone.
//!
//! GitHub asks programs to send their requests one after the other, their writes a second apart, and nothing at all
//! before the time that a limit names
//! (<https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api>). What one process is told
//! is so kept where all of the work tree's find it. It is a courtesy: where it cannot be kept, each process knows of
//! what it was told itself.

use std::path::Path;
use std::time::Duration;

use http::HeaderMap;
use jiff::Timestamp;
use orion_app::forge::ForgeError;
use tokio::sync::{Mutex, MutexGuard};

use super::told::Told;
use crate::private::{FileLock, PrivateDirectory, take};

/// The directory in `.orion/github`, which the answers there are not kept in.
const DIRECTORY: &str = "turns";
/// The lock of whose turn it is.
const LOCK: &str = "lock";
/// What is known of limits and writes.
const TOLD: &str = "told.json";
/// Between two looks whether the lock is free.
const LOCK_WAIT: Duration = Duration::from_millis(10);
/// GitHub ends what takes longer, so that a write whose sender died has taken effect by then, or never does
/// (<https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#timeouts>).
const SETTLED: Duration = Duration::from_secs(10);

/// One of GitHub's budgets, each with a limit of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Budget {
    /// Of the REST interface.
    Core,
    /// Of the GraphQL interface.
    Graphql,
}

impl Budget {
    fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Graphql => "graphql",
        }
    }
}

/// Whose turn it is.
#[derive(Default)]
pub(super) struct Turns {
    told: Mutex<Told>,
    disk: Option<PrivateDirectory>,
}

/// Held by whoever asks, until the answer is read and kept.
pub(super) struct Turn<'a> {
    turns: &'a Turns,
    told: MutexGuard<'a, Told>,
    /// None where there is no work tree, or its files cannot be used.
    lock: Option<FileLock>,
    /// Where it asks, and with whose token.
    account: String,
    budget: Budget,
}

impl Turns {
    /// Shares them with the work tree's other processes.
    pub(super) fn on_disk(work_tree: &Path) -> Self {
        Self {
            told: Mutex::default(),
            disk: Some(PrivateDirectory::of(
                work_tree,
                "github",
                "GitHub's answers",
            )),
        }
    }

    /// Waits for a turn; `account` is where it asks, and with whose token.
    ///
    /// # Errors
    /// [`ForgeError::Limited`] while GitHub does not want to be asked.
    pub(super) async fn turn(
        &self,
        account: String,
        budget: Budget,
    ) -> Result<Turn<'_>, ForgeError> {
        let mut told = self.told.lock().await;
        let lock = self.lock().await;
        if let Some(path) = lock.as_ref().and(self.file()) {
            told.read(&path);
        }
        if let Some(error) = told.limit(&account, budget.name(), Timestamp::now()) {
            return Err(error);
        }
        Ok(Turn {
            turns: self,
            told,
            lock,
            account,
            budget,
        })
    }

    /// Waits for a turn to write, `between` after the last write. `notifies`: the same would be there twice if it were sent
    /// twice.
    ///
    /// # Errors
    /// As [`Turns::turn`]; [`ForgeError::Network`] when it was first waited for what becomes of a write whose process
    /// died: whether it took effect has to be looked up again.
    pub(super) async fn turn_to_write(
        &self,
        account: &str,
        between: Duration,
        notifies: bool,
    ) -> Result<Turn<'_>, ForgeError> {
        loop {
            let mut turn = self.turn(account.to_owned(), Budget::Core).await?;
            let now = Timestamp::now();
            if notifies && let Some(left) = turn.told.unsettled(SETTLED, now) {
                turn.told.write_ended(now);
                turn.keep();
                drop(turn);
                tokio::time::sleep(left).await;
                return Err(ForgeError::Network {
                    cause: "a process was ended while it wrote".to_owned(),
                });
            }
            let Some(left) = turn.told.before_writing(between, now) else {
                turn.told.write_begins(now);
                turn.keep();
                return Ok(turn);
            };
            drop(turn);
            tokio::time::sleep(left).await;
        }
    }

    fn file(&self) -> Option<std::path::PathBuf> {
        let disk = self.disk.as_ref()?;
        Some(disk.path().join(DIRECTORY).join(TOLD))
    }

    async fn lock(&self) -> Option<FileLock> {
        let directory = self.disk.as_ref()?.make_below(DIRECTORY);
        let path = match directory {
            Ok(directory) => directory.join(LOCK),
            Err(error) => {
                tracing::debug!(%error, "turns are not shared");
                return None;
            }
        };
        loop {
            match take(&path) {
                Ok(Ok(lock)) => return Some(lock),
                // Each call is bounded, and with its process the lock is free.
                Ok(Err(_)) => tokio::time::sleep(LOCK_WAIT).await,
                Err(error) => {
                    tracing::debug!(%error, "turns are not shared");
                    return None;
                }
            }
        }
    }
}

impl Turn<'_> {
    /// Notes that the write was answered, or that no answer will come.
    pub(super) fn wrote(&mut self) {
        self.told.write_ended(Timestamp::now());
        self.keep();
    }

    /// Notes what an answer says of limits, for all that ask after this one.
    pub(super) fn heed(&mut self, error: &ForgeError) {
        let ForgeError::Limited { until, secondary } = error else {
            return;
        };
        let budget = self.budget.name();
        let now = Timestamp::now();
        self.told
            .limited(&self.account, budget, *until, *secondary, now);
        self.keep();
    }

    /// Heeds what is made of an answer.
    pub(super) fn heeding<T>(&mut self, result: Result<T, ForgeError>) -> Result<T, ForgeError> {
        if let Err(error) = &result {
            self.heed(error);
        }
        result
    }

    /// Notes that nothing is left of the budget after the answer with these headers.
    pub(super) fn count(&mut self, headers: &HeaderMap) {
        let number = |name| headers.get(name)?.to_str().ok()?.trim().parse::<i64>().ok();
        let is_used_up = number("x-ratelimit-remaining") == Some(0);
        let reset = number("x-ratelimit-reset").filter(|_| is_used_up);
        if let Some(until) = reset.and_then(|reset| Timestamp::from_second(reset).ok()) {
            self.heed(&ForgeError::Limited {
                until: Some(until),
                secondary: false,
            });
        }
    }

    fn keep(&self) {
        if let Some(path) = self.lock.as_ref().and(self.turns.file()) {
            self.told.write(&path);
        }
    }
}
