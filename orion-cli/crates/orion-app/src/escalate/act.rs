//! `orion escalate`: looks at what blocks, and does what is due.

use std::borrow::Cow;

use orion_core::config::EscalationLevel;
use orion_core::escalation::seed_levels;

use super::memory::is_noted;
use super::order::{EscalateError, Order};
use super::report::EscalateReport;
use super::run::Run;
use crate::forge::Forge;
use crate::notice::Notifier;
use crate::outbox::{Outbox, OutboxStore, Outcome, Sent};
use crate::ports::Time;
use crate::request::Fate;

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
