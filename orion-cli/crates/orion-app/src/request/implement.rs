//! `orion contract implement`, `orion schema implement`: from an approved request to its pull request.

use orion_core::escape;
use orion_core::ids::IssueNumber;
use orion_core::release::Bump;
use orion_core::request::{IdempotencyKey, RequestKind, RequestState};

use super::branch::branch_name;
use super::life::{Life, Looked, fate_of};
use super::life_error::LifeError;
use super::life_report::{ImplementReport, ImplementStage};
use super::plan::Plan;
use super::report::Fate;
use crate::forge::{Forge, PullRequest, PullRequestStatus};
use crate::outbox::{Action, OutboxStore, Outcome, Proposed};
use crate::ports::{Time, Workbench};
use crate::template::{ReleaseText, ReleaseValues, render_release};

/// What to do.
#[derive(Debug, Clone, Copy)]
pub struct ImplementOrder {
    /// A contract's change or a schema's.
    pub kind: RequestKind,
    /// The request's issue.
    pub number: IssueNumber,
    /// Which part of the versions is raised.
    pub bump: Bump,
    /// Whether to do it, or only to show it.
    pub acts: bool,
}

/// A commit that is on a branch.
struct Made {
    branch: String,
    commit: String,
    before: String,
    was_there: bool,
}

/// Makes the branch, the commit and the pull request, as far as they are not there; of one that is merged, says what
/// comes next, or does it.
///
/// # Errors
/// [`LifeError`].
pub async fn implement<F: Forge, S: OutboxStore, T: Time, W: Workbench>(
    order: ImplementOrder,
    life: &Life<'_, F, S, T, W>,
) -> Result<ImplementReport, LifeError> {
    if order.acts {
        life.send().await?;
    }
    let to = RequestState::Implementing;
    let looked = life.look(order.kind, order.number, to).await?;
    let from = looked.story.state;
    if from.is_undecided() || from == RequestState::Rejected {
        return Err(LifeError::Illegal {
            kind: order.kind,
            number: order.number,
            from,
            to,
        });
    }
    if from != RequestState::Approved
        && let Some((pull_request, _)) = life.implementation(&looked).await?
    {
        return life.follow(order, &looked, &pull_request).await;
    }
    if matches!(from, RequestState::Released | RequestState::Adopted) {
        return Err(LifeError::NotImplemented {
            kind: order.kind,
            number: order.number,
        });
    }
    life.begin(order, &looked).await
}

impl<F: Forge, S: OutboxStore, T: Time, W: Workbench> Life<'_, F, S, T, W> {
    async fn begin(
        &self,
        order: ImplementOrder,
        looked: &Looked,
    ) -> Result<ImplementReport, LifeError> {
        let base = self.base();
        (self.tell)(&format!("fetching `{base}` from `origin`"));
        // Without a connection, what was fetched last has to do.
        let _ = self.bench.fetch(base);
        let tip = self.tip()?;
        let workstream = looked.roles.implementers.first();
        let workstream = workstream.map_or(order.kind.word(), |id| id.as_str());
        let issue = &looked.tracked.issue;
        let workspace = self.outbox.rules.workspace;
        let branch = branch_name(workstream, order.number, &issue.title, workspace);
        let there = self.there(looked, &branch)?;
        let before = there.as_ref().map_or(&tip, |made| &made.before).clone();
        let plan = self.plan(looked, &before, order.bump)?;
        let revision = there.as_ref().map_or(&plan.tree, |made| &made.commit);
        let diff = self.bench.difference(&before, revision, &[])?;
        if diff.is_empty() {
            return Err(LifeError::NothingToCommit {
                number: order.number,
            });
        }
        let key = IdempotencyKey::of(&["propose", &self.repository(), &order.number.to_string()]);
        let mut report = ImplementReport {
            title: escape::title(&issue.title),
            body: self.pull_request_body(looked, &plan, &key)?,
            branch: Some(branch.clone()),
            diff: String::from_utf8_lossy(&diff).into_owned(),
            documents: plan.documents.iter().map(Into::into).collect(),
            notes: plan.notes.clone(),
            ..report(order, ImplementStage::Shown)
        };
        if !order.acts {
            return Ok(report);
        }
        let made = match there {
            Some(made) => made,
            None => self.make(looked, &plan, &branch, &tip)?,
        };
        if !made.was_there {
            (self.tell)(&format!("pushing `{branch}` to `origin`"));
            self.bench
                .push(&branch)
                .map_err(|cause| LifeError::NotPushed { branch, cause })?;
        }
        report.commit = Some(made.commit.clone());
        report.was_there = made.was_there;
        self.put(
            &key,
            Action::Propose(Proposed {
                kind: order.kind,
                number: order.number,
                title: report.title.clone(),
                body: report.body.clone(),
                head: made.branch,
                base: base.to_owned(),
                before: made.before,
                is_draft: !plan.has_draft,
            }),
        )?;
        let sent = self.send().await?;
        (report.fate, report.because) = fate_of(&key, &sent);
        report.stage = ImplementStage::Proposed;
        report.pull_request = sent.iter().find_map(|sent| match sent.outcome {
            Outcome::Done(number) if sent.entry.key == key => Some(number),
            _ => None,
        });
        report.next = Some("review and merge the pull request".to_owned());
        Ok(report)
    }

    /// The base branch as `origin` has it, else as it is here.
    fn tip(&self) -> Result<String, LifeError> {
        let base = self.base();
        for name in [
            format!("refs/remotes/origin/{base}"),
            format!("refs/heads/{base}"),
        ] {
            if let Some(commit) = self.bench.commit_at(&name)? {
                return Ok(commit);
            }
        }
        Err(LifeError::NoBase {
            base: base.to_owned(),
        })
    }

    /// The line by which a commit is known to implement the request.
    fn trailer(&self, looked: &Looked) -> String {
        let number = looked.number.to_string();
        let key = IdempotencyKey::of(&["commit", &self.repository(), &number]);
        format!("Orion-Request: {key}")
    }

    /// The branch and its commit, where they are there: pushed already, or only here, and then pushed now.
    fn there(&self, looked: &Looked, branch: &str) -> Result<Option<Made>, LifeError> {
        let at_origin = if self.bench.fetch(branch).is_ok() {
            let name = format!("refs/remotes/origin/{branch}");
            self.bench.commit_at(&name)?
        } else {
            None
        };
        let here = self.bench.commit_at(&format!("refs/heads/{branch}"))?;
        let Some(tip) = at_origin.as_ref().or(here.as_ref()) else {
            return Ok(None);
        };
        let found = self.bench.commit_saying(tip, &self.trailer(looked))?;
        let Some((commit, before)) = found else {
            return Err(LifeError::BranchTaken {
                number: looked.number,
                branch: branch.to_owned(),
            });
        };
        Ok(Some(Made {
            branch: branch.to_owned(),
            commit,
            before,
            was_there: at_origin.is_some(),
        }))
    }

    /// Makes the commit and the branch, here.
    fn make(
        &self,
        looked: &Looked,
        plan: &Plan,
        branch: &str,
        tip: &str,
    ) -> Result<Made, LifeError> {
        if !self.bench.knows_who_commits()? {
            return Err(LifeError::NobodyCommits);
        }
        let message = format!(
            "{}\n\nRequested in {}.\n\n{}\n",
            escape::title(&looked.tracked.issue.title),
            looked.number,
            self.trailer(looked)
        );
        let commit = self.bench.commit(&plan.tree, tip, &message)?;
        self.bench.make_branch(branch, &commit)?;
        Ok(Made {
            branch: branch.to_owned(),
            commit,
            before: tip.to_owned(),
            was_there: false,
        })
    }

    fn pull_request_body(
        &self,
        looked: &Looked,
        plan: &Plan,
        key: &IdempotencyKey,
    ) -> Result<String, LifeError> {
        let text = ReleaseText::PullRequest;
        let values = ReleaseValues {
            title: looked.tracked.issue.title.clone(),
            number: looked.number.to_string(),
            closes: looked.kind == RequestKind::Schema,
            documents: plan.documents.clone(),
            notes: plan.notes.clone(),
            marker: key.marker(),
            ..ReleaseValues::default()
        };
        let own = self.overrides.get(&text).map(String::as_str);
        Ok(render_release(text, own, &values)?)
    }

    /// Goes on with a request that has its pull request.
    async fn follow(
        &self,
        order: ImplementOrder,
        looked: &Looked,
        pull_request: &PullRequest,
    ) -> Result<ImplementReport, LifeError> {
        let number = order.number;
        let mut report = ImplementReport {
            title: escape::title(&looked.tracked.issue.title),
            pull_request: Some(pull_request.number),
            fate: Fate::AlreadySent,
            ..report(order, ImplementStage::Open)
        };
        if pull_request.status == PullRequestStatus::Open {
            report.next = Some(format!("review and merge {}", pull_request.number));
            return Ok(report);
        }
        report.stage = ImplementStage::Merged;
        if looked.story.state == RequestState::Adopted {
            report.stage = ImplementStage::Done;
            return Ok(report);
        }
        if order.kind == RequestKind::Contract {
            let word = if looked.story.state == RequestState::Released {
                "adopt"
            } else {
                "notify"
            };
            report.next = Some(format!("`orion contract {word} {}`", number.get()));
            return Ok(report);
        }
        if !order.acts {
            return Ok(report);
        }
        let steps = [
            (
                RequestState::Released,
                format!("{} is merged.", pull_request.number),
            ),
            (
                RequestState::Adopted,
                "Nobody else builds on a database: that is all.".to_owned(),
            ),
        ];
        let mut keys = Vec::new();
        for (to, said) in steps {
            keys.push(self.put_step(order.kind, number, to, &said)?);
        }
        let sent = self.send().await?;
        for key in &keys {
            let (fate, because) = fate_of(key, &sent);
            if because.is_some() || report.because.is_none() {
                (report.fate, report.because) = (fate, because);
            }
        }
        report.stage = ImplementStage::Done;
        Ok(report)
    }
}

fn report(order: ImplementOrder, stage: ImplementStage) -> ImplementReport {
    ImplementReport {
        schema: 1,
        kind: order.kind,
        number: order.number,
        stage,
        branch: None,
        commit: None,
        was_there: false,
        pull_request: None,
        title: String::new(),
        body: String::new(),
        diff: String::new(),
        documents: Vec::new(),
        notes: Vec::new(),
        fate: Fate::Shown,
        because: None,
        next: None,
    }
}
