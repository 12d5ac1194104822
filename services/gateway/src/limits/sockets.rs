//! How many WebSockets one user has open.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use orion_contracts::UserId;

/// The count; its clones are the same.
#[derive(Debug, Clone)]
pub(crate) struct Sockets(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    most: usize,
    open: Mutex<HashMap<UserId, usize>>,
}

/// One that is open, counted until it is dropped.
#[derive(Debug)]
pub(crate) struct Socket {
    user: UserId,
    shared: Arc<Shared>,
}

impl Sockets {
    pub(crate) fn new(most: usize) -> Self {
        Self(Arc::new(Shared {
            most,
            open: Mutex::default(),
        }))
    }

    /// One more, unless the user has as many as they may.
    pub(crate) fn open(&self, user: UserId) -> Option<Socket> {
        let mut open = self.0.lock();
        let count = open.get(&user).copied().unwrap_or_default();
        if count >= self.0.most {
            return None;
        }
        open.insert(user, count + 1);
        Some(Socket {
            user,
            shared: Arc::clone(&self.0),
        })
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, HashMap<UserId, usize>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        let mut open = self.shared.lock();
        if let Some(count) = open.get_mut(&self.user) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.user);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sockets;

    #[test]
    fn one_that_is_closed_makes_room_and_leaves_nothing_behind() {
        let sockets = Sockets::new(2);
        let [one, other] = [1, 2].map(|last| {
            format!("018f0000-0000-7000-8000-00000000000{last}")
                .parse()
                .unwrap()
        });
        let first = sockets.open(one).unwrap();
        let second = sockets.open(one).unwrap();
        assert!(sockets.open(one).is_none());
        let third = sockets.open(other).unwrap();
        drop(first);
        let again = sockets.open(one).unwrap();
        drop((second, third, again));
        assert!(sockets.0.lock().is_empty());
    }
}
