//! The service as a whole.

use orion_infra::bus::{Bus, NOTIFICATIONS};
use orion_infra::config::{Reader, Recorded};
use orion_infra::database::Database;
use orion_infra::identity::Tokens;
use orion_infra::inbox;
use orion_infra::outbox::Outbox;
use orion_infra::service::{BuildError, Built, Service};
use orion_infra::stop::Stop;
use sqlx::migrate::Migrator;

use crate::events::UserEvents;
use crate::live::{Feed, Hub, Pace};
use crate::mail::{MailSettings, Post, Sender};
use crate::routes::{Context, routes};
use crate::settings::Settings;
use crate::store::{self, Emails};

/// What its database is made of.
pub static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// The service, as a type.
#[derive(Debug, Clone, Copy)]
pub struct Notifications;

impl Service for Notifications {
    const NAME: &'static str = "notifications";
    const PREFIX: &'static str = "ORION_NOTIFICATIONS_";
    const PORT: u16 = 7103;
    type Settings = Settings;

    fn read(reader: &mut Reader) -> Result<Settings, Recorded> {
        Settings::read(reader)
    }

    async fn build(settings: Settings, stop: Stop) -> Result<Built, BuildError> {
        let parts = Parts {
            database: Database::connect(&settings.database, &MIGRATIONS).await?,
            bus: Bus::open(&settings.bus).await?,
            tokens: Tokens::remote(settings.auth),
            mail: settings.mail,
            hub: Hub::new(settings.connections),
            pace: Pace::default(),
        };
        parts.assemble(stop).await
    }
}

/// What the service stands on.
#[derive(Debug)]
pub struct Parts {
    /// Where the notifications are.
    pub database: Database,
    /// Where events come from and go to.
    pub bus: Bus,
    /// How it is known who asks.
    pub tokens: Tokens,
    /// How letters are sent, if they are.
    pub mail: Option<MailSettings>,
    /// Where those who listen are kept.
    pub hub: Hub,
    /// How quick they have to be.
    pub pace: Pace,
}

impl Parts {
    /// Puts the service together.
    ///
    /// # Errors
    /// When the database tells nothing of new notifications, or letters cannot be sent as the settings say.
    pub async fn assemble(self, stop: Stop) -> Result<Built, BuildError> {
        let Self {
            database,
            bus,
            tokens,
            mail,
            hub,
            pace,
        } = self;
        let outbox = Outbox::new(database.clone(), bus.clone());
        let feed = Feed::new(database.clone(), hub.clone());
        let sender = match &mail {
            None => None,
            Some(settings) => {
                let emails = Emails::new(database.clone());
                let post = Post::new(settings)?;
                Some(Sender::new(emails, outbox.clone(), post, settings.attempts))
            }
        };
        let context = Context {
            notifications: store::Notifications::new(database.clone()),
            hub: hub.clone(),
            pace,
            tokens,
            stop: stop.clone(),
        };
        let events = UserEvents {
            outbox: outbox.clone(),
            feed: feed.clone(),
            sender: sender.clone(),
        };
        let listener = feed.listen().await?;
        let mut built = Built::new(routes(context))
            .with_check(database.check())
            .with_check(bus.check())
            .with_work(outbox.relay(stop.clone()))
            .with_work(inbox::work(
                database,
                bus,
                NOTIFICATIONS,
                events,
                stop.clone(),
            ))
            .with_work(last_goodbye(hub, stop.clone()));
        if let Some(listener) = listener {
            let stop = stop.clone();
            built = built.with_work(async move {
                feed.run(listener, stop).await;
                Ok(())
            });
        }
        if let Some(sender) = sender {
            built = built.with_work(async move {
                sender.run(stop).await;
                Ok(())
            });
        }
        Ok(built)
    }
}

/// Ends when the service is to stop and everybody who listened was told so: a WebSocket is no request that the
/// server would wait for.
async fn last_goodbye(hub: Hub, mut stop: Stop) -> Result<(), BuildError> {
    stop.requested().await;
    hub.empty().await;
    Ok(())
}
