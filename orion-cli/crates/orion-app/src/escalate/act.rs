//! `orion escalate`: looks at what blocks, and does what is due.

use std::borrow::Cow;

use orion_core::config::EscalationLevel;
use orion_core::escalation::seed_levels;
use orion_core::ids::IssueNumber;
use thiserror::Error;

use super::memory::is_note_of;
use super::report::EscalateReport;
use super::run::Run;
use crate::forge::{Forge, ForgeError};
use crate::notice::Notifier;
use crate::outbox::{Action, Entry, Outbox, OutboxStore, Outcome, Sent};
use crate::ports::Time;
use crate::request::Fate;
use crate::stack::StoreError;

/// One level that is to speak about one issue, due or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raise {
    /// The level.
    pub level: u8,
    /// The issue.
    pub number: IssueNumber,
}

/// What to do.
#[derive(Debug, Clone, Copy, Default)]
pub struct Order {
    /// This one, and nothing else; otherwise all that is due.
    pub raise: Option<Raise>,
    /// Whether to do it, or only to show it.
    pub acts: bool,
}

/// Why nothing is done, or no more.
#[derive(Debug, Error)]
pub enum EscalateError {
    /// GitHub's answer.
    #[error(transparent)]
    Forge(#[from] ForgeError),
    /// The outbox failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No level has that number, or it has no place for a notice.
    #[error("level {level} has no place that a notice could go to")]
    SilentLevel {
        /// The number.
        level: u8,
        /// The levels that have one.
        known: Vec<u8>,
    },
    /// The issue is closed.
    #[error("{number} is closed")]
    Settled {
        /// The issue.
        number: IssueNumber,
    },
}

/// Looks at what blocks, and tells whom it is due to tell. A place that cannot be reached is in the report, and fails
/// nothing.
///
/// # Errors
/// [`EscalateError`].
pub async fn escalate<F: Forge, S: OutboxStore, T: Time, N: Notifier>(
    order: Order,
    outbox: &Outbox<'_, F, S, T>,
    notifier: &N,
    tell: &dyn Fn(&str),
) -> Result<EscalateReport, EscalateError> {
    let configured = &outbox.rules.workspace.escalation;
    let levels: Cow<'_, [EscalationLevel]> = if configured.is_empty() {
        Cow::Owned(seed_levels())
    } else {
        Cow::Borrowed(configured)
    };
    let run = Run {
        outbox,
        notifier,
        levels: &levels,
        now: outbox.time.now(),
        repository: outbox.forge.repository().to_string(),
        order,
    };
    run.check_level()?;
    if !order.acts {
        return run.look(&[]).await;
    }
    // What an earlier run wrote down has to be on GitHub before GitHub is asked what was said.
    outbox.send(tell).await?;
    let lock = outbox.lock(tell).await?;
    let mut report = run.look(&outbox.store.entries()?).await?;
    drop(lock);
    settle(&mut report, &outbox.send(tell).await?);
    Ok(report)
}

/// What became of the comments; what is not among them was sent by another process.
fn settle(report: &mut EscalateReport, sent: &[Sent]) {
    let notices = report.blockers.iter_mut().flat_map(|row| &mut row.due);
    for notice in notices.filter(|notice| notice.fate == Fate::Sent) {
        let is_it = |sent: &&Sent| is_noted(&sent.entry, &notice.key);
        if let Some(Outcome::Waits(why)) = sent.iter().find(is_it).map(|sent| &sent.outcome) {
            notice.because = Some(why.to_string());
            notice.fate = if why.passes() {
                Fate::Queued
            } else {
                Fate::Refused
            };
        }
    }
}

/// Whether an entry of the outbox remembers the notice with that key, said first or again.
pub(super) fn is_noted(entry: &Entry, key: &str) -> bool {
    match &entry.action {
        Action::Comment { body, .. } => is_note_of(body, key),
        Action::File { .. } | Action::Say { .. } => false,
    }
}
