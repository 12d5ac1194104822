//! What users are called, for lists that hold only their ids. Kept for a minute, so that a page of
//! notifications does not ask for the same people each time.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use jiff::Timestamp;
use orion_contracts::UserId;
use orion_contracts::problem::ProblemCode;

use crate::clock::{Clock, later};
use crate::web::{Failed, Visit};

/// How long a name is kept.
const KEPT: Duration = Duration::from_mins(1);
/// How many names are kept at most; all are forgotten when there would be more.
const MOST: usize = 2_000;
/// How many are asked for at once.
const AT_ONCE: usize = 8;

/// The names that were asked for lately.
#[derive(Debug)]
pub(crate) struct Names {
    clock: Clock,
    kept: Mutex<HashMap<UserId, (String, Timestamp)>>,
}

impl Names {
    /// None yet.
    pub(crate) fn new(clock: Clock) -> Self {
        Self {
            clock,
            kept: Mutex::default(),
        }
    }

    /// What each of them is called. A name that cannot be had now is no reason to show no page: the end of the
    /// user's id stands for it.
    pub(crate) async fn of(
        &self,
        users: impl IntoIterator<Item = UserId>,
        visit: &Visit,
    ) -> HashMap<UserId, String> {
        let users: BTreeSet<UserId> = users.into_iter().collect();
        stream::iter(users)
            .map(|user| async move { (user, self.one(user, visit).await) })
            .buffer_unordered(AT_ONCE)
            .collect()
            .await
    }

    /// What one is called.
    pub(crate) async fn one(&self, user: UserId, visit: &Visit) -> String {
        if let Some(name) = self.kept(user) {
            return name;
        }
        let name = match visit.ask(|gateway| gateway.user(user)).await {
            Ok(user) => user.display_name,
            Err(Failed::Gateway(trouble)) if trouble.code() == Some(ProblemCode::NotFound) => {
                "a deleted user".to_owned()
            }
            Err(_) => {
                let id = user.to_string();
                return format!("…{}", &id[id.len() - 8..]);
            }
        };
        self.keep(user, name.clone());
        name
    }

    /// Forgets one that is about to change.
    pub(crate) fn forget(&self, user: UserId) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.remove(&user);
    }

    fn kept(&self, user: UserId) -> Option<String> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (name, until) = kept.get(&user)?;
        (self.clock.now() < *until).then(|| name.clone())
    }

    fn keep(&self, user: UserId, name: String) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(user, (name, later(self.clock.now(), KEPT)));
    }
}
