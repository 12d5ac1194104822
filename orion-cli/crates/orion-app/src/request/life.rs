//! What the steps of a request's second half have in common.

use std::collections::BTreeMap;

use jiff::Timestamp;
use orion_core::ids::IssueNumber;
use orion_core::request::{IdempotencyKey, RequestKind, RequestState, Roles, Story, Subject};

use super::life_error::LifeError;
use super::report::Fate;
use crate::forge::{Forge, PullRequest, PullRequestStatus, Tracked};
use crate::outbox::{Action, Entry, Outbox, OutboxStore, Outcome, Sent, implemented};
use crate::ports::{Time, Workbench};
use crate::template::ReleaseText;

/// The project's own templates.
pub type Overrides = BTreeMap<ReleaseText, String>;

/// Everything that a step needs.
pub struct Life<'a, F, S, T, W> {
    /// GitHub, and what waits to be sent there.
    pub outbox: &'a Outbox<'a, F, S, T>,
    /// The commits here.
    pub bench: &'a W,
    /// The project's own templates.
    pub overrides: &'a Overrides,
    /// Says that something is waited for.
    pub tell: &'a dyn Fn(&str),
}

/// A request, looked at for a step.
pub(super) struct Looked {
    pub(super) kind: RequestKind,
    pub(super) number: IssueNumber,
    pub(super) tracked: Tracked,
    pub(super) story: Story,
    pub(super) subject: Subject,
    pub(super) roles: Roles,
}

impl<F: Forge, S: OutboxStore, T: Time, W: Workbench> Life<'_, F, S, T, W> {
    /// Looks at a request that is to be brought into that state, by somebody who may.
    pub(super) async fn look(
        &self,
        kind: RequestKind,
        number: IssueNumber,
        to: RequestState,
    ) -> Result<Looked, LifeError> {
        let (forge, rules) = (self.outbox.forge, self.outbox.rules);
        let tracked = forge.history(number).await?;
        if tracked.issue.kind() != Some(kind) {
            return Err(LifeError::NotARequest { number, kind });
        }
        let permitted = rules.roles(kind, &tracked.issue);
        let login = forge.viewer().await?;
        if !permitted.may(&login, to, rules.workspace) {
            return Err(LifeError::NotAllowed {
                number,
                login,
                to,
                workstreams: permitted.workstreams(to),
            });
        }
        Ok(Looked {
            kind,
            number,
            story: rules.story(kind, &tracked),
            subject: rules.subject(kind, &tracked.issue),
            roles: permitted,
            tracked,
        })
    }

    /// The pull request that implements it, and the commit that its branch began at; where there is one.
    pub(super) async fn implementation(
        &self,
        looked: &Looked,
    ) -> Result<Option<(PullRequest, String)>, LifeError> {
        let repository = self.repository();
        let may = |login: &str| self.may(looked, login, RequestState::Implementing);
        let Some((number, before)) = implemented(&looked.tracked, &repository, may) else {
            return Ok(None);
        };
        let pull_request = self.outbox.forge.pull_request(number).await?;
        if pull_request.status == PullRequestStatus::Closed {
            return Err(LifeError::Abandoned {
                number: looked.number,
                pull_request: number,
            });
        }
        Ok(Some((pull_request, before)))
    }

    pub(super) fn may(&self, looked: &Looked, login: &str, to: RequestState) -> bool {
        looked.roles.may(login, to, self.outbox.rules.workspace)
    }

    pub(super) fn repository(&self) -> String {
        self.outbox.forge.repository().to_string()
    }

    pub(super) fn now(&self) -> Timestamp {
        self.outbox.time.now()
    }

    /// The base branch's name.
    pub(super) fn base(&self) -> &str {
        &self.outbox.rules.workspace.project.base
    }

    /// What an earlier command could not send has to be on GitHub before GitHub is asked how far a request is.
    pub(super) async fn send(&self) -> Result<Vec<Sent>, LifeError> {
        Ok(self.outbox.send(self.tell).await?)
    }

    /// Puts a write into the outbox.
    pub(super) fn put(&self, key: &IdempotencyKey, action: Action) -> Result<(), LifeError> {
        self.outbox.store.put(&Entry {
            key: key.clone(),
            created_at: self.now(),
            repository: self.repository(),
            action,
            attempts: 0,
            last_error: None,
        })?;
        Ok(())
    }

    /// Puts a step of a request into the outbox, with a sentence that tells of it; the same step has the same key.
    pub(super) fn put_step(
        &self,
        kind: RequestKind,
        number: IssueNumber,
        to: RequestState,
        sentence: &str,
    ) -> Result<IdempotencyKey, LifeError> {
        let parts = ["step", &self.repository(), &number.to_string(), to.word()];
        let key = IdempotencyKey::of(&parts);
        let body = format!("{sentence}\n\n{}", key.marker());
        let step = Action::Step {
            kind,
            number,
            body,
            to,
        };
        self.put(&key, step)?;
        Ok(key)
    }
}

/// What became of a write; one that is not among those that were sent was sent by another process.
pub(super) fn fate_of(key: &IdempotencyKey, sent: &[Sent]) -> (Fate, Option<String>) {
    let found = sent.iter().find(|sent| sent.entry.key == *key);
    match found.map(|sent| &sent.outcome) {
        None | Some(Outcome::Done(_)) => (Fate::Sent, None),
        Some(Outcome::Waits(why)) if why.passes() => (Fate::Queued, Some(why.to_string())),
        Some(Outcome::Waits(why)) => (Fate::Refused, Some(why.to_string())),
    }
}
