//! The writes of a request's second half: its pull request, its steps, and what is closed at the end.

use orion_core::escape;
use orion_core::ids::IssueNumber;
use orion_core::request::{EventKind, IdempotencyKey, RequestKind, RequestState};

use super::Proposed;
use super::send::{Outbox, SendError};
use crate::forge::{Forge, IssueStatus, NewPullRequest, PullRequest, PullRequestStatus, Tracked};
use crate::outbox::OutboxStore;
use crate::ports::Time;

/// Recognises the comment that says which pull request implements a request.
fn implemented_key(repository: &str, number: IssueNumber) -> IdempotencyKey {
    IdempotencyKey::of(&["implemented", repository, &number.to_string()])
}

/// The pull request that implements a request and the commit that it began at, from the first comment that says so,
/// written by somebody who may.
pub(crate) fn implemented(
    tracked: &Tracked,
    repository: &str,
    may: impl Fn(&str) -> bool,
) -> Option<(IssueNumber, String)> {
    let key = implemented_key(repository, tracked.issue.number);
    let mut events = tracked.events.iter();
    events.find_map(|event| match &event.kind {
        EventKind::Commented(text)
            if key.is_in(text) && event.actor.as_deref().is_some_and(&may) =>
        {
            let fields = text.split_once("<!-- orion:pull-request=")?.1;
            let (number, rest) = fields.split_once(" before=")?;
            let before = rest.split_once(" -->")?.0;
            let is_id = before.len() >= 40 && before.bytes().all(|it| it.is_ascii_hexdigit());
            let number = number.parse().ok().and_then(IssueNumber::new)?;
            is_id.then(|| (number, before.to_owned()))
        }
        _ => None,
    })
}

impl<F: Forge, S: OutboxStore, T: Time> Outbox<'_, F, S, T> {
    /// Opens the pull request, says so, and makes the step; gives the pull request's number.
    pub(super) async fn propose(
        &self,
        key: &IdempotencyKey,
        proposed: &Proposed,
    ) -> Result<IssueNumber, SendError> {
        let number = proposed.number;
        let new = NewPullRequest {
            title: proposed.title.clone(),
            body: proposed.body.clone(),
            head: proposed.head.clone(),
            base: proposed.base.clone(),
            is_draft: proposed.is_draft,
        };
        let opened = self.open(key, &new).await?.number;
        let key = implemented_key(&self.forge.repository().to_string(), number);
        let said = format!(
            "Implemented in {opened}, on the branch {}.\n\n<!-- orion:pull-request={} before={} -->\n{}",
            escape::code_span(&proposed.head),
            opened.get(),
            proposed.before,
            key.marker()
        );
        self.say(&key, number, &said).await?;
        let to = RequestState::Implementing;
        self.step(proposed.kind, number, to).await?;
        Ok(opened)
    }

    /// Closes an issue as done, if it is open.
    pub(super) async fn close(&self, number: IssueNumber) -> Result<(), SendError> {
        let issue = self.forge.history(number).await?.issue;
        if issue.status == IssueStatus::Open {
            let close = self.forge.set_status(number, IssueStatus::Completed);
            self.paced(close).await?;
        }
        Ok(())
    }

    /// Opens a pull request unless there is one with this key, or one that is open for the same branch.
    async fn open(
        &self,
        key: &IdempotencyKey,
        new: &NewPullRequest,
    ) -> Result<PullRequest, SendError> {
        let found = self.forge.pull_requests(&new.head).await?;
        let mut ours = found.into_iter().filter(|it| {
            key.is_in(&it.body) || it.status == PullRequestStatus::Open && it.base == new.base
        });
        match ours.next() {
            Some(found) => Ok(found),
            None => self.paced(self.forge.open_pull_request(new)).await,
        }
    }

    /// Sets the label that makes the step, where it follows; labels and status are brought in line in any case.
    pub(super) async fn step(
        &self,
        kind: RequestKind,
        number: IssueNumber,
        to: RequestState,
    ) -> Result<(), SendError> {
        let tracked = self.forge.history(number).await?;
        let story = self.rules.story(kind, &tracked);
        if story.state.leads_to(to) {
            let label = to.label();
            // A label that is there already, set by somebody who may not, would not be told of again.
            if tracked.issue.labels.contains(&label) {
                self.paced(self.forge.remove_label(number, &label)).await?;
            }
            self.paced(self.forge.add_labels(number, &[label])).await?;
        }
        self.align(kind, number).await
    }
}
