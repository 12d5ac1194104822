//! `orion contract show`, `orion schema show`: one request, from its whole history.

use jiff::Timestamp;
use orion_core::ids::IssueNumber;
use orion_core::request::{PassedOverWhy, RequestKind, RequestState, Story, consumers_of};

use super::adoption::{task_report, tasks};
use super::list::row;
use super::report::{PassedOverReport, ShowReport, StepReport};
use crate::forge::{Forge, ForgeError, Tracked};
use crate::request_rules::RequestRules;

/// The request; none where the issue is no request of this kind.
///
/// # Errors
/// [`ForgeError`] when GitHub does not tell.
pub async fn show<F: Forge>(
    kind: RequestKind,
    number: IssueNumber,
    forge: &F,
    rules: RequestRules<'_>,
    now: Timestamp,
) -> Result<Option<ShowReport>, ForgeError> {
    let tracked = forge.history(number).await?;
    if tracked.issue.kind() != Some(kind) {
        return Ok(None);
    }
    let mut report = report(kind, tracked, rules, now);
    let state = report.request.state;
    if kind == RequestKind::Contract
        && matches!(state, RequestState::Released | RequestState::Adopted)
    {
        let found = tasks(forge, number, &report.consumers).await?;
        report.tasks = found.iter().map(task_report).collect();
    }
    Ok(Some(report))
}

fn report(
    kind: RequestKind,
    tracked: Tracked,
    rules: RequestRules<'_>,
    now: Timestamp,
) -> ShowReport {
    let story = rules.story(kind, &tracked);
    let labeled = RequestRules::overview(&tracked).state;
    let subject = rules.subject(kind, &tracked.issue);
    ShowReport {
        schema: 1,
        kind,
        request: row(kind, &tracked, &story, rules, now),
        labeled: (labeled != story.state).then_some(labeled),
        consumers: consumers_of(&subject, rules.workspace, rules.map),
        tasks: Vec::new(),
        steps: steps(&story),
        passed_over: passed_over(&story),
        body: tracked.issue.body,
    }
}

fn steps(story: &Story) -> Vec<StepReport> {
    let steps = story.steps.iter();
    let step = |step: &orion_core::request::StepTaken| StepReport {
        at: step.at,
        by: step.by.clone(),
        to: step.to,
    };
    steps.map(step).collect()
}

fn passed_over(story: &Story) -> Vec<PassedOverReport> {
    let passed = story.passed_over.iter();
    let one = |passed: &orion_core::request::PassedOver| PassedOverReport {
        at: passed.at,
        by: passed.by.clone(),
        to: passed.to,
        why: match passed.why {
            PassedOverWhy::NotAnOwner => "not a member of an owning workstream".to_owned(),
            PassedOverWhy::NotFrom(state) => format!("it was {state} then"),
        },
    };
    passed.map(one).collect()
}
