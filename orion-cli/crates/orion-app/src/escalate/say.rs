//! Saying a notice.

use orion_core::config::{EscalationLevel, NoticeSink};
use orion_core::request::IdempotencyKey;

use super::blocker::Blocker;
use super::notice::{Record, message};
use super::order::EscalateError;
use super::report::{NoticeReport, SinkFate, SinkReport};
use super::run::Run;
use crate::forge::Forge;
use crate::notice::{Message, NoticeError, Notifier, OuterSink, sink_word};
use crate::outbox::OutboxStore;
use crate::ports::Time;
use crate::request::Fate;

impl<F: Forge, S: OutboxStore, T: Time, N: Notifier> Run<'_, F, S, T, N> {
    /// Says a notice at these places, or shows it: first where nothing can be asked again, then into the outbox.
    pub(super) async fn say(
        &self,
        blocker: &Blocker,
        level: &EscalationLevel,
        key: &IdempotencyKey,
        sinks: &[NoticeSink],
        is_again: bool,
    ) -> Result<NoticeReport, EscalateError> {
        let message = message(level, blocker, &self.repository, self.outbox.rules);
        let record = Record {
            level,
            message: &message,
            key,
            now: self.now,
        };
        if self.order.acts && sinks.contains(&NoticeSink::Issue) {
            // It is written once, whatever comes between this and the comment.
            self.outbox.store.put(&record.issue())?;
        }
        let mut reports = Vec::new();
        let mut told = Vec::new();
        for &sink in sinks {
            let answer = self.tell(sink, &message).await;
            if answer.is_ok() {
                told.push(sink);
            }
            reports.push(SinkReport {
                sink: sink_word(sink).to_owned(),
                fate: match &answer {
                    _ if !self.order.acts => SinkFate::Shown,
                    Ok(()) => SinkFate::Told,
                    Err(_) => SinkFate::Missed,
                },
                because: answer.err().map(|error| error.to_string()),
            });
        }
        // Nothing new is to be remembered where those who were missed are missed again.
        let is_news = self.order.acts && !(is_again && told.is_empty());
        if is_news {
            self.outbox.store.put(&record.comment(&told, is_again))?;
        }
        Ok(NoticeReport {
            level: level.level,
            name: level.name.clone(),
            key: key.to_string(),
            text: message.markdown(sinks.contains(&NoticeSink::Comment)),
            is_again,
            sinks: reports,
            fate: if is_news { Fate::Sent } else { Fate::Shown },
            because: None,
        })
    }

    /// Tells one place outside of GitHub; what goes to GitHub is told by the outbox.
    async fn tell(&self, sink: NoticeSink, message: &Message) -> Result<(), NoticeError> {
        let outer = match sink {
            NoticeSink::Slack => OuterSink::Slack,
            NoticeSink::Webhook => OuterSink::Webhook,
            NoticeSink::Comment | NoticeSink::Issue | NoticeSink::Stdout => return Ok(()),
        };
        if self.order.acts {
            self.notifier.tell(outer, message).await
        } else {
            Ok(())
        }
    }
}
