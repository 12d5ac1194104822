//! How every instance learns of new notifications: whichever instance makes one, the database tells all of them
//! when the transaction is committed (PostgreSQL's `NOTIFY`). SQLite has one instance, which knows.

use std::time::Duration;

use axum::extract::ws::Utf8Bytes;
use orion_contracts::notification::v1::{Notification, StreamMessage};
use orion_contracts::{NotificationId, UserId};
use orion_infra::database::{Database, Dialect};
use orion_infra::stop::Stop;
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sqlx::{Any, ConnectOptions as _, Transaction, query};

use super::{Hub, Scope};
use crate::domain::{Audience, NewNotification};
use crate::store::Notifications;

/// What the database calls it.
const CHANNEL: &str = "notifications";
/// How long to wait before a database that is away is asked again.
const PAUSE: Duration = Duration::from_secs(1);

/// The way from new notifications to those who listen. Clones are the same feed.
#[derive(Debug, Clone)]
pub struct Feed {
    database: Database,
    notifications: Notifications,
    hub: Hub,
}

/// What a `NOTIFY` says: enough to know whether anybody here is interested.
struct Told {
    id: NotificationId,
    user: UserId,
}

impl Feed {
    /// From that database to those who listen at that hub.
    #[must_use]
    pub fn new(database: Database, hub: Hub) -> Self {
        Self {
            notifications: Notifications::new(database.clone()),
            database,
            hub,
        }
    }

    /// Tells every instance, once the transaction is committed.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn tell(
        &self,
        transaction: &mut Transaction<'static, Any>,
        notification: &NewNotification,
    ) -> Result<(), sqlx::Error> {
        if self.database.dialect() == Dialect::Postgres {
            query("SELECT CAST(pg_notify($1, $2) AS TEXT)")
                .bind(CHANNEL)
                .bind(format!("{} {}", notification.id, notification.user_id))
                .execute(&mut **transaction)
                .await?;
        }
        Ok(())
    }

    /// Pushes what was committed, where the database does not tell of it.
    pub fn committed(&self, notification: &NewNotification) {
        if self.database.dialect() == Dialect::Sqlite {
            self.push(notification.shown(), notification.audience);
        }
    }

    /// Begins to listen to what the database tells, where it does.
    ///
    /// # Errors
    /// When the database cannot.
    pub async fn listen(&self) -> Result<Option<PgListener>, sqlx::Error> {
        if self.database.dialect() == Dialect::Sqlite {
            return Ok(None);
        }
        let url = &self.database.pool().connect_options().database_url;
        // A connection of its own: one that listens is good for nothing else.
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .max_lifetime(None)
            .idle_timeout(None)
            .connect_lazy_with(PgConnectOptions::from_url(url)?);
        let mut listener = PgListener::connect_with(&pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(Some(listener))
    }

    /// Pushes what the database tells, until it is to stop. Whenever something may have been missed, everybody
    /// is cut off: those who come back read what they have missed.
    pub async fn run(self, mut listener: PgListener, mut stop: Stop) {
        let forever = async {
            loop {
                if let Err(error) = self.pass_on(&mut listener).await {
                    tracing::warn!(error = %error, "new notifications cannot be heard of");
                }
                self.hub.go_deaf();
                listener = self.listen_again().await;
                self.hub.hear();
            }
        };
        tokio::select! {
            () = stop.requested() => {}
            () = forever => {}
        }
    }

    /// Pushes what the database tells, until the connection is lost.
    async fn pass_on(&self, listener: &mut PgListener) -> Result<(), sqlx::Error> {
        while let Some(told) = listener.try_recv().await? {
            if let Some(told) = Told::read(told.payload()) {
                self.load(&told).await?;
            }
        }
        Ok(())
    }

    async fn listen_again(&self) -> PgListener {
        loop {
            match self.listen().await {
                Ok(Some(listener)) => return listener,
                // A database does not change its dialect.
                Ok(None) => std::future::pending().await,
                Err(error) => {
                    tracing::warn!(error = %error, "new notifications cannot be heard of yet");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    async fn load(&self, told: &Told) -> Result<(), sqlx::Error> {
        if !self.hub.wants(Scope::Own(told.user)) {
            return Ok(());
        }
        // It may be gone again, with its user.
        if let Some((notification, audience)) = self.notifications.find(told.id).await? {
            self.push(notification, audience);
        }
        Ok(())
    }

    fn push(&self, notification: Notification, audience: Audience) {
        let scope = match audience {
            Audience::User => Scope::Own(notification.user_id),
            Audience::Admins => Scope::All,
        };
        if !self.hub.wants(scope) {
            return;
        }
        match serde_json::to_string(&StreamMessage::Notification { notification }) {
            Ok(message) => self.hub.push(scope, &Utf8Bytes::from(message)),
            Err(error) => tracing::error!(error = %error, "a notification cannot be written"),
        }
    }
}

impl Told {
    /// Reads the payload; one that this version does not understand is passed over.
    fn read(payload: &str) -> Option<Self> {
        let (id, user) = payload.split_once(' ')?;
        Some(Self {
            id: id.parse().ok()?,
            user: user.parse().ok()?,
        })
    }
}
