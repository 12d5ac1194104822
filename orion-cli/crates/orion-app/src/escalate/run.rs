//! One run: from what blocks to the levels that speak about it.

use jiff::Timestamp;
use orion_core::config::{EscalationLevel, NoticeSink};
use orion_core::escalation::{Climb, Course, Notice, climb};

use super::blocker::{Blocker, blockers, by_hand};
use super::memory::{is_noted, key, recall};
use super::order::{EscalateError, Order, Raise};
use super::report::{BlockerRow, EscalateReport, GivenReport, UpcomingReport};
use crate::forge::Forge;
use crate::notice::{Notifier, sink_word};
use crate::outbox::{Entry, Outbox, OutboxStore};
use crate::ports::Time;

/// What all of it needs.
pub(super) struct Run<'a, F, S, T, N> {
    pub(super) outbox: &'a Outbox<'a, F, S, T>,
    pub(super) notifier: &'a N,
    pub(super) levels: &'a [EscalationLevel],
    pub(super) now: Timestamp,
    pub(super) repository: String,
    pub(super) order: Order,
}

impl<F: Forge, S: OutboxStore, T: Time, N: Notifier> Run<'_, F, S, T, N> {
    /// Whether the level that is asked for has a place for a notice.
    pub(super) fn check_level(&self) -> Result<(), EscalateError> {
        let Some(Raise { level, .. }) = self.order.raise else {
            return Ok(());
        };
        let speaking = self.levels.iter().filter(|level| !level.notify.is_empty());
        let known: Vec<_> = speaking.map(|level| level.level).collect();
        if known.contains(&level) {
            Ok(())
        } else {
            Err(EscalateError::SilentLevel { level, known })
        }
    }

    /// Everything that blocks, with what is said about it. What waits in the outbox was said before.
    pub(super) async fn look(&self, waiting: &[Entry]) -> Result<EscalateReport, EscalateError> {
        let (forge, rules) = (self.outbox.forge, self.outbox.rules);
        let found = match self.order.raise {
            None => blockers(forge, rules, self.now).await?,
            Some(Raise { number, .. }) => {
                let blocker = by_hand(number, forge, rules, self.now).await?;
                if blocker.is_settled() {
                    return Err(EscalateError::Settled { number });
                }
                vec![blocker]
            }
        };
        let mut rows = Vec::new();
        for blocker in &found {
            rows.push(self.row(blocker, waiting).await?);
        }
        Ok(EscalateReport {
            schema: 1,
            now: self.now,
            blockers: rows,
        })
    }

    async fn row(&self, blocker: &Blocker, waiting: &[Entry]) -> Result<BlockerRow, EscalateError> {
        let issue = &blocker.tracked.issue;
        let key = |level| key(&self.repository, issue.number, level, blocker.since);
        let given: Vec<GivenReport> = self
            .levels
            .iter()
            .filter_map(|level| {
                let recalled = recall(&blocker.tracked, &key(level.level))?;
                Some(GivenReport {
                    level: level.level,
                    at: recalled.at,
                    told: recalled.told,
                })
            })
            .collect();
        let Climb { due, next } = self.climb(blocker, &given);
        let mut reports = Vec::new();
        for level in self.levels {
            let before = given.iter().find(|it| it.level == level.level);
            let told = before.map_or(&[][..], |it| it.told.as_slice());
            let is_missing = |sink: &NoticeSink| !told.iter().any(|it| it == sink_word(*sink));
            let sinks: Vec<_> = level.notify.iter().copied().filter(is_missing).collect();
            let is_due = due.contains(&level.level);
            let is_again =
                before.is_some() && self.order.raise.is_none_or(|it| it.level == level.level);
            if sinks.is_empty() || !(is_due || is_again) {
                continue;
            }
            let key = key(level.level);
            if !waiting.iter().any(|entry| is_noted(entry, key.as_str())) {
                reports.push(self.say(blocker, level, &key, &sinks, is_again).await?);
            }
        }
        Ok(BlockerRow {
            number: issue.number,
            title: issue.title.clone(),
            url: issue.url.clone(),
            kind: blocker.kind,
            since: blocker.since,
            is_critical: blocker.is_critical(),
            owners: blocker.owners.clone(),
            given,
            due: reports,
            next: next.map(|next| UpcomingReport {
                level: next.level,
                at: next.at,
            }),
        })
    }

    fn climb(&self, blocker: &Blocker, given: &[GivenReport]) -> Climb {
        let notices: Vec<_> = given
            .iter()
            .map(|given| Notice {
                level: given.level,
                at: given.at,
            })
            .collect();
        let course = Course {
            since: blocker.since,
            is_critical: blocker.is_critical(),
            is_settled: blocker.is_settled(),
            notices: &notices,
            answers: &blocker.answers(self.outbox.rules),
        };
        let mut climb = climb(self.levels, course, self.now);
        if let Some(Raise { level, .. }) = self.order.raise {
            let is_new = !notices.iter().any(|notice| notice.level == level);
            climb.due = if is_new { vec![level] } else { Vec::new() };
        }
        climb
    }
}
