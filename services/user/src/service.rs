//! The service as a whole.

use orion_infra::bus::{Bus, USER};
use orion_infra::config::{Reader, Recorded};
use orion_infra::database::Database;
use orion_infra::identity::Tokens;
use orion_infra::inbox;
use orion_infra::outbox::Outbox;
use orion_infra::service::{BuildError, Built, Service};
use orion_infra::stop::Stop;
use sqlx::migrate::Migrator;

use crate::events::Registrations;
use crate::routes::{Context, routes};
use crate::settings::Settings;
use crate::store::Profiles;

/// What its database is made of.
pub static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// The service, as a type.
#[derive(Debug, Clone, Copy)]
pub struct Users;

impl Service for Users {
    const NAME: &'static str = "user";
    const PREFIX: &'static str = "ORION_USER_";
    const PORT: u16 = 7102;
    type Settings = Settings;

    fn read(reader: &mut Reader) -> Result<Settings, Recorded> {
        Settings::read(reader)
    }

    async fn build(settings: Settings, stop: Stop) -> Result<Built, BuildError> {
        let database = Database::connect(&settings.database, &MIGRATIONS).await?;
        let bus = Bus::open(&settings.bus).await?;
        let tokens = Tokens::remote(settings.auth);
        Ok(assemble(database, bus, tokens, stop))
    }
}

/// Puts the service together from what it stands on.
#[must_use]
pub fn assemble(database: Database, bus: Bus, tokens: Tokens, stop: Stop) -> Built {
    let outbox = Outbox::new(database.clone(), bus.clone());
    let context = Context {
        profiles: Profiles::new(database.clone()),
        outbox: outbox.clone(),
        tokens,
    };
    Built::new(routes(context))
        .with_check(database.check())
        .with_check(bus.check())
        .with_work(outbox.relay(stop.clone()))
        .with_work(inbox::work(database, bus, USER, Registrations, stop))
}
