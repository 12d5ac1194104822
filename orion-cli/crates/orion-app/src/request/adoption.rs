//! The issues of those who have to follow a release.

use orion_core::ids::{IssueNumber, WorkstreamId};
use orion_core::request::{EventKind, IdempotencyKey, RequestState};

use super::life::{Life, Looked};
use super::life_error::LifeError;
use super::report::TaskReport;
use crate::forge::{Forge, ForgeError, Issue, IssueStatus, Tracked};
use crate::outbox::OutboxStore;
use crate::ports::{Time, Workbench};

/// The label of an adoption issue.
pub(crate) const ADOPTION: &str = "adoption";

/// Recognises the adoption issue of a workstream.
pub(super) fn adoption_key(
    repository: &str,
    number: IssueNumber,
    workstream: &WorkstreamId,
) -> IdempotencyKey {
    let number = number.to_string();
    IdempotencyKey::of(&["adopt", repository, &number, workstream.as_str()])
}

/// Recognises the comment that has the migration guide.
pub(super) fn release_key(repository: &str, number: IssueNumber) -> IdempotencyKey {
    IdempotencyKey::of(&["release", repository, &number.to_string()])
}

/// The comment that hides which commit has the release.
pub(super) fn release_marker(commit: &str) -> String {
    format!("<!-- orion:release={commit} -->")
}

/// The commit that has the release, and the guide, from the first comment that says so by somebody who may.
pub(super) fn released(
    tracked: &Tracked,
    repository: &str,
    may: impl Fn(&str) -> bool,
) -> Option<(String, String)> {
    let key = release_key(repository, tracked.issue.number);
    tracked.events.iter().find_map(|event| match &event.kind {
        EventKind::Commented(text)
            if key.is_in(text) && event.actor.as_deref().is_some_and(&may) =>
        {
            // The marker is the last one: what comes before it was written by others too.
            let (_, rest) = text.rsplit_once("<!-- orion:release=")?;
            let commit = rest.split_once(" -->")?.0;
            let is_id = commit.len() >= 40 && commit.bytes().all(|it| it.is_ascii_hexdigit());
            is_id.then(|| (commit.to_owned(), text.clone()))
        }
        _ => None,
    })
}

/// The adoption issue of each workstream, where it has one: the oldest that was written for it.
pub(super) async fn tasks<F: Forge>(
    forge: &F,
    number: IssueNumber,
    consumers: &[WorkstreamId],
) -> Result<Vec<(WorkstreamId, Option<Issue>)>, ForgeError> {
    if consumers.is_empty() {
        return Ok(Vec::new());
    }
    let repository = forge.repository().to_string();
    let issues = forge.issues(ADOPTION).await?;
    let task = |id: &WorkstreamId| {
        let key = adoption_key(&repository, number, id);
        let ours = issues.iter().filter(|issue| key.is_in(&issue.body));
        let oldest = ours.min_by_key(|issue| issue.number);
        (id.clone(), oldest.cloned())
    };
    Ok(consumers.iter().map(task).collect())
}

pub(super) fn task_report(task: &(WorkstreamId, Option<Issue>)) -> TaskReport {
    let (workstream, issue) = task;
    TaskReport {
        workstream: workstream.clone(),
        number: issue.as_ref().map(|issue| issue.number),
        is_closed: issue
            .as_ref()
            .is_some_and(|issue| issue.status != IssueStatus::Open),
    }
}

impl<F: Forge, S: OutboxStore, T: Time, W: Workbench> Life<'_, F, S, T, W> {
    /// The commit that has the release, and the guide, where it was released.
    pub(super) fn release(&self, looked: &Looked) -> Option<(String, String)> {
        let may = |login: &str| self.may(looked, login, RequestState::Released);
        released(&looked.tracked, &self.repository(), may)
    }

    /// The base branch of `origin`, brought up to date.
    pub(super) fn fetched_base(&self) -> Result<String, LifeError> {
        let base = self.base();
        (self.tell)(&format!("fetching `{base}` from `origin`"));
        self.bench.fetch(base)?;
        let name = format!("refs/remotes/origin/{base}");
        let commit = self.bench.commit_at(&name)?;
        commit.ok_or_else(|| LifeError::NoBase {
            base: base.to_owned(),
        })
    }
}
