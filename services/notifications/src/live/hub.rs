//! Who listens in this instance.
//!
//! Each listener has a queue of `QUEUE` messages. One that reads too slowly finds its queue full and is cut
//! off: nothing is ever kept for it beyond that, and nobody waits for it.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::ws::Utf8Bytes;
use orion_contracts::UserId;
use tokio::sync::{mpsc, oneshot, watch};

/// How many messages a listener may be behind.
const QUEUE: usize = 64;

/// Whose notifications somebody listens to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Their own.
    Own(UserId),
    /// Everybody's.
    All,
}

/// Why nobody else can listen now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    /// There are as many listeners as there may be.
    #[error("there are as many open streams as there may be")]
    Full,
    /// What is to be pushed does not come in.
    #[error("new notifications cannot be heard of at the moment")]
    Deaf,
}

/// All listeners of this instance. Clones are the same hub.
#[derive(Debug, Clone)]
pub struct Hub(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    most: usize,
    listeners: Mutex<Listeners>,
    /// Held by every subscription, so that it is known when the last one is gone.
    open: watch::Sender<()>,
}

#[derive(Debug, Default)]
struct Listeners {
    deaf: bool,
    last: u64,
    count: usize,
    own: HashMap<UserId, Vec<Listener>>,
    all: Vec<Listener>,
}

#[derive(Debug)]
struct Listener {
    id: u64,
    messages: mpsc::Sender<Utf8Bytes>,
    /// Dropped with the listener: that cuts it off even while it is stuck.
    _cut: oneshot::Sender<Infallible>,
}

/// One listener's end. Dropping it ends the listening.
#[derive(Debug)]
pub struct Subscription {
    hub: Hub,
    scope: Scope,
    id: u64,
    /// What is pushed; it ends when the listener is cut off.
    pub messages: mpsc::Receiver<Utf8Bytes>,
    /// Resolves when the listener is cut off, whatever its queue still holds.
    pub cut: oneshot::Receiver<Infallible>,
    _open: watch::Receiver<()>,
}

impl Hub {
    /// For at most so many listeners.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self(Arc::new(Shared {
            most,
            listeners: Mutex::default(),
            open: watch::Sender::new(()),
        }))
    }

    /// Listens from now on.
    ///
    /// # Errors
    /// When there are too many listeners, or nothing would be pushed.
    pub fn subscribe(&self, scope: Scope) -> Result<Subscription, NotNow> {
        let mut listeners = self.listeners();
        if listeners.deaf {
            return Err(NotNow::Deaf);
        }
        if listeners.count >= self.0.most {
            return Err(NotNow::Full);
        }
        listeners.count += 1;
        listeners.last += 1;
        let id = listeners.last;
        let (sender, messages) = mpsc::channel(QUEUE);
        let (cutter, cut) = oneshot::channel();
        listeners.of(scope).push(Listener {
            id,
            messages: sender,
            _cut: cutter,
        });
        Ok(Subscription {
            hub: self.clone(),
            scope,
            id,
            messages,
            cut,
            _open: self.0.open.subscribe(),
        })
    }

    /// Whether a message would reach anybody.
    #[must_use]
    pub fn wants(&self, scope: Scope) -> bool {
        let listeners = self.listeners();
        let own = match scope {
            Scope::Own(user) => listeners.own.contains_key(&user),
            Scope::All => false,
        };
        own || !listeners.all.is_empty()
    }

    /// Pushes a message: to those who listen to that user and to those who listen to everybody, or to the
    /// latter only. Whoever is too far behind is cut off.
    pub fn push(&self, scope: Scope, message: &Utf8Bytes) {
        let mut listeners = self.listeners();
        let mut scopes = vec![Scope::All];
        scopes.extend((scope != Scope::All).then_some(scope));
        for scope in scopes {
            listeners.push(scope, message);
        }
    }

    /// What is to be pushed does not come in: everybody is cut off, and nobody can listen.
    pub fn go_deaf(&self) {
        let mut listeners = self.listeners();
        listeners.deaf = true;
        listeners.own.clear();
        listeners.all.clear();
    }

    /// What is to be pushed comes in again.
    pub fn hear(&self) {
        self.listeners().deaf = false;
    }

    /// Waits until nobody listens any more.
    pub async fn empty(&self) {
        self.0.open.closed().await;
    }

    fn listeners(&self) -> MutexGuard<'_, Listeners> {
        // Nothing in here is left half done by a panic.
        self.0
            .listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Listeners {
    fn of(&mut self, scope: Scope) -> &mut Vec<Listener> {
        match scope {
            Scope::Own(user) => self.own.entry(user).or_default(),
            Scope::All => &mut self.all,
        }
    }

    fn push(&mut self, scope: Scope, message: &Utf8Bytes) {
        self.keep(scope, |listener| {
            listener.messages.try_send(message.clone()).is_ok()
        });
    }

    /// Keeps only the listeners of that scope for whom the question is answered so.
    fn keep(&mut self, scope: Scope, keep: impl FnMut(&mut Listener) -> bool) {
        match scope {
            Scope::All => self.all.retain_mut(keep),
            Scope::Own(user) => {
                if let Some(own) = self.own.get_mut(&user) {
                    own.retain_mut(keep);
                    if own.is_empty() {
                        self.own.remove(&user);
                    }
                }
            }
        }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let mut listeners = self.hub.listeners();
        listeners.count -= 1;
        listeners.keep(self.scope, |listener| listener.id != self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const ADA: Scope = Scope::Own(UserId(Uuid::from_u128(1)));
    const BOB: Scope = Scope::Own(UserId(Uuid::from_u128(2)));

    fn message(number: usize) -> Utf8Bytes {
        Utf8Bytes::from(number.to_string())
    }

    #[tokio::test]
    async fn everybody_gets_what_is_theirs() {
        let hub = Hub::new(3);
        let mut ada = hub.subscribe(ADA).unwrap();
        let mut bob = hub.subscribe(BOB).unwrap();
        let mut admin = hub.subscribe(Scope::All).unwrap();
        hub.push(ADA, &message(1));
        hub.push(Scope::All, &message(2));
        hub.push(BOB, &message(3));
        assert_eq!(ada.messages.recv().await.unwrap(), message(1));
        assert_eq!(bob.messages.recv().await.unwrap(), message(3));
        for number in 1..=3 {
            assert_eq!(admin.messages.recv().await.unwrap(), message(number));
        }
        assert!(ada.messages.is_empty() && bob.messages.is_empty());
    }

    #[tokio::test]
    async fn who_falls_behind_is_cut_off_and_nobody_else() {
        let hub = Hub::new(2);
        let slow = hub.subscribe(ADA).unwrap();
        let mut quick = hub.subscribe(ADA).unwrap();
        for number in 0..=QUEUE {
            hub.push(ADA, &message(number));
            assert_eq!(quick.messages.recv().await.unwrap(), message(number));
        }
        let Subscription { ref messages, .. } = slow;
        assert_eq!(messages.len(), QUEUE);
        assert!(messages.is_closed());
        hub.push(ADA, &message(0));
        assert!(quick.messages.recv().await.is_some());
    }

    #[tokio::test]
    async fn who_is_gone_makes_room_and_leaves_nothing() {
        let hub = Hub::new(1);
        let ada = hub.subscribe(ADA).unwrap();
        assert_eq!(hub.subscribe(BOB).unwrap_err(), NotNow::Full);
        assert!(hub.wants(ADA) && !hub.wants(BOB) && !hub.wants(Scope::All));
        drop(ada);
        assert!(!hub.wants(ADA));
        drop(hub.subscribe(BOB).unwrap());
        hub.empty().await;
    }

    #[tokio::test]
    async fn nobody_listens_where_nothing_is_heard() {
        let hub = Hub::new(2);
        let mut ada = hub.subscribe(ADA).unwrap();
        hub.go_deaf();
        assert_eq!(ada.messages.recv().await, None);
        assert!((&mut ada.cut).await.is_err());
        assert_eq!(hub.subscribe(ADA).unwrap_err(), NotNow::Deaf);
        hub.hear();
        assert!(hub.subscribe(ADA).is_ok());
    }
}
