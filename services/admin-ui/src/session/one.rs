//! One session.

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use orion_contracts::UserId;
use orion_infra::stop::{self, Stop, Stopper};

use super::{Lifetime, Tokens};
use crate::clock::later;

/// Whose session it is.
#[derive(Debug, Clone)]
pub(crate) struct Viewer {
    /// Which user.
    pub(crate) user: UserId,
    /// What they were called when they logged in.
    pub(crate) name: String,
}

/// Somebody who is logged in.
#[derive(Debug)]
pub(crate) struct Session {
    /// Who.
    pub(crate) viewer: Viewer,
    /// What proves them to the gateway.
    pub(crate) tokens: Tokens,
    begun: Timestamp,
    seen: Mutex<Timestamp>,
    notice: Mutex<Option<String>>,
    stopper: Stopper,
    stop: Stop,
}

impl Session {
    /// One that begins now.
    pub(crate) fn new(viewer: Viewer, tokens: Tokens, now: Timestamp) -> Self {
        let (stopper, stop) = stop::pair();
        Self {
            viewer,
            tokens,
            begun: now,
            seen: Mutex::new(now),
            notice: Mutex::new(None),
            stopper,
            stop,
        }
    }

    /// When it ends if nobody asks for anything until then.
    pub(crate) fn ends_at(&self, lifetime: Lifetime) -> Timestamp {
        let seen = *self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        later(seen, lifetime.idle).min(later(self.begun, lifetime.absolute))
    }

    /// Somebody asked for something.
    pub(crate) fn touch(&self, now: Timestamp) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        *seen = now.max(*seen);
    }

    /// Keeps what the next page is to say.
    pub(crate) fn leave_notice(&self, text: impl Into<String>) {
        *self.notice.lock().unwrap_or_else(PoisonError::into_inner) = Some(text.into());
    }

    /// What the page is to say, once.
    pub(crate) fn take_notice(&self) -> Option<String> {
        self.notice
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// Ends what goes on in its name, such as a live page.
    pub(crate) fn end(&self) {
        self.stopper.stop();
    }

    /// Sees its end when somebody logs out, not when its time is over.
    pub(crate) fn ending(&self) -> Stop {
        self.stop.clone()
    }
}
