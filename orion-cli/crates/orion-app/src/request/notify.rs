//! `orion contract notify`: tells those who build on a contract that it was released, and what they have to do.

use orion_core::config::Member;
use orion_core::escape;
use orion_core::ids::{IssueNumber, WorkstreamId};
use orion_core::request::{IdempotencyKey, RequestKind, RequestState};

use super::adoption::{ADOPTION, adoption_key, release_key, release_marker, task_report, tasks};
use super::document::{compared, documents_of, versions_line};
use super::life::{Life, Looked, fate_of};
use super::life_error::LifeError;
use super::life_report::NotifyReport;
use super::report::Fate;
use crate::forge::{Forge, PullRequestStatus};
use crate::notice::{Announcer, Release};
use crate::outbox::{Action, OutboxStore};
use crate::ports::{Time, Workbench};
use crate::template::{ChangedDocument, Consumer, ReleaseText, ReleaseValues, render_release};

/// Announces the release of a request whose pull request is merged, as far as that was not done: Slack, the migration
/// guide as a comment, the state, and an adoption issue for each workstream that has to follow. Where nobody has, the
/// request is adopted at once. Slack that cannot be reached fails nothing, and is told by the next run.
///
/// # Errors
/// [`LifeError`].
pub async fn notify<F: Forge, S: OutboxStore, T: Time, W: Workbench, N: Announcer>(
    number: IssueNumber,
    acts: bool,
    life: &Life<'_, F, S, T, W>,
    announcer: &N,
) -> Result<NotifyReport, LifeError> {
    if acts {
        life.send().await?;
    }
    let (kind, to) = (RequestKind::Contract, RequestState::Released);
    let looked = life.look(kind, number, to).await?;
    let from = looked.story.state;
    let has_begun = [
        RequestState::Implementing,
        RequestState::Released,
        RequestState::Adopted,
    ];
    if !has_begun.contains(&from) {
        return Err(LifeError::Illegal {
            kind,
            number,
            from,
            to,
        });
    }
    let implementation = life.implementation(&looked).await?;
    let (pull_request, before) =
        implementation.ok_or(LifeError::NotImplemented { kind, number })?;
    let pull_request = match pull_request.status {
        PullRequestStatus::Merged => pull_request.number,
        _ => {
            return Err(LifeError::NotMerged {
                number,
                pull_request: pull_request.number,
            });
        }
    };
    let was_released = life.release(&looked);
    let after = match &was_released {
        Some((commit, _)) => commit.clone(),
        None => life.fetched_base()?,
    };
    let values = life.values(&looked, pull_request, &before, &after)?;
    let guide = match was_released {
        Some((_, guide)) => guide,
        None => life.text(ReleaseText::MigrationGuide, &values)?,
    };
    let found = tasks(life.outbox.forge, number, &looked.roles.consumers).await?;
    let mut report = NotifyReport {
        schema: 1,
        number,
        pull_request,
        commit: after,
        documents: values.documents.iter().map(Into::into).collect(),
        guide,
        fate: Fate::Shown,
        because: None,
        is_slack_told: None,
        slack_because: None,
        tasks: found.iter().map(task_report).collect(),
        state: from,
    };
    if acts && from != RequestState::Adopted {
        life.act(&looked, &values, &mut report, announcer).await?;
    }
    Ok(report)
}

impl<F: Forge, S: OutboxStore, T: Time, W: Workbench> Life<'_, F, S, T, W> {
    fn text(&self, text: ReleaseText, values: &ReleaseValues) -> Result<String, LifeError> {
        let own = self.overrides.get(&text).map(String::as_str);
        Ok(render_release(text, own, values)?)
    }

    /// What there is to tell.
    fn values(
        &self,
        looked: &Looked,
        pull_request: IssueNumber,
        before: &str,
        after: &str,
    ) -> Result<ReleaseValues, LifeError> {
        let workspace = self.outbox.rules.workspace;
        let documents = documents_of(&looked.subject, workspace);
        let changed: Result<Vec<ChangedDocument>, _> = documents
            .iter()
            .map(|(name, path)| compared(self.bench, name, path, before, after))
            .collect();
        let files = looked.subject.files(workspace);
        let diff = if files.is_empty() {
            Vec::new()
        } else {
            self.bench.difference(before, after, &files)?
        };
        let key = release_key(&self.repository(), looked.number);
        Ok(ReleaseValues {
            title: looked.tracked.issue.title.clone(),
            number: looked.number.to_string(),
            pull_request: Some(pull_request.to_string()),
            documents: changed?,
            consumers: looked
                .roles
                .consumers
                .iter()
                .map(|id| self.consumer(id))
                .collect(),
            diff: Some(String::from_utf8_lossy(&diff).into_owned()),
            marker: format!("{}\n{}", release_marker(after), key.marker()),
            ..ReleaseValues::default()
        })
    }

    fn consumer(&self, id: &WorkstreamId) -> Consumer {
        let workstream = self.outbox.rules.workspace.workstream(id);
        Consumer {
            workstream: id.to_string(),
            title: workstream.map_or_else(|| id.to_string(), |it| it.title.clone()),
            lead: self.outbox.rules.lead(id).map(ToString::to_string),
        }
    }

    async fn act<N: Announcer>(
        &self,
        looked: &Looked,
        values: &ReleaseValues,
        report: &mut NotifyReport,
        announcer: &N,
    ) -> Result<(), LifeError> {
        let (repository, number) = (self.repository(), looked.number);
        let told_key = IdempotencyKey::of(&["told", &repository, &number.to_string(), "slack"]);
        let was_told = looked.tracked.says(&told_key);
        // First where nothing can be asked again, then into the outbox.
        if !was_told {
            let release = self.announcement(looked, values);
            let answer = announcer.announce(&release).await;
            report.slack_because = answer.err().map(|error| error.to_string());
        }
        let is_told = report.slack_because.is_none();
        report.is_slack_told = Some(is_told);
        let key = release_key(&repository, number);
        let kind = looked.kind;
        if !looked.tracked.says(&key) || looked.story.state == RequestState::Implementing {
            let marked = ReleaseValues {
                marker: if is_told {
                    format!("{}\n{}", told_key.marker(), values.marker)
                } else {
                    values.marker.clone()
                },
                ..values.clone()
            };
            let body = self.text(ReleaseText::MigrationGuide, &marked)?;
            let to = RequestState::Released;
            self.put(
                &key,
                Action::Step {
                    kind,
                    number,
                    body,
                    to,
                },
            )?;
        } else if is_told && !was_told {
            let body = format!("Slack was told of the release.\n\n{}", told_key.marker());
            self.put(&told_key, Action::Comment { number, body })?;
        }
        let mut filed = Vec::new();
        for task in report.tasks.iter().filter(|task| task.number.is_none()) {
            filed.push(self.file_task(&task.workstream, number, values)?);
        }
        if report.tasks.is_empty() {
            let sentence = "Nobody builds on it: that is all.";
            self.put_step(kind, number, RequestState::Adopted, sentence)?;
        }
        let sent = self.send().await?;
        (report.fate, report.because) = fate_of(&key, &sent);
        for key in &filed {
            if let (_, Some(because)) = fate_of(key, &sent) {
                report.because = Some(because);
            }
        }
        // What is reported is what GitHub has now.
        let looked = self.look(kind, number, RequestState::Released).await?;
        report.state = looked.story.state;
        let found = tasks(self.outbox.forge, number, &looked.roles.consumers).await?;
        report.tasks = found.iter().map(task_report).collect();
        Ok(())
    }

    fn announcement(&self, looked: &Looked, values: &ReleaseValues) -> Release {
        let issue = &looked.tracked.issue;
        let consumers = looked.roles.consumers.iter();
        Release {
            number: looked.number,
            title: issue.title.clone(),
            url: issue.url.clone(),
            versions: values.documents.iter().map(versions_line).collect(),
            consumers: consumers
                .map(|id| (id.to_string(), self.outbox.rules.lead(id).cloned()))
                .collect(),
        }
    }

    /// Puts an adoption issue into the outbox.
    fn file_task(
        &self,
        workstream: &WorkstreamId,
        number: IssueNumber,
        values: &ReleaseValues,
    ) -> Result<IdempotencyKey, LifeError> {
        let key = adoption_key(&self.repository(), number, workstream);
        let values = ReleaseValues {
            workstream: Some(self.consumer(workstream)),
            diff: None,
            marker: key.marker(),
            ..values.clone()
        };
        let assignee = match self.outbox.rules.lead(workstream) {
            Some(Member::Login(login)) => Some(login.clone()),
            Some(Member::Team(_) | Member::Email(_)) | None => None,
        };
        self.put(
            &key,
            Action::File {
                title: escape::title(&format!("Adopt in {workstream}: {}", values.title)),
                body: self.text(ReleaseText::Adoption, &values)?,
                labels: vec![ADOPTION.to_owned()],
                assignees: assignee.into_iter().collect(),
            },
        )?;
        Ok(key)
    }
}
