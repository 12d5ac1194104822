//! The use case.

use orion_core::ids::IssueNumber;
use orion_core::request::{RequestKind, RequestState, Story};
use thiserror::Error;

use super::answer::{key, text};
use super::report::{AlignReport, AlignRow, AlignStatus, AnswerReport};
use crate::forge::{Forge, ForgeError, IssueStatus, Tracked};
use crate::outbox::{Action, Entry, Outbox, OutboxStore, Outcome, SendError, Sent};
use crate::ports::{StoreError, Time};
use crate::request::Fate;
use crate::request_rules::RequestRules;

/// Why an alignment did not come to its end. What was done until then stays, and the next one goes on there.
#[derive(Debug, Error)]
pub enum AlignError {
    /// GitHub did not do it.
    #[error(transparent)]
    Forge(#[from] ForgeError),
    /// The outbox cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<SendError> for AlignError {
    fn from(error: SendError) -> Self {
        match error {
            SendError::Forge(error) => error.into(),
            SendError::Store(error) => error.into(),
        }
    }
}

/// Brings the labels and status of the issues in line with what was decided there, and answers what did not count. When
/// no number is given, all open requests that a word may still move are looked at: one list, and a history for each.
///
/// # Errors
/// [`AlignError`].
pub async fn align<F: Forge, S: OutboxStore, T: Time>(
    numbers: &[IssueNumber],
    outbox: &Outbox<'_, F, S, T>,
    tell: &dyn Fn(&str),
) -> Result<AlignReport, AlignError> {
    let numbers = if numbers.is_empty() {
        undecided(outbox.forge).await?
    } else {
        numbers.to_vec()
    };
    // What waits may be a decision: it is said before it is asked what was said.
    outbox.send(tell).await?;
    let lock = outbox.lock(tell).await?;
    let mut requests = Vec::new();
    for number in numbers {
        requests.push(one(number, outbox).await?);
    }
    drop(lock);
    settle(&mut requests, &outbox.send(tell).await?);
    Ok(AlignReport {
        schema: 1,
        requests,
    })
}

/// The open requests whose labels do not say that they are past every decision.
async fn undecided<F: Forge>(forge: &F) -> Result<Vec<IssueNumber>, ForgeError> {
    let labels = RequestKind::ALL.map(RequestKind::label);
    let open = forge.tracked(&labels).await?;
    let is_past = |tracked: &&Tracked| {
        let labels = tracked.issue.labels.iter();
        let states: Vec<_> = labels.filter_map(|it| RequestState::of_label(it)).collect();
        matches!(
            states[..],
            [RequestState::Implementing | RequestState::Released]
        )
    };
    let open = open.iter().filter(|tracked| !is_past(tracked));
    Ok(open.map(|tracked| tracked.issue.number).collect())
}

async fn one<F: Forge, S: OutboxStore, T: Time>(
    number: IssueNumber,
    outbox: &Outbox<'_, F, S, T>,
) -> Result<AlignRow, AlignError> {
    let rules = outbox.rules;
    let tracked = outbox.forge.history(number).await?;
    let mut row = AlignRow {
        number,
        title: tracked.issue.title.clone(),
        kind: tracked.issue.kind(),
        state: None,
        status: AlignStatus::NotARequest,
        unknown_teams: Vec::new(),
        answers: Vec::new(),
    };
    let Some(kind) = row.kind else {
        return Ok(row);
    };
    let story = rules.story(kind, &tracked);
    if !rules.is_sure(kind, &tracked, &story) {
        row.unknown_teams = rules.unknown_teams(kind, &tracked.issue);
        row.status = AlignStatus::CouldNotTell;
        return Ok(row);
    }
    row.state = Some(story.state);
    row.status = if outbox.bring_in_line(&tracked, story.state).await? {
        AlignStatus::Aligned
    } else {
        AlignStatus::AsItWas
    };
    if tracked.issue.status == IssueStatus::Open {
        row.answers = answers(kind, &tracked, &story, outbox)?;
    }
    Ok(row)
}

/// Puts the answers that are not there yet into the outbox.
fn answers<F: Forge, S: OutboxStore, T: Time>(
    kind: RequestKind,
    tracked: &Tracked,
    story: &Story,
    outbox: &Outbox<'_, F, S, T>,
) -> Result<Vec<AnswerReport>, StoreError> {
    let rules: RequestRules<'_> = outbox.rules;
    let owners = rules.owners(kind, &tracked.issue);
    let repository = outbox.forge.repository().to_string();
    let number = tracked.issue.number;
    let mut reports = Vec::new();
    for passed in &story.passed_over {
        let Some(text) = text(passed, &owners, rules) else {
            continue;
        };
        let key = key(&repository, number, passed);
        let fate = if tracked.says(&key) {
            Fate::AlreadySent
        } else {
            outbox.store.put(&Entry {
                action: Action::Comment {
                    number,
                    body: format!("{text}\n\n{}", key.marker()),
                },
                key: key.clone(),
                created_at: outbox.time.now(),
                repository: repository.clone(),
                attempts: 0,
                last_error: None,
            })?;
            Fate::Sent
        };
        reports.push(AnswerReport {
            to: passed.by.clone(),
            text,
            key: key.to_string(),
            fate,
            because: None,
        });
    }
    Ok(reports)
}

/// What became of the answers; what is not among them was sent by another process.
fn settle(requests: &mut [AlignRow], sent: &[Sent]) {
    let answers = requests.iter_mut().flat_map(|row| &mut row.answers);
    for answer in answers.filter(|answer| answer.fate == Fate::Sent) {
        let is_it = |sent: &&Sent| sent.entry.key.as_str() == answer.key;
        if let Some(Outcome::Waits(why)) = sent.iter().find(is_it).map(|sent| &sent.outcome) {
            answer.because = Some(why.to_string());
            answer.fate = if why.passes() {
                Fate::Queued
            } else {
                Fate::Refused
            };
        }
    }
}
