//! `orion contract list`, `orion schema list`: what is open, and whose move it is.

use jiff::Timestamp;
use orion_core::clock::{Calendar, Motion};
use orion_core::request::{Ball, RequestKind};

use super::report::{ListReport, QueuedRequest, RequestRow};
use crate::forge::{Forge, ForgeError, Tracked};
use crate::outbox::{Action, Entry};
use crate::request_rules::RequestRules;

/// The open requests of a kind, with those in the outbox.
///
/// # Errors
/// [`ForgeError`] when GitHub does not tell.
pub async fn list<F: Forge>(
    kind: RequestKind,
    forge: &F,
    waiting: &[Entry],
    rules: RequestRules<'_>,
    now: Timestamp,
) -> Result<ListReport, ForgeError> {
    let open = forge.tracked(&[kind.label()]).await?;
    let mut requests: Vec<_> = open
        .iter()
        .map(|tracked| row(kind, tracked, &RequestRules::overview(tracked), rules, now))
        .collect();
    requests.sort_by_key(|row| {
        let is_running = row.clock.motion == Motion::Running;
        (
            row.ball != Ball::Owner,
            !is_running,
            row.clock.due,
            row.number,
        )
    });
    Ok(ListReport {
        schema: 1,
        kind,
        requests,
        queued: queued(kind, waiting),
    })
}

/// A request as a row, from what its history comes to.
pub(crate) fn row(
    kind: RequestKind,
    tracked: &Tracked,
    story: &orion_core::request::Story,
    rules: RequestRules<'_>,
    now: Timestamp,
) -> RequestRow {
    let issue = &tracked.issue;
    RequestRow {
        number: issue.number,
        title: issue.title.clone(),
        url: issue.url.clone(),
        state: story.state,
        since: story.since,
        ball: story.state.ball(),
        requester: issue.author.clone(),
        subject: rules.subject(kind, issue).names(),
        owners: rules.owners(kind, issue),
        clock: rules.reading(kind, story, now).into(),
    }
}

/// The requests of a kind that wait in the outbox.
#[must_use]
pub fn queued(kind: RequestKind, waiting: &[Entry]) -> Vec<QueuedRequest> {
    let of_the_kind = waiting.iter().filter_map(|entry| match &entry.action {
        Action::File { title, labels, .. } if labels.iter().any(|label| label == kind.label()) => {
            Some(QueuedRequest {
                key: entry.key.to_string(),
                title: title.clone(),
                created_at: entry.created_at,
                last_error: entry.last_error.clone(),
            })
        }
        _ => None,
    });
    of_the_kind.collect()
}

/// When a review that begins now is due.
pub(super) fn due_from(
    kind: RequestKind,
    rules: RequestRules<'_>,
    now: Timestamp,
) -> Option<Timestamp> {
    let clock = kind.clock(&rules.workspace.sla);
    let within = jiff::SignedDuration::try_from(clock.within).ok()?;
    Calendar::of(&rules.workspace.project).after(clock.mode, now, within)
}
