//! What GitHub knows that a status depends on, in a form that outlasts the connection.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use orion_core::clock::Motion;
use orion_core::config::{Proof, Workspace};
use orion_core::ids::{IssueNumber, WorkstreamId};
use orion_core::request::{Ball, RequestKind, Story, consumers_of, is_member};
use serde::{Deserialize, Serialize};

use crate::escalate::{BLOCKER, named};
use crate::forge::{Forge, ForgeError, Issue, IssueStatus, Milestones, Tracked};
use crate::request::RequestRules;

/// What GitHub said, and when. Texts in it were written by somebody else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GithubSeen {
    /// When it was asked.
    pub at: Timestamp,
    /// Open issues that block, each with the workstreams it stops.
    pub blockers: Vec<BlockerSeen>,
    /// Open requests.
    pub requests: Vec<RequestSeen>,
    /// Issues that prove something: whether they are closed as done.
    pub issues: BTreeMap<u64, ProofIssue>,
    /// Milestones that prove something: whether they are closed.
    pub milestones: BTreeMap<String, bool>,
}

/// An open issue with the label `blocker`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BlockerSeen {
    /// Its number.
    pub number: IssueNumber,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// When it was written.
    pub since: Timestamp,
    /// The ids of the workstreams that it stops.
    pub stops: Vec<String>,
    /// The ids of those whose move it is.
    pub whose: Vec<String>,
}

/// An open request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RequestSeen {
    /// Its number.
    pub number: IssueNumber,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// When its clock is up, while that runs.
    pub due: Option<Timestamp>,
    /// Whether the ball is with its reviewer.
    pub in_review: bool,
    /// What it is about: contracts, databases, paths.
    pub subject: Vec<String>,
    /// The ids of the workstreams that wait for it.
    pub stops: Vec<String>,
    /// The ids of those who decide.
    pub whose: Vec<String>,
}

/// An open pull request, as GitHub told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PullSeen {
    /// Its number.
    pub number: IssueNumber,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// The branch that it is from.
    pub head: String,
    /// Whether it is a draft.
    pub is_draft: bool,
    /// Whether its author has to change something.
    pub changes_requested: bool,
}

/// An issue that proves something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProofIssue {
    /// It is open.
    Open,
    /// It was closed as done.
    Done,
    /// It was closed as not planned.
    NotPlanned,
    /// GitHub has none of that number.
    None,
}

/// Asks for all of it.
///
/// # Errors
/// [`ForgeError`] when GitHub does not tell.
pub(super) async fn ask<F: Forge + Milestones>(
    forge: &F,
    rules: RequestRules<'_>,
    now: Timestamp,
) -> Result<GithubSeen, ForgeError> {
    let mut seen = GithubSeen {
        at: now,
        blockers: Vec::new(),
        requests: Vec::new(),
        issues: BTreeMap::new(),
        milestones: BTreeMap::new(),
    };
    let [contract, schema] = RequestKind::ALL.map(RequestKind::label);
    for tracked in forge.tracked(&[contract, schema, BLOCKER]).await? {
        if tracked.issue.labels.iter().any(|label| label == BLOCKER) {
            seen.blockers.push(blocker(&tracked.issue, rules));
        }
        if let Some(kind) = tracked.issue.kind() {
            seen.requests
                .push(whole(kind, tracked, forge, rules, now).await?);
        }
    }
    let (numbers, titles) = wanted(rules.workspace);
    for number in numbers {
        let status = match forge.history(number).await {
            Ok(tracked) => match tracked.issue.status {
                IssueStatus::Open => ProofIssue::Open,
                IssueStatus::Completed => ProofIssue::Done,
                IssueStatus::NotPlanned => ProofIssue::NotPlanned,
            },
            Err(ForgeError::NotFound { .. } | ForgeError::Gone { .. }) => ProofIssue::None,
            Err(error) => return Err(error),
        };
        seen.issues.insert(number.get(), status);
    }
    if !titles.is_empty() {
        for milestone in forge.milestones().await? {
            if titles.contains(milestone.title.as_str()) {
                // Of several with one title, all have to be closed.
                let is_closed = seen.milestones.entry(milestone.title).or_insert(true);
                *is_closed &= milestone.is_closed;
            }
        }
    }
    Ok(seen)
}

/// The issues and milestones that proofs name.
fn wanted(workspace: &Workspace) -> (BTreeSet<IssueNumber>, BTreeSet<&str>) {
    let (mut numbers, mut titles) = (BTreeSet::new(), BTreeSet::new());
    let workstreams = workspace.workstreams.iter();
    for deliverable in workstreams.flat_map(|workstream| &workstream.deliverables) {
        match &deliverable.proof {
            Proof::Issue(number) => drop(numbers.insert(*number)),
            Proof::Milestone(title) => drop(titles.insert(title.as_str())),
            _ => {}
        }
    }
    (numbers, titles)
}

fn blocker(issue: &Issue, rules: RequestRules<'_>) -> BlockerSeen {
    let is_of = |id: &WorkstreamId| {
        let here = std::slice::from_ref(id);
        let mut assignees = issue.assignees.iter();
        assignees.any(|login| is_member(login, here, rules.workspace))
    };
    let mut stops = named(issue, rules);
    if stops.is_empty() {
        stops = of_author(issue, rules);
    }
    let assigned: Vec<_> = stops.iter().filter(|id| is_of(id)).collect();
    let whose = if assigned.is_empty() {
        texts(&stops)
    } else {
        assigned.into_iter().map(ToString::to_string).collect()
    };
    BlockerSeen {
        number: issue.number,
        title: issue.title.clone(),
        url: issue.url.clone(),
        since: issue.created_at,
        stops: texts(&stops),
        whose,
    }
}

/// A request. Where its labels say that it is overdue, it is read as a whole: labels alone block nobody.
async fn whole<F: Forge>(
    kind: RequestKind,
    tracked: Tracked,
    forge: &F,
    rules: RequestRules<'_>,
    now: Timestamp,
) -> Result<RequestSeen, ForgeError> {
    let by_labels = request(
        kind,
        &tracked,
        &RequestRules::overview(&tracked),
        rules,
        now,
    );
    if by_labels.due.is_none_or(|due| due >= now) {
        return Ok(by_labels);
    }
    let tracked = forge.history(tracked.issue.number).await?;
    let story = rules.story(kind, &tracked);
    Ok(request(kind, &tracked, &story, rules, now))
}

fn request(
    kind: RequestKind,
    tracked: &Tracked,
    story: &Story,
    rules: RequestRules<'_>,
    now: Timestamp,
) -> RequestSeen {
    let issue = &tracked.issue;
    let reading = rules.reading(kind, story, now);
    let subject = rules.subject(kind, issue);
    let owners = rules.owners(kind, issue);
    let mut stops = of_author(issue, rules);
    if stops.is_empty() {
        stops = consumers_of(&subject, rules.workspace, rules.map);
    }
    stops.retain(|id| !owners.contains(id));
    RequestSeen {
        number: issue.number,
        title: issue.title.clone(),
        url: issue.url.clone(),
        due: reading.due.filter(|_| reading.motion == Motion::Running),
        in_review: story.state.is_undecided() && story.state.ball() == Ball::Owner,
        subject: subject.names(),
        stops: texts(&stops),
        whose: texts(&owners),
    }
}

fn of_author(issue: &Issue, rules: RequestRules<'_>) -> Vec<WorkstreamId> {
    let Some(author) = &issue.author else {
        return Vec::new();
    };
    let workstreams = rules.workspace.workstreams.iter();
    workstreams
        .map(|workstream| &workstream.id)
        .filter(|id| is_member(author, std::slice::from_ref(*id), rules.workspace))
        .cloned()
        .collect()
}

fn texts(ids: &[WorkstreamId]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}
