//! What blocks, and whose move it is.

use jiff::Timestamp;
use orion_core::clock::{Motion, Standing};
use orion_core::config::Member;
use orion_core::ids::{IssueNumber, WorkstreamId};
use orion_core::request::{EventKind, RequestKind, Story, consumers_of, is_member};

use super::memory::is_notice;
use super::report::BlockerKind;
use crate::forge::{Forge, ForgeError, Issue, IssueStatus, Tracked};
use crate::request::RequestRules;

/// The label of an issue that blocks.
pub(crate) const BLOCKER: &str = "blocker";
/// The label of one that everyone hears of at once.
const CRITICAL: &str = "critical";

/// Something that blocks.
pub(super) struct Blocker {
    pub(super) tracked: Tracked,
    pub(super) kind: BlockerKind,
    pub(super) since: Timestamp,
    /// Whose move it is.
    pub(super) owners: Vec<WorkstreamId>,
    /// Those, and who builds on it.
    pub(super) touched: Vec<WorkstreamId>,
}

impl Blocker {
    /// Whether everyone hears of it at once.
    pub(super) fn is_critical(&self) -> bool {
        has_label(&self.tracked.issue, CRITICAL)
    }

    /// Whether it blocks no longer.
    pub(super) fn is_settled(&self) -> bool {
        self.tracked.issue.status != IssueStatus::Open
    }

    /// When somebody wrote who can do something about it: a member of an owning workstream, or the project's lead.
    pub(super) fn answers(&self, rules: RequestRules<'_>) -> Vec<Timestamp> {
        let events = self.tracked.events.iter();
        let is_answer = |event: &&orion_core::request::Event| match (&event.kind, &event.actor) {
            (EventKind::Commented(text), Some(login)) => {
                !is_notice(text)
                    && (is_member(login, &self.owners, rules.workspace) || is_lead(login, rules))
            }
            _ => false,
        };
        events.filter(is_answer).map(|event| event.at).collect()
    }
}

/// All that blocks, the oldest first. Labels tell what is worth a closer look: only that is read as a whole.
pub(super) async fn blockers<F: Forge>(
    forge: &F,
    rules: RequestRules<'_>,
    now: Timestamp,
) -> Result<Vec<Blocker>, ForgeError> {
    let labels = [
        RequestKind::Contract.label(),
        RequestKind::Schema.label(),
        BLOCKER,
    ];
    let mut found = Vec::new();
    for tracked in forge.tracked(&labels).await? {
        let overview = RequestRules::overview(&tracked);
        if cause(&tracked, rules, now, |_| overview.clone()).is_none() {
            continue;
        }
        let tracked = forge.history(tracked.issue.number).await?;
        let told = |kind| rules.story(kind, &tracked);
        if let Some((kind, since)) = cause(&tracked, rules, now, told) {
            found.push(blocker(tracked, kind, since, rules));
        }
    }
    found.sort_by_key(|blocker| (blocker.since, blocker.tracked.issue.number));
    Ok(found)
}

/// One issue, whether it blocks by itself or not.
pub(super) async fn by_hand<F: Forge>(
    number: IssueNumber,
    forge: &F,
    rules: RequestRules<'_>,
    now: Timestamp,
) -> Result<Blocker, ForgeError> {
    let tracked = forge.history(number).await?;
    let told = |kind| rules.story(kind, &tracked);
    let (kind, since) = cause(&tracked, rules, now, told)
        .unwrap_or((BlockerKind::ByHand, tracked.issue.created_at));
    Ok(blocker(tracked, kind, since, rules))
}

/// Why an issue blocks, and since when. A notice's own issue does not.
fn cause(
    tracked: &Tracked,
    rules: RequestRules<'_>,
    now: Timestamp,
    story: impl Fn(RequestKind) -> Story,
) -> Option<(BlockerKind, Timestamp)> {
    let issue = &tracked.issue;
    if issue.status != IssueStatus::Open || is_notice(&issue.body) {
        return None;
    }
    if has_label(issue, BLOCKER) {
        return Some((BlockerKind::Blocker, issue.created_at));
    }
    let kind = issue.kind()?;
    let reading = rules.reading(kind, &story(kind), now);
    let is_overdue = reading.motion == Motion::Running && reading.standing == Standing::Overdue;
    let due = reading.due.filter(|_| is_overdue)?;
    Some((BlockerKind::OverdueReview, due))
}

fn blocker(
    tracked: Tracked,
    kind: BlockerKind,
    since: Timestamp,
    rules: RequestRules<'_>,
) -> Blocker {
    let issue = &tracked.issue;
    let (owners, mut touched) = match issue.kind() {
        Some(request) => {
            let subject = rules.subject(request, issue);
            let consumers = consumers_of(&subject, rules.workspace, rules.map);
            (rules.owners(request, issue), consumers)
        }
        None => (named(issue, rules), Vec::new()),
    };
    touched.retain(|id| !owners.contains(id));
    touched.splice(0..0, owners.iter().cloned());
    Blocker {
        tracked,
        kind,
        since,
        owners,
        touched,
    }
}

/// The workstreams that an issue names: by a label that is their id, or by being assigned to their people.
pub(crate) fn named(issue: &Issue, rules: RequestRules<'_>) -> Vec<WorkstreamId> {
    let is_named = |id: &WorkstreamId| {
        let here = std::slice::from_ref(id);
        let mut assignees = issue.assignees.iter();
        has_label(issue, id.as_str())
            || assignees.any(|login| is_member(login, here, rules.workspace))
    };
    let workstreams = rules.workspace.workstreams.iter();
    let ids = workstreams.map(|workstream| &workstream.id);
    ids.filter(|id| is_named(id)).cloned().collect()
}

fn has_label(issue: &Issue, name: &str) -> bool {
    issue.labels.iter().any(|label| label == name)
}

fn is_lead(login: &str, rules: RequestRules<'_>) -> bool {
    let lead = &rules.workspace.project.lead;
    matches!(lead, Some(Member::Login(lead)) if lead.eq_ignore_ascii_case(login))
}
