//! All sessions of this process. Only whoever logged in has one, so strangers cannot fill it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{Session, SessionId};
use crate::clock::Clock;

/// How long sessions last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lifetime {
    /// From the last request on.
    pub(crate) idle: Duration,
    /// From logging in on.
    pub(crate) absolute: Duration,
}

/// The sessions.
#[derive(Debug)]
pub(crate) struct Sessions {
    lifetime: Lifetime,
    clock: Clock,
    live: Mutex<HashMap<SessionId, Arc<Session>>>,
}

impl Sessions {
    /// None yet.
    pub(crate) fn new(lifetime: Lifetime, clock: Clock) -> Self {
        Self {
            lifetime,
            clock,
            live: Mutex::default(),
        }
    }

    /// Begins one, under an id that nobody has seen before.
    ///
    /// # Errors
    /// When the system has no random numbers to give.
    pub(crate) fn begin(&self, session: Session) -> Result<SessionId, getrandom::Error> {
        let id = SessionId::random()?;
        self.lock().insert(id.clone(), Arc::new(session));
        Ok(id)
    }

    /// The session, while its time is not over.
    pub(crate) fn find(&self, id: &SessionId) -> Option<Arc<Session>> {
        let session = self.lock().get(id).cloned()?;
        self.is_alive(&session).then_some(session)
    }

    /// Ends one at once.
    pub(crate) fn end(&self, id: &SessionId) -> Option<Arc<Session>> {
        let session = self.lock().remove(id)?;
        session.end();
        Some(session)
    }

    /// Takes out those whose time is over.
    pub(crate) fn sweep(&self) -> Vec<Arc<Session>> {
        let over: Vec<_> = self
            .lock()
            .extract_if(|_, session| !self.is_alive(session))
            .map(|(_, session)| session)
            .collect();
        for session in &over {
            session.end();
        }
        over
    }

    /// Returns when the session's time is over.
    pub(crate) async fn outlives(&self, session: &Session) {
        while self.is_alive(session) {
            self.clock.reaches(session.ends_at(self.lifetime)).await;
        }
    }

    fn is_alive(&self, session: &Session) -> bool {
        self.clock.now() < session.ends_at(self.lifetime)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<SessionId, Arc<Session>>> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
