//! What all requests share.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRef;
use orion_infra::stop::Stop;

use crate::clock::Clock;
use crate::gateway::{Gateway, GatewayError};
use crate::names::Names;
use crate::session::{Cookies, FormKey, Lifetime, Sessions};
use crate::settings::Settings;

/// The admin UI as its routes know it.
#[derive(Debug, Clone)]
pub(crate) struct App(Arc<Shared>);

/// What there is one of.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) gateway: Gateway,
    pub(crate) sessions: Sessions,
    pub(crate) form_key: FormKey,
    pub(crate) cookies: Cookies,
    pub(crate) names: Names,
    pub(crate) clock: Clock,
    pub(crate) stop: Stop,
}

/// Why it cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Nothing can be kept secret.
    #[error("the system has no random numbers to give")]
    Random(#[from] getrandom::Error),
    /// Nothing can be asked.
    #[error("the gateway cannot be talked to")]
    Gateway(#[from] GatewayError),
}

impl App {
    pub(crate) fn new(settings: &Settings, clock: Clock, stop: Stop) -> Result<Self, AppError> {
        let lifetime = Lifetime {
            idle: settings.idle,
            absolute: settings.absolute,
        };
        Ok(Self(Arc::new(Shared {
            gateway: Gateway::new(&settings.gateway)?,
            sessions: Sessions::new(lifetime, clock.clone()),
            form_key: FormKey::random()?,
            cookies: Cookies {
                secure: !settings.insecure_cookies,
            },
            names: Names::new(clock.clone()),
            clock,
            stop,
        })))
    }
}

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl FromRef<App> for Cookies {
    fn from_ref(app: &App) -> Self {
        app.cookies
    }
}
