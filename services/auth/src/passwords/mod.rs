//! Passwords: hashed and compared by Argon2id, a few at once and no more, so that a flood of log-ins costs
//! neither the memory nor the processors of the machine.

mod argon;
mod settings;

pub use argon2::PasswordHash;
pub use settings::PasswordSettings;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use orion_contracts::auth::v1::Password;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;

/// Hashes passwords and compares them with hashes.
#[derive(Debug, Clone)]
pub struct Passwords(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// One permit for each hash that may be computed at the same time.
    turns: Arc<Semaphore>,
    /// One for each request that is at its turn or waits for it.
    line: Arc<Semaphore>,
    patience: Duration,
    decoy: PasswordHash,
    computed: AtomicU64,
}

/// The right to one hash. It is held until the hash is computed, even when nobody waits for it any more.
#[derive(Debug)]
pub struct Turn {
    _turn: OwnedSemaphorePermit,
    _line: OwnedSemaphorePermit,
}

/// So many wait already, or the wait was so long, that whoever asks has to come again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many passwords are being checked")]
pub struct Busy;

/// Why a password could not be hashed or compared.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Argon2 refused.
    #[error("the password cannot be hashed")]
    Hash(#[from] argon2::password_hash::Error),
    /// The thread that did it is gone.
    #[error("the hashing was cut off")]
    CutOff(#[from] tokio::task::JoinError),
}

impl Passwords {
    /// With nothing to do yet.
    ///
    /// # Errors
    /// When the operating system has no random bytes to give.
    pub fn new(settings: PasswordSettings) -> Result<Self, PasswordError> {
        let at_once = usize::from(settings.at_once.get());
        Ok(Self(Arc::new(Inner {
            turns: Arc::new(Semaphore::new(at_once)),
            line: Arc::new(Semaphore::new(at_once + usize::from(settings.waiting))),
            patience: settings.patience,
            decoy: argon::decoy()?,
            computed: AtomicU64::new(0),
        })))
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// At once when too many wait already, and after a while when the turn does not come.
    pub async fn turn(&self) -> Result<Turn, Busy> {
        let line = Arc::clone(&self.0.line).try_acquire_owned();
        let line = line.map_err(|_| Busy)?;
        let turn = Arc::clone(&self.0.turns).acquire_owned();
        match tokio::time::timeout(self.0.patience, turn).await {
            Ok(Ok(turn)) => Ok(Turn {
                _turn: turn,
                _line: line,
            }),
            _ => Err(Busy),
        }
    }

    /// The hash to store of a password.
    ///
    /// # Errors
    /// When it cannot be computed.
    pub async fn hash(
        &self,
        turn: Turn,
        password: Password,
    ) -> Result<PasswordHash, PasswordError> {
        self.compute(turn, move || argon::hash(password.expose().as_bytes()))
            .await
    }

    /// Whether the password is the one that was hashed. Where there is no hash, because there is no account,
    /// the answer is no, and takes the same work.
    ///
    /// # Errors
    /// When it cannot be computed.
    pub async fn verify(
        &self,
        turn: Turn,
        password: Password,
        expected: Option<PasswordHash>,
    ) -> Result<bool, PasswordError> {
        let known = expected.is_some();
        let expected = expected.unwrap_or_else(|| self.0.decoy.clone());
        let fits = self
            .compute(turn, move || {
                argon::verify(password.expose().as_bytes(), &expected)
            })
            .await?;
        Ok(known && fits)
    }

    /// How many hashes were computed so far: the work done, whatever it was for.
    #[must_use]
    pub fn computed(&self) -> u64 {
        self.0.computed.load(Ordering::Relaxed)
    }

    async fn compute<T: Send + 'static>(
        &self,
        turn: Turn,
        work: impl FnOnce() -> argon2::password_hash::Result<T> + Send + 'static,
    ) -> Result<T, PasswordError> {
        self.0.computed.fetch_add(1, Ordering::Relaxed);
        let computed = spawn_blocking(move || {
            let result = work();
            drop(turn);
            result
        });
        Ok(computed.await??)
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use super::*;

    fn passwords(waiting: u16, patience: Duration) -> Passwords {
        Passwords::new(PasswordSettings {
            at_once: NonZero::<u8>::MIN,
            waiting,
            patience,
        })
        .unwrap()
    }

    #[tokio::test]
    async fn more_than_may_wait_are_turned_away_at_once() {
        let passwords = passwords(0, Duration::from_mins(1));
        let held = passwords.turn().await.unwrap();
        assert_eq!(passwords.turn().await.unwrap_err(), Busy);
        drop(held);
        passwords.turn().await.unwrap();
    }

    #[tokio::test]
    async fn who_waits_too_long_is_turned_away_and_leaves_the_line() {
        let passwords = passwords(1, Duration::ZERO);
        let held = passwords.turn().await.unwrap();
        assert_eq!(passwords.turn().await.unwrap_err(), Busy);
        assert_eq!(passwords.turn().await.unwrap_err(), Busy);
        drop(held);
        passwords.turn().await.unwrap();
    }

    #[tokio::test]
    async fn the_turn_is_held_until_the_work_is_done() {
        let passwords = passwords(0, Duration::from_mins(1));
        let (begun, beginning) = std::sync::mpsc::channel();
        let (end, ending) = std::sync::mpsc::channel::<()>();
        let turn = passwords.turn().await.unwrap();
        let asking = passwords.clone();
        let asked = tokio::spawn(async move {
            let work = move || {
                begun.send(()).unwrap();
                ending.recv().unwrap();
                Ok(())
            };
            asking.compute(turn, work).await
        });
        spawn_blocking(move || beginning.recv().unwrap())
            .await
            .unwrap();
        // Whoever asked goes away.
        asked.abort();
        assert!(asked.await.unwrap_err().is_cancelled());
        assert_eq!(passwords.turn().await.unwrap_err(), Busy);

        end.send(()).unwrap();
        let _ = passwords.0.turns.acquire().await.unwrap();
    }

    #[tokio::test]
    async fn an_unknown_account_costs_the_same_and_never_fits() {
        let passwords = passwords(0, Duration::from_mins(1));
        let turn = passwords.turn().await.unwrap();
        let password = Password::new("correct horse".to_owned());
        let fits = passwords.verify(turn, password, None).await.unwrap();
        assert!(!fits);
        assert_eq!(passwords.computed(), 1);
    }
}
