//! A gateway with a platform behind it, as far as the admin UI asks: it keeps users, sessions and notifications,
//! refuses what the real one refuses, and is told by a test when to fail.

mod accounts;
mod gate;
mod notifications;
mod sessions;
mod state;

pub(crate) use state::{ADMIN, Asked, PASSWORD, USER};

use std::sync::{Arc, Mutex, MutexGuard};

use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, patch, post};
use axum::{Json, Router};
use orion_contracts::gateway::v1::PlatformHealth;
use orion_contracts::notification::v1::{Notification, StreamMessage};
use orion_contracts::user::v1::User;
use orion_contracts::{NotificationId, UserId};
use tokio::runtime::Runtime;
use tokio::sync::watch;

use state::State;

/// The platform, running in a runtime of its own so that it can be ended with all its connections.
pub(crate) struct Platform {
    pub(crate) url: String,
    inside: Inside,
    runtime: Option<Runtime>,
}

/// What its handlers share.
#[derive(Clone)]
struct Inside {
    state: Arc<Mutex<State>>,
    changed: watch::Sender<()>,
}

impl Inside {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Says to whoever waits for something that it may be so now.
    fn changed(&self) {
        self.changed.send_replace(());
    }
}

impl Platform {
    pub(crate) fn start() -> Self {
        let inside = Inside {
            state: Arc::new(Mutex::new(State::new())),
            changed: watch::channel(()).0,
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let routes = routes(inside.clone());
        runtime.spawn(async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, routes).await.unwrap();
        });
        Self {
            url,
            inside,
            runtime: Some(runtime),
        }
    }

    /// Ends it, and every connection to it.
    pub(crate) fn end(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }

    /// From now on it answers everything with that status and no word.
    pub(crate) fn fail_with(&self, status: StatusCode) {
        self.inside.lock().failing = Some(status);
    }

    /// From now on it answers again.
    pub(crate) fn recover(&self) {
        self.inside.lock().failing = None;
    }

    /// From now on it takes no access token that was given before.
    pub(crate) fn expire_access(&self) {
        self.inside.lock().access.clear();
    }

    /// Ends all sessions.
    pub(crate) fn revoke_all(&self) {
        let mut state = self.inside.lock();
        state.access.clear();
        state.refresh.clear();
    }

    /// Holds refreshes back until what is returned is dropped.
    pub(crate) fn hold_refreshes(&self) -> tokio::sync::OwnedMutexGuard<()> {
        let gate = Arc::clone(&self.inside.lock().refresh_gate);
        gate.try_lock_owned().unwrap()
    }

    /// How many refreshes have begun, and how many of them bought a pair of tokens.
    pub(crate) fn refreshes(&self) -> (usize, usize) {
        let state = self.inside.lock();
        (state.refreshes_begun, state.refreshed)
    }

    /// How many sessions there are that somebody could go on with.
    pub(crate) fn sessions(&self) -> usize {
        let state = self.inside.lock();
        state.refresh.values().filter(|grant| !grant.used).count()
    }

    /// Returns when it is so.
    pub(crate) async fn wait_until(&self, is_so: impl Fn(&Self) -> bool) {
        let mut changed = self.inside.changed.subscribe();
        let waiting = async {
            while !is_so(self) {
                changed.changed().await.unwrap();
            }
        };
        let patience = std::time::Duration::from_secs(20);
        tokio::time::timeout(patience, waiting).await.unwrap();
    }

    /// All that was asked of it.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.inside.lock().asked.clone()
    }

    /// Takes the administrator's role from everybody.
    pub(crate) fn demote_all(&self) {
        for account in &mut self.inside.lock().accounts {
            account.roles = vec![orion_contracts::auth::v1::Role::User];
        }
    }

    pub(crate) fn set_health(&self, health: PlatformHealth) {
        self.inside.lock().health = health;
    }

    /// Somebody new.
    pub(crate) fn add_user(&self, email: &str, name: &str) -> User {
        self.inside.lock().add_account(email, name, &[]).clone()
    }

    /// Somebody else's change.
    pub(crate) fn change_user(&self, id: UserId, change: impl FnOnce(&mut User)) {
        let mut state = self.inside.lock();
        let user = state.user(id).unwrap();
        change(user);
        user.version += 1;
    }

    pub(crate) fn user(&self, id: UserId) -> Option<User> {
        self.inside.lock().user(id).cloned()
    }

    pub(crate) fn user_by_email(&self, email: &str) -> User {
        let state = self.inside.lock();
        let account = state
            .accounts
            .iter()
            .find(|found| found.user.email == email);
        account.unwrap().user.clone()
    }

    /// Tells somebody something, and pushes it to whoever listens.
    pub(crate) fn tell(&self, user: UserId, title: &str, body: &str) -> NotificationId {
        let mut state = self.inside.lock();
        let notification = state.notify(user, title, body);
        let id = notification.id;
        let message = StreamMessage::Notification { notification };
        // Nobody may be listening.
        let _ = state.live.send(serde_json::to_string(&message).unwrap());
        id
    }

    /// Pushes a text to whoever listens.
    pub(crate) fn push(&self, text: &str) {
        let _ = self.inside.lock().live.send(text.to_owned());
    }

    /// Closes every WebSocket.
    pub(crate) fn hang_up(&self) {
        self.inside.lock().live = tokio::sync::broadcast::channel(64).0;
    }

    /// How many WebSockets are open.
    pub(crate) fn listeners(&self) -> usize {
        self.inside.lock().live.receiver_count()
    }

    pub(crate) fn notification(&self, id: NotificationId) -> Notification {
        let state = self.inside.lock();
        let found = state.notifications.iter().find(|found| found.id == id);
        found.unwrap().clone()
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        self.end();
    }
}

fn routes(inside: Inside) -> Router {
    Router::new()
        .route("/v1/auth/login", post(sessions::log_in))
        .route("/v1/auth/refresh", post(sessions::refresh))
        .route("/v1/auth/logout", post(sessions::log_out))
        .route("/v1/auth/introspect", post(sessions::introspect))
        .route("/v1/users", get(accounts::list))
        .route("/v1/users/me", get(accounts::me))
        .route(
            "/v1/users/{id}",
            patch(accounts::update)
                .get(accounts::get)
                .delete(accounts::delete),
        )
        .route("/v1/notifications", get(notifications::list))
        .route("/v1/notifications/read", post(notifications::mark))
        .route("/v1/notifications/stream", get(notifications::stream))
        .route("/v1/platform/health", get(health))
        .layer(from_fn_with_state(inside.clone(), gate::pass))
        .with_state(inside)
}

async fn health(
    axum::extract::State(inside): axum::extract::State<Inside>,
    caller: gate::Caller,
) -> Result<Json<PlatformHealth>, gate::Refusal> {
    caller.admin()?;
    Ok(Json(inside.lock().health.clone()))
}
