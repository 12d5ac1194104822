//! The service put together.

use std::time::Duration;

use orion_infra::bus::Bus;
use orion_infra::cache::Cache;
use orion_infra::config::{Reader, Recorded};
use orion_infra::database::Database;
use orion_infra::identity::Tokens;
use orion_infra::inbox;
use orion_infra::outbox::Outbox;
use orion_infra::service::{BuildError, Built, Service};
use orion_infra::stop::Stop;

use crate::app::{App, Parts};
use crate::clock::Clock;
use crate::events::{QUEUE, UserEvents};
use crate::keys::{KeyRing, Timeline};
use crate::limits::{LockOut, Rates};
use crate::passwords::Passwords;
use crate::settings::AuthSettings;
use crate::store::MIGRATIONS;
use crate::{admin, pruning, routes};

/// How much longer than its tokens a key is published: clocks differ, and whoever checks grants some seconds.
const MARGIN: Duration = Duration::from_mins(2);

/// The service, as a type.
#[derive(Debug, Clone, Copy)]
pub struct Auth;

impl Service for Auth {
    const NAME: &'static str = "auth";
    const PREFIX: &'static str = "ORION_AUTH_";
    const PORT: u16 = 7101;
    type Settings = AuthSettings;

    fn read(reader: &mut Reader) -> Result<AuthSettings, Recorded> {
        AuthSettings::read(reader)
    }

    async fn build(settings: AuthSettings, stop: Stop) -> Result<Built, BuildError> {
        let bus = Bus::open(&settings.bus).await?;
        let app = open(settings, bus, Clock::system()).await?;
        Ok(build(&app, &stop))
    }
}

/// Opens what the service consists of, on that bus and by that clock.
///
/// # Errors
/// When something it needs is not to be had, or the admin's account cannot be opened.
pub async fn open(settings: AuthSettings, bus: Bus, clock: Clock) -> Result<App, BuildError> {
    let database = Database::connect(&settings.database, &MIGRATIONS).await?;
    let cache = Cache::open(&settings.cache).await?;
    let timeline = Timeline {
        rotation: settings.lifetimes.key,
        keep: settings.lifetimes.access + MARGIN,
    };
    let keys = KeyRing::open(database.clone(), clock.clone(), timeline).await?;
    let proxies = settings.limits.trusted_proxies.clone();
    let lock_out = LockOut::new(cache.clone(), clock.clone(), settings.limits.lock_out);
    let app = App::new(Parts {
        outbox: Outbox::new(database.clone(), bus.clone()),
        database,
        bus,
        passwords: Passwords::new(settings.passwords)?,
        rates: Rates::new(cache, clock.clone(), settings.limits),
        lock_out,
        tokens: Tokens::local(keys.clone()),
        keys,
        clock,
        lifetimes: settings.lifetimes,
        proxies,
    });
    if let Some(settings) = &settings.admin {
        admin::ensure(&app, settings).await?;
    }
    Ok(app)
}

/// What it answers, and what it does beside that.
#[must_use]
pub fn build(app: &App, stop: &Stop) -> Built {
    let (database, bus) = (&app.database, &app.bus);
    let users = UserEvents::new(app.clock.clone());
    let users = inbox::work(database.clone(), bus.clone(), QUEUE, users, stop.clone());
    let pruning = pruning::work(database.clone(), app.clock.clone(), stop.clone());
    Built::new(routes::routes(app.clone()))
        .with_work(app.outbox.relay(stop.clone()))
        .with_work(users)
        .with_work(app.keys.work(stop.clone()))
        .with_work(pruning)
        .with_check(database.check())
        .with_check(bus.check())
}
