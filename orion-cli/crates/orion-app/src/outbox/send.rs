//! Sending what waits.
//!
//! GitHub has no idempotency keys, and an answer that is lost says nothing about whether the write took effect. So
//! each text carries a marker, and before it is written, for the first time or again, the marker is looked for in
//! lists, which know of everything at once. Where two machines wrote the same at the same moment, the older issue
//! stays, whoever sees it.

use std::time::Duration;

use jiff::Timestamp;
use orion_core::ids::IssueNumber;
use orion_core::request::{IdempotencyKey, RequestKind, RequestState};
use thiserror::Error;

use super::{Action, Entry, OutboxStore};
use crate::forge::{Forge, ForgeError, Issue, IssueStatus, NewIssue, Tracked};
use crate::ports::StoreError;
use crate::ports::Time;
use crate::request_rules::RequestRules;

/// How often an entry is tried in one go, where what stands in the way may pass.
const TRIES: u32 = 6;
/// Before the second try; each wait is twice as long as the one before.
const FIRST_WAIT: Duration = Duration::from_millis(500);
/// For what is told to wait longer than this, later is soon enough.
const LONGEST_WAIT: Duration = Duration::from_secs(20);
/// Between two looks whether the lock is free.
const LOCK_WAIT: Duration = Duration::from_millis(50);
/// Between two writes of one work tree: GitHub's own advice
/// (<https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api>).
const BETWEEN_WRITES: Duration = Duration::from_secs(1);
/// The label of an issue that another machine wrote too.
const DUPLICATE: &str = "duplicate";

/// The field that GitHub names when somebody cannot be assigned.
const ASSIGNEES: &str = "assignees";

/// An outbox and where it is sent to.
pub struct Outbox<'a, F, S, T> {
    /// GitHub.
    pub forge: &'a F,
    /// What waits.
    pub store: &'a S,
    /// The clock.
    pub time: &'a T,
    /// Who may say what.
    pub rules: RequestRules<'a>,
}

/// Why nothing was sent, or no more.
#[derive(Debug, Error)]
pub enum SendError {
    /// GitHub's answer.
    #[error(transparent)]
    Forge(#[from] ForgeError),
    /// The outbox itself failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What became of an entry.
#[derive(Debug)]
pub enum Outcome {
    /// It is on GitHub, in this issue.
    Done(IssueNumber),
    /// It is still in the outbox.
    Waits(ForgeError),
}

/// An entry, and what became of it.
#[derive(Debug)]
pub struct Sent {
    /// The entry.
    pub entry: Entry,
    /// What became of it.
    pub outcome: Outcome,
}

impl<F: Forge, S: OutboxStore, T: Time> Outbox<'_, F, S, T> {
    /// Sends all that waits for this repository, in the order that it was asked for. What GitHub refuses is passed
    /// over; where it cannot be reached, or wants to be left alone, all that is left waits. `tell` hears once that
    /// another process is sending, which is waited for.
    ///
    /// # Errors
    /// When the outbox cannot be used.
    pub async fn send(&self, tell: &dyn Fn(&str)) -> Result<Vec<Sent>, StoreError> {
        let _lock = self.lock(tell).await?;
        let repository = self.forge.repository().to_string();
        let mut sent = Vec::new();
        let mut stopped: Option<ForgeError> = None;
        for entry in self.store.entries()? {
            if entry.repository != repository {
                continue;
            }
            if let Some(why) = &stopped {
                let outcome = Outcome::Waits(why.clone());
                sent.push(Sent { entry, outcome });
                continue;
            }
            let outcome = match self.send_one(&entry).await {
                Ok(number) => {
                    self.store.remove(&entry.key)?;
                    Outcome::Done(number)
                }
                Err(SendError::Store(error)) => return Err(error),
                Err(SendError::Forge(why)) => {
                    self.store.put(&Entry {
                        attempts: entry.attempts + 1,
                        last_error: Some(why.to_string()),
                        ..entry.clone()
                    })?;
                    if why.passes() || matches!(why, ForgeError::Unauthorized { .. }) {
                        stopped = Some(why.clone());
                    }
                    Outcome::Waits(why)
                }
            };
            sent.push(Sent { entry, outcome });
        }
        Ok(sent)
    }

    /// Takes the lock, and waits for whoever has it.
    pub(crate) async fn lock(&self, tell: &dyn Fn(&str)) -> Result<S::Lock, StoreError> {
        let mut told = false;
        loop {
            if let Some(lock) = self.store.lock()? {
                return Ok(lock);
            }
            if !told {
                told = true;
                tell("another process is sending: waiting for it");
            }
            self.time.sleep(LOCK_WAIT).await;
        }
    }

    /// Tries an entry until it is done, or what stands in the way does not pass soon.
    async fn send_one(&self, entry: &Entry) -> Result<IssueNumber, SendError> {
        let mut wait = FIRST_WAIT;
        for _ in 1..TRIES {
            let error = match self.perform(entry).await {
                Err(SendError::Forge(error)) if error.passes() => error,
                result => return result,
            };
            let told = match &error {
                ForgeError::Limited { until, .. } => until.map(|until| self.until(until)),
                _ => None,
            };
            let pause = told.unwrap_or(wait);
            if pause > LONGEST_WAIT {
                return Err(error.into());
            }
            self.time.sleep(pause).await;
            wait *= 2;
        }
        self.perform(entry).await
    }

    async fn perform(&self, entry: &Entry) -> Result<IssueNumber, SendError> {
        match &entry.action {
            Action::File {
                title,
                body,
                labels,
                assignees,
            } => {
                let issue = NewIssue {
                    title: title.clone(),
                    body: body.clone(),
                    labels: labels.clone(),
                    assignees: assignees.clone(),
                };
                self.file(&entry.key, &issue).await
            }
            Action::Say { kind, number, body } => {
                self.say(&entry.key, *number, body).await?;
                self.align(*kind, *number).await?;
                Ok(*number)
            }
            Action::Propose(proposed) => self.propose(&entry.key, proposed).await,
            Action::Step {
                kind,
                number,
                body,
                to,
            } => {
                self.say(&entry.key, *number, body).await?;
                self.step(*kind, *number, *to).await?;
                Ok(*number)
            }
            Action::Close { number, body } => {
                self.say(&entry.key, *number, body).await?;
                self.close(*number).await?;
                Ok(*number)
            }
            Action::Comment { number, body } => {
                self.say(&entry.key, *number, body).await?;
                Ok(*number)
            }
        }
    }

    /// Writes an issue unless there is one with this key.
    async fn file(&self, key: &IdempotencyKey, new: &NewIssue) -> Result<IssueNumber, SendError> {
        if let Some(number) = self.store.filed(key)? {
            return Ok(number);
        }
        let label = new.labels.first().map_or("", String::as_str);
        let mut found = self.carrying(key, label).await?;
        if found.is_empty() {
            let created = self.create(new).await?;
            found = self.carrying(key, label).await?;
            if found.is_empty() {
                found.push(created);
            }
        }
        found.sort_by_key(|issue| issue.number);
        let mut found = found.into_iter();
        let Some(first) = found.next() else {
            return Err(ForgeError::Unreadable {
                cause: "the issue that was just written is in no list".to_owned(),
            }
            .into());
        };
        for younger in found.filter(|issue| issue.status == IssueStatus::Open) {
            self.paced(
                self.forge
                    .add_labels(younger.number, &[DUPLICATE.to_owned()]),
            )
            .await?;
            self.paced(
                self.forge
                    .set_status(younger.number, IssueStatus::NotPlanned),
            )
            .await?;
        }
        self.store.keep_filed(key, first.number)?;
        Ok(first.number)
    }

    /// Writes an issue; where somebody cannot be assigned, to nobody.
    async fn create(&self, new: &NewIssue) -> Result<Issue, SendError> {
        match self.paced(self.forge.create(new)).await {
            Err(SendError::Forge(ForgeError::Refused { faults }))
                if !new.assignees.is_empty()
                    && faults.iter().all(|fault| fault.starts_with(ASSIGNEES)) =>
            {
                let unassigned = NewIssue {
                    assignees: Vec::new(),
                    ..new.clone()
                };
                self.paced(self.forge.create(&unassigned)).await
            }
            result => result,
        }
    }

    async fn carrying(&self, key: &IdempotencyKey, label: &str) -> Result<Vec<Issue>, ForgeError> {
        let mut issues = self.forge.issues(label).await?;
        issues.retain(|issue| key.is_in(&issue.body));
        Ok(issues)
    }

    /// Writes a comment unless it is there.
    pub(super) async fn say(
        &self,
        key: &IdempotencyKey,
        number: IssueNumber,
        body: &str,
    ) -> Result<(), SendError> {
        let tracked = self.forge.history(number).await?;
        if tracked.says(key) {
            return Ok(());
        }
        self.paced(self.forge.comment(number, body)).await
    }

    /// Brings labels and status in line with what the history comes to, which is the same for whoever does it.
    pub(super) async fn align(
        &self,
        kind: RequestKind,
        number: IssueNumber,
    ) -> Result<(), SendError> {
        let tracked = self.forge.history(number).await?;
        let story = self.rules.story(kind, &tracked);
        if self.rules.is_sure(kind, &tracked, &story) {
            self.bring_in_line(&tracked, story.state).await?;
        }
        Ok(())
    }

    /// Gives an issue the label and the status of a state; says whether anything had to be written.
    pub(crate) async fn bring_in_line(
        &self,
        tracked: &Tracked,
        wanted: RequestState,
    ) -> Result<bool, SendError> {
        let number = tracked.issue.number;
        let mut written = false;
        let shown = tracked.issue.labels.iter();
        let shown = shown.filter(|label| RequestState::of_label(label).is_some());
        for label in shown.clone().filter(|label| **label != wanted.label()) {
            self.paced(self.forge.remove_label(number, label)).await?;
            written = true;
        }
        if !shown.clone().any(|label| *label == wanted.label()) {
            self.paced(self.forge.add_labels(number, &[wanted.label()]))
                .await?;
            written = true;
        }
        if wanted.is_final() && tracked.issue.status == IssueStatus::Open {
            let status = match wanted {
                RequestState::Adopted => IssueStatus::Completed,
                _ => IssueStatus::NotPlanned,
            };
            self.paced(self.forge.set_status(number, status)).await?;
            written = true;
        }
        Ok(written)
    }

    /// Writes, at a distance to this work tree's last write, whichever process sent that.
    pub(super) async fn paced<R>(
        &self,
        write: impl Future<Output = Result<R, ForgeError>>,
    ) -> Result<R, SendError> {
        if let Some(last) = self.store.last_write()? {
            let since = self.time.machine_clock().duration_since(last);
            let since = Duration::try_from(since).unwrap_or(Duration::ZERO);
            if let Some(left) = BETWEEN_WRITES.checked_sub(since) {
                self.time.sleep(left).await;
            }
        }
        // Whoever is killed in between has noted that it was about to write.
        self.store.keep_last_write(self.time.machine_clock())?;
        let answer = write.await;
        self.store.keep_last_write(self.time.machine_clock())?;
        Ok(answer?)
    }

    fn until(&self, then: Timestamp) -> Duration {
        Duration::try_from(then.duration_since(self.time.machine_clock())).unwrap_or(Duration::ZERO)
    }
}
