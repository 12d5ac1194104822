//! What every request of the service can ask for.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRef;
use orion_infra::bus::Bus;
use orion_infra::database::Database;
use orion_infra::http::TrustedProxies;
use orion_infra::identity::Tokens;
use orion_infra::outbox::Outbox;

use crate::clock::Clock;
use crate::keys::KeyRing;
use crate::limits::{LockOut, Rates};
use crate::passwords::Passwords;
use crate::settings::Lifetimes;

/// The service as its routes see it. Clones are the same service.
#[derive(Debug, Clone)]
pub struct App(Arc<Parts>);

/// What the service consists of.
#[derive(Debug)]
pub struct Parts {
    /// Its tables.
    pub database: Database,
    /// Where events come from and go to.
    pub bus: Bus,
    /// Its events on their way.
    pub outbox: Outbox,
    /// What time it is.
    pub clock: Clock,
    /// What hashes passwords.
    pub passwords: Passwords,
    /// How often somebody may ask.
    pub rates: Rates,
    /// Which accounts are closed for a while.
    pub lock_out: LockOut,
    /// What signs access tokens.
    pub keys: KeyRing,
    /// What verifies them.
    pub tokens: Tokens,
    /// How long tokens are used.
    pub lifetimes: Lifetimes,
    /// Whose word on where a request came from is taken.
    pub proxies: TrustedProxies,
}

impl App {
    /// Of those parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl FromRef<App> for Tokens {
    fn from_ref(app: &App) -> Self {
        app.tokens.clone()
    }
}

impl FromRef<App> for TrustedProxies {
    fn from_ref(app: &App) -> Self {
        app.proxies.clone()
    }
}
