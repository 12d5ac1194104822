//! `orion contract adopt`: closes what those had to do who build on a contract, where there is evidence for it.

use orion_core::ids::{IssueNumber, WorkstreamId};
use orion_core::release::version_of;
use orion_core::request::{IdempotencyKey, RequestKind, RequestState};

use super::adoption::tasks;
use super::document::{documents_of, text_in};
use super::life::{Life, Looked, fate_of};
use super::life_error::LifeError;
use super::life_report::{AdoptReport, AdoptionFate, AdoptionRow};
use super::report::Fate;
use crate::forge::{Checks, Forge, Issue, IssueStatus};
use crate::outbox::{Action, OutboxStore};
use crate::ports::{Time, Workbench};

/// Closes the adoption issues of these workstreams, or of all, that can be shown to have followed: the base branch has
/// the release, GitHub's checks of it are green, and no open pull request names the issue. Once all are closed, the
/// request is adopted.
///
/// # Errors
/// [`LifeError`].
pub async fn adopt<F: Forge, S: OutboxStore, T: Time, W: Workbench>(
    number: IssueNumber,
    only: &[String],
    life: &Life<'_, F, S, T, W>,
) -> Result<AdoptReport, LifeError> {
    life.send().await?;
    let (kind, to) = (RequestKind::Contract, RequestState::Adopted);
    let looked = life.look(kind, number, to).await?;
    let consumers = &looked.roles.consumers;
    if let Some(unknown) = only
        .iter()
        .find(|name| !consumers.iter().any(|id| id.as_str() == **name))
    {
        return Err(LifeError::NotAConsumer {
            number,
            workstream: unknown.clone(),
            consumers: consumers.clone(),
        });
    }
    let from = looked.story.state;
    if !matches!(from, RequestState::Released | RequestState::Adopted) {
        return Err(LifeError::Illegal {
            kind,
            number,
            from,
            to,
        });
    }
    let found = tasks(life.outbox.forge, number, consumers).await?;
    let mut report = AdoptReport {
        schema: 1,
        number,
        commit: None,
        workstreams: Vec::new(),
        state: from,
    };
    let is_asked = |id: &WorkstreamId| only.is_empty() || only.iter().any(|it| it == id.as_str());
    let is_open = |issue: &Option<Issue>| {
        issue
            .as_ref()
            .is_none_or(|issue| issue.status == IssueStatus::Open)
    };
    let mut evidence = None;
    if from == RequestState::Released
        && found
            .iter()
            .any(|(id, issue)| is_asked(id) && is_open(issue))
    {
        let (commit, lacking) = life.evidence(&looked).await?;
        report.commit = Some(commit.clone());
        evidence = Some((commit, lacking));
    }
    for (id, issue) in found {
        let mut row = AdoptionRow {
            issue: issue.as_ref().map(|issue| issue.number),
            fate: AdoptionFate::AlreadyAdopted,
            because: None,
            workstream: id,
        };
        if is_open(&issue) {
            if !is_asked(&row.workstream) {
                row.fate = AdoptionFate::NotAsked;
            } else if let Some((commit, lacking)) = &evidence {
                life.judge(&mut row, commit, lacking.as_deref()).await?;
            }
        }
        report.workstreams.push(row);
    }
    life.finish(&looked, &mut report).await?;
    Ok(report)
}

impl<F: Forge, S: OutboxStore, T: Time, W: Workbench> Life<'_, F, S, T, W> {
    /// The base branch's commit on GitHub, and what speaks against it.
    async fn evidence(&self, looked: &Looked) -> Result<(String, Option<String>), LifeError> {
        let number = looked.number;
        let (release, _) = self
            .release(looked)
            .ok_or(LifeError::NotReleased { number })?;
        self.fetched_base()?;
        let base = self.base();
        let standing = self.outbox.forge.standing(base).await?;
        let commit = standing.commit;
        let lacking = if self.bench.commit_at(&commit)?.is_none() {
            Some(format!(
                "`origin` does not have {commit}, which GitHub says `{base}` is at"
            ))
        } else if !self.bench.contains(&commit, &release)? {
            Some(format!("`{base}` does not have the release, {release}"))
        } else if let Some(name) = self.older(looked, &commit, &release)? {
            Some(format!("{name} is older on `{base}` than it was released"))
        } else {
            let said = match standing.checks {
                Some(Checks::Passed) => None,
                Some(Checks::Failed) => Some("are red"),
                Some(Checks::Pending) => Some("have not ended"),
                None => Some("are missing, so that it cannot be told"),
            };
            said.map(|said| format!("the checks of `{base}` at {commit} {said}"))
        };
        Ok((commit, lacking))
    }

    /// A document that is gone, or of an older version than the one that was released.
    fn older(
        &self,
        looked: &Looked,
        commit: &str,
        release: &str,
    ) -> Result<Option<String>, LifeError> {
        for (name, path) in documents_of(&looked.subject, self.outbox.rules.workspace) {
            let then = text_in(self.bench, release, &path)?;
            let Some(version) = then.as_deref().and_then(version_of) else {
                continue;
            };
            let now = text_in(self.bench, commit, &path)?;
            let now = now.as_deref().and_then(version_of);
            if now.is_none_or(|now| now < version) {
                return Ok(Some(name));
            }
        }
        Ok(None)
    }

    /// Whether a workstream has followed; then its issue is to be closed.
    async fn judge(
        &self,
        row: &mut AdoptionRow,
        commit: &str,
        lacking: Option<&str>,
    ) -> Result<(), LifeError> {
        row.fate = AdoptionFate::NotShown;
        let Some(issue) = row.issue else {
            row.because = Some("it has no adoption issue yet".to_owned());
            return Ok(());
        };
        if let Some(lacking) = lacking {
            row.because = Some(lacking.to_owned());
            return Ok(());
        }
        let open = self.outbox.forge.open_pull_requests_of(issue).await?;
        if !open.is_empty() {
            let open: Vec<_> = open.iter().map(ToString::to_string).collect();
            row.because = Some(format!("{} is not merged yet", open.join(", ")));
            return Ok(());
        }
        let key = self.closing_key(issue);
        let body = format!(
            "`{}` is at {commit}: it has the release, and its checks are green.\n\n{}",
            self.base(),
            key.marker()
        );
        self.put(
            &key,
            Action::Close {
                number: issue,
                body,
            },
        )?;
        row.fate = AdoptionFate::Adopted;
        Ok(())
    }

    fn closing_key(&self, issue: IssueNumber) -> IdempotencyKey {
        IdempotencyKey::of(&["adopted", &self.repository(), &issue.to_string()])
    }

    /// Sends what is to be closed, then the last step where nothing is left.
    async fn finish(&self, looked: &Looked, report: &mut AdoptReport) -> Result<(), LifeError> {
        let sent = self.send().await?;
        for row in &mut report.workstreams {
            let Some(issue) = row.issue.filter(|_| row.fate == AdoptionFate::Adopted) else {
                continue;
            };
            match fate_of(&self.closing_key(issue), &sent) {
                (Fate::Queued, because) => {
                    (row.fate, row.because) = (AdoptionFate::Queued, because);
                }
                (Fate::Refused, because) => {
                    (row.fate, row.because) = (AdoptionFate::NotShown, because);
                }
                _ => {}
            }
        }
        let is_done = |row: &AdoptionRow| {
            matches!(
                row.fate,
                AdoptionFate::Adopted | AdoptionFate::AlreadyAdopted
            )
        };
        if looked.story.state != RequestState::Released || !report.workstreams.iter().all(is_done) {
            return Ok(());
        }
        let (kind, number, to) = (looked.kind, looked.number, RequestState::Adopted);
        self.put_step(kind, number, to, "Everybody who builds on it has followed.")?;
        self.send().await?;
        report.state = self.look(kind, number, to).await?.story.state;
        Ok(())
    }
}
