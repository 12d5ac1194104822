//! What the platform knows.

use std::collections::HashMap;
use std::sync::Arc;

use axum::http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use orion_contracts::auth::v1::Role;
use orion_contracts::gateway::v1::{PlatformHealth, ServiceHealth, ServiceStatus};
use orion_contracts::notification::v1::{Channel, Notification};
use orion_contracts::user::v1::{User, UserStatus};
use orion_contracts::{EventId, NotificationId, UserId};
use tokio::sync::broadcast;
use uuid::Uuid;

/// The administrator's address.
pub(crate) const ADMIN: &str = "grace@example.com";
/// Somebody else's.
pub(crate) const USER: &str = "ada@example.com";
/// Everybody's password.
pub(crate) const PASSWORD: &str = "correct horse battery";

pub(super) struct State {
    pub(super) accounts: Vec<Account>,
    pub(super) notifications: Vec<Notification>,
    pub(super) access: HashMap<String, UserId>,
    pub(super) refresh: HashMap<String, Grant>,
    pub(super) refreshes_begun: usize,
    pub(super) refreshed: usize,
    pub(super) refresh_gate: Arc<tokio::sync::Mutex<()>>,
    pub(super) health: PlatformHealth,
    pub(super) failing: Option<StatusCode>,
    pub(super) asked: Vec<Asked>,
    pub(super) live: broadcast::Sender<String>,
}

pub(super) struct Account {
    pub(super) user: User,
    pub(super) roles: Vec<Role>,
}

pub(super) struct Grant {
    pub(super) user: UserId,
    pub(super) used: bool,
}

/// A request as it came in.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
}

impl State {
    pub(super) fn new() -> Self {
        let mut state = Self {
            accounts: Vec::new(),
            notifications: Vec::new(),
            access: HashMap::new(),
            refresh: HashMap::new(),
            refreshes_begun: 0,
            refreshed: 0,
            refresh_gate: Arc::default(),
            health: PlatformHealth {
                services: Vec::new(),
            },
            failing: None,
            asked: Vec::new(),
            live: broadcast::channel(64).0,
        };
        state.add_account(ADMIN, "Grace Hopper", &[Role::Admin]);
        state.add_account(USER, "Ada Lovelace", &[]);
        let service = |name: &str, latency_ms| ServiceHealth {
            name: name.to_owned(),
            status: ServiceStatus::Ready,
            latency_ms,
            checked_at: "2026-11-25T09:00:00Z".parse().unwrap(),
            detail: None,
        };
        state.health.services = vec![service("auth", 2), service("user", 3)];
        state
    }

    pub(super) fn add_account(&mut self, email: &str, name: &str, roles: &[Role]) -> &User {
        let now: Timestamp = "2026-11-24T08:30:00Z".parse().unwrap();
        let user = User {
            id: UserId(Uuid::now_v7()),
            email: email.to_owned(),
            display_name: name.to_owned(),
            status: UserStatus::Active,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        let roles = [&[Role::User], roles].concat();
        self.accounts.push(Account { user, roles });
        &self.accounts[self.accounts.len() - 1].user
    }

    pub(super) fn user(&mut self, id: UserId) -> Option<&mut User> {
        let mut accounts = self.accounts.iter_mut();
        let account = accounts.find(|account| account.user.id == id)?;
        Some(&mut account.user)
    }

    pub(super) fn roles(&self, id: UserId) -> Vec<Role> {
        let account = self.accounts.iter().find(|account| account.user.id == id);
        account
            .map(|account| account.roles.clone())
            .unwrap_or_default()
    }

    pub(super) fn notify(&mut self, user: UserId, title: &str, body: &str) -> Notification {
        let notification = Notification {
            id: NotificationId(Uuid::now_v7()),
            user_id: user,
            event_id: EventId(Uuid::now_v7()),
            channel: Channel::InApp,
            title: title.to_owned(),
            body: body.to_owned(),
            sent_at: "2026-11-25T08:59:00Z".parse().unwrap(),
            read_at: None,
        };
        self.notifications.push(notification.clone());
        notification
    }
}
