//! Events about users: each leads to one notification, and perhaps to a letter.

use orion_contracts::NotificationId;
use orion_contracts::event::{NotificationSent, ReceivedEvent};
use orion_contracts::notification::v1::Channel;
use orion_infra::bus::Failed;
use orion_infra::database::new_id;
use orion_infra::inbox::Handler;
use orion_infra::outbox::{self, Outbox};
use sqlx::{Any, Transaction};

use super::event;
use crate::domain::{Heard, NewNotification, NotHeard};
use crate::live::Feed;
use crate::mail::Sender;
use crate::store::{emails, notifications, now, recipients};

/// Tells users, and others, what happened to users.
#[derive(Debug, Clone)]
pub struct UserEvents {
    /// What others are told.
    pub outbox: Outbox,
    /// Those who listen.
    pub feed: Feed,
    /// How letters are sent, if they are.
    pub sender: Option<Sender>,
}

/// What is left to do when a notification is kept.
#[derive(Debug)]
pub struct Told {
    notification: NewNotification,
}

impl Handler for UserEvents {
    type Effect = Option<Told>;

    async fn handle(
        &self,
        transaction: &mut Transaction<'static, Any>,
        received: &ReceivedEvent,
    ) -> Result<Option<Told>, Failed> {
        let heard = Heard::read(received)?;
        let user = heard.user();
        let now = now();
        let mut recipient = recipients::hold(transaction, user).await?;
        let known = !recipient.is_deleted();
        let telling = recipient.hear(&heard, now).map_err(Failed::reject)?;
        recipients::write(transaction, &recipient).await?;
        if known && recipient.is_deleted() {
            notifications::remove_of(transaction, user).await?;
            emails::remove_of(transaction, user).await?;
        }
        let notification = NewNotification {
            id: NotificationId(new_id()),
            event_id: received.id,
            user_id: user,
            audience: telling.audience,
            kind: telling.kind,
            text: telling.text,
            sent_at: now,
        };
        // The inbox forgets after a month, this does not.
        if !notifications::add(transaction, &notification).await? {
            return Ok(None);
        }
        if let (Some(letter), Some(_)) = (&telling.letter, &self.sender) {
            emails::queue(transaction, &notification, letter).await?;
        }
        let sent = NotificationSent {
            notification_id: notification.id,
            user_id: user,
            channel: Channel::InApp,
        };
        outbox::add(transaction, &event(now, sent)).await?;
        self.feed.tell(transaction, &notification).await?;
        Ok(Some(Told { notification }))
    }

    async fn committed(&self, told: Option<Told>) {
        let Some(told) = told else { return };
        self.outbox.wake();
        self.feed.committed(&told.notification);
        if let Some(sender) = &self.sender {
            sender.wake();
        }
    }
}

impl From<NotHeard> for Failed {
    fn from(why: NotHeard) -> Self {
        match why {
            NotHeard::Event(error) => error.into(),
            NotHeard::Address => Self::reject(why),
        }
    }
}
