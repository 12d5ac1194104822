//! Sends what waits in the table `emails`, one letter after the other.

use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use orion_contracts::event::NotificationSent;
use orion_contracts::notification::v1::Channel;
use orion_infra::outbox::{self, Outbox};
use orion_infra::stop::Stop;
use tokio::sync::Notify;

use super::Post;
use super::outcome::Outcome;
use crate::events::event;
use crate::store::{Claimed, Emails, emails, now};

/// How long at most a letter waits whose writer said nothing, as one that another instance had claimed.
const POLL: Duration = Duration::from_secs(30);
/// How long a claimed letter is nobody else's: longer than an attempt takes.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// The pause after a letter's first attempt; each is twice the one before.
const FIRST_PAUSE: SignedDuration = SignedDuration::from_secs(5);
/// No pause between a letter's attempts is longer.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(1);
/// The pauses before a server that is away is asked again.
const FIRST_PROBE: Duration = Duration::from_secs(1);
const LONGEST_PROBE: Duration = Duration::from_mins(1);
/// How long a letter that was given up is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a letter that is under way may take when the service stops.
const LAST_LETTER: Duration = Duration::from_secs(5);

/// Sends letters. Clones are the same sender.
#[derive(Debug, Clone)]
pub struct Sender {
    emails: Emails,
    outbox: Outbox,
    post: Post,
    attempts: u32,
    queued: Arc<Notify>,
}

impl Sender {
    /// Of what waits there, by that server; others are told through that outbox.
    #[must_use]
    pub fn new(emails: Emails, outbox: Outbox, post: Post, attempts: u32) -> Self {
        Self {
            emails,
            outbox,
            post,
            attempts,
            queued: Arc::new(Notify::new()),
        }
    }

    /// Says that letters were queued, so that they are sent at once.
    pub fn wake(&self) {
        self.queued.notify_one();
    }

    /// Sends until it is to stop. A letter that is under way then is given a few seconds more.
    pub async fn run(self, mut stop: Stop) {
        let mut end = stop.clone();
        tokio::select! {
            () = self.send_forever(&mut stop) => {}
            () = async {
                end.requested().await;
                tokio::time::sleep(LAST_LETTER).await;
            } => {}
        }
    }

    async fn send_forever(&self, stop: &mut Stop) {
        let mut probe = FIRST_PROBE;
        let mut away = false;
        loop {
            let next = async {
                if away {
                    self.wait_for_server(&mut probe).await;
                }
                self.wait_for_letter().await
            };
            let claimed = tokio::select! {
                () = stop.requested() => return,
                claimed = next => claimed,
            };
            away = match claimed {
                Ok(None) => false,
                Ok(Some(letter)) => self.send(&letter).await,
                Err(error) => {
                    tracing::warn!(error = %error, "letters have to wait");
                    tokio::select! {
                        () = stop.requested() => return,
                        () = tokio::time::sleep(FIRST_PROBE) => {}
                    }
                    away
                }
            };
            if !away {
                probe = FIRST_PROBE;
            }
        }
    }

    /// Asks the server again and again, ever more seldom, until it can be talked to. No letter is tried
    /// meanwhile: that it is away costs none of them an attempt.
    async fn wait_for_server(&self, probe: &mut Duration) {
        loop {
            tokio::time::sleep(*probe).await;
            *probe = (*probe * 2).min(LONGEST_PROBE);
            if self.post.is_there().await {
                return;
            }
        }
    }

    /// Waits until a letter is due, and claims it; `None` when somebody else was quicker, or to look again.
    async fn wait_for_letter(&self) -> Result<Option<Claimed>, sqlx::Error> {
        let due = self.emails.next_due().await?;
        let now = now();
        match due {
            Some(due) if due <= now => self.emails.claim(now, now + LEASE).await,
            due => {
                let until =
                    due.map_or(POLL, |due| due.duration_since(now).unsigned_abs().min(POLL));
                let _ = tokio::time::timeout(until, self.queued.notified()).await;
                self.emails.prune(now - KEPT).await?;
                Ok(None)
            }
        }
    }

    /// Sends one letter, and gives whether the server is away.
    async fn send(&self, letter: &Claimed) -> bool {
        let outcome = self.post.send(letter.id, &letter.letter).await;
        let away = matches!(outcome, Outcome::Away(_));
        if let Err(error) = self.settle(letter, outcome).await {
            // The letter is claimed for a while longer, and is then tried again.
            tracing::warn!(letter = %letter.id, error = %error, "what became of a letter cannot be kept");
        }
        away
    }

    async fn settle(&self, letter: &Claimed, outcome: Outcome) -> Result<(), sqlx::Error> {
        let (id, attempt) = (letter.id, letter.attempt);
        match outcome {
            Outcome::Sent => self.sent(letter).await,
            Outcome::Later(why) | Outcome::Away(why) if attempt < self.attempts => {
                tracing::warn!(letter = %id, attempt, why, "a letter is to be tried again");
                self.emails.put_off(id, now() + pause(attempt), &why).await
            }
            Outcome::Later(why) | Outcome::Away(why) | Outcome::Never(why) => {
                tracing::error!(letter = %id, attempt, why, "a letter is given up");
                self.emails.give_up(id, now(), &why).await
            }
        }
    }

    /// Takes the letter away and tells others that it was sent.
    async fn sent(&self, letter: &Claimed) -> Result<(), sqlx::Error> {
        let mut transaction = self.emails.begin().await?;
        // It may be gone with its user while it was under way.
        if emails::remove(&mut transaction, letter.id).await? {
            let sent = NotificationSent {
                notification_id: letter.id,
                user_id: letter.user_id,
                channel: Channel::Email,
            };
            outbox::add(&mut transaction, &event(now(), sent)).await?;
        }
        transaction.commit().await?;
        self.outbox.wake();
        Ok(())
    }
}

/// How long to wait after that many attempts.
fn pause(attempt: u32) -> SignedDuration {
    let doubled = 2_i32.saturating_pow(attempt.saturating_sub(1));
    FIRST_PAUSE
        .checked_mul(doubled)
        .map_or(LONGEST_PAUSE, |pause| pause.min(LONGEST_PAUSE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_an_hour() {
        assert_eq!(pause(1), SignedDuration::from_secs(5));
        assert_eq!(pause(2), SignedDuration::from_secs(10));
        assert_eq!(pause(10), SignedDuration::from_secs(2560));
        for attempt in 11..1000 {
            assert_eq!(pause(attempt), LONGEST_PAUSE);
        }
    }
}
