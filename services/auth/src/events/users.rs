//! A user who is turned off cannot log in; one who is gone has nothing to log in with.

use orion_contracts::event::{EventData as _, ReceivedEvent, UserDeleted, UserUpdated};
use orion_contracts::user::v1::UserStatus;
use orion_infra::bus::Failed;
use orion_infra::inbox::Handler;
use sqlx::Transaction;
use sqlx::any::Any;

use crate::clock::Clock;
use crate::store::{accounts, sessions};

/// Follows what becomes of users.
#[derive(Debug)]
pub struct UserEvents {
    clock: Clock,
}

impl UserEvents {
    /// By that clock.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self { clock }
    }

    /// Whoever is not known to be active is not let in: also a status that this version does not know. The
    /// address is not taken over, as an account is known by the one it was opened with.
    async fn updated(
        &self,
        transaction: &mut Transaction<'static, Any>,
        user: UserUpdated,
    ) -> Result<(), sqlx::Error> {
        let now = self.clock.now();
        let deactivated_at = (user.status != UserStatus::Active).then_some(now);
        let latest =
            accounts::turn(transaction, user.user_id, user.version, deactivated_at).await?;
        if latest && deactivated_at.is_some() {
            let ended = sessions::end_all(transaction, user.user_id, now).await?;
            tracing::info!(user = %user.user_id, sessions = ended, "an account was turned off");
        }
        Ok(())
    }
}

impl Handler for UserEvents {
    type Effect = ();

    async fn handle(
        &self,
        transaction: &mut Transaction<'static, Any>,
        event: &ReceivedEvent,
    ) -> Result<(), Failed> {
        let event = event.clone();
        match event.kind.as_str() {
            UserUpdated::TYPE => {
                let user = event.read::<UserUpdated>()?.data;
                self.updated(transaction, user).await?;
            }
            UserDeleted::TYPE => {
                let user = event.read::<UserDeleted>()?.data.user_id;
                if accounts::remove(transaction, user).await? {
                    tracing::info!(user = %user, "an account was taken away");
                }
            }
            // Nothing else is bound to the queue now; what an earlier version bound to it is passed over.
            _ => {}
        }
        Ok(())
    }
}
