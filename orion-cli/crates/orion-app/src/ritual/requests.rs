//! Requests, and whose move each is.

use jiff::Timestamp;
use orion_core::clock::{Motion, Standing};
use orion_core::ids::WorkstreamId;
use orion_core::request::{Ball, RequestKind, RequestState, StepTaken, consumers_of, is_member};

use super::Item;
use crate::forge::{Issue, Tracked};
use crate::request::{ClockReport, RequestRules, request_row};

/// A request, open or settled.
pub(super) struct Asked {
    pub(super) kind: RequestKind,
    pub(super) state: RequestState,
    pub(super) ball: Ball,
    pub(super) owners: Vec<WorkstreamId>,
    pub(super) requesters: Vec<WorkstreamId>,
    pub(super) consumers: Vec<WorkstreamId>,
    pub(super) clock: ClockReport,
    pub(super) steps: Vec<StepTaken>,
    pub(super) since: Timestamp,
    issue: Issue,
}

impl Asked {
    /// Those whose move it is.
    pub(super) fn movers(&self) -> &[WorkstreamId] {
        match self.ball {
            Ball::Owner => &self.owners,
            Ball::Requester => &self.requesters,
            Ball::Consumers => &self.consumers,
            Ball::Nobody => &[],
        }
    }

    /// Whether its review is at risk or overdue.
    pub(super) fn is_late(&self) -> bool {
        self.state.is_undecided() && self.clock.standing != Standing::OnTime
    }

    /// The request as an item, with what moved since then.
    pub(super) fn item(&self, since: Timestamp) -> Item {
        let mut what = format!("{} request {}", self.kind.word(), self.state);
        let left = self.clock.within_seconds - self.clock.used_seconds;
        match self.clock.motion {
            Motion::Stopped => {}
            _ if left < 0 => what.extend([", ", &hours(-left), " over"]),
            Motion::Running => what.extend([", ", &hours(left), " left"]),
            Motion::Paused => what.extend([", paused, ", &hours(left), " left"]),
        }
        if self.issue.created_at >= since {
            what.push_str(", new");
        }
        let moved = self.steps.iter().filter(|step| step.at >= since);
        let moved: Vec<_> = moved.map(|step| step.to.word()).collect();
        if !moved.is_empty() {
            what.extend([", moved to ", &moved.join(", ")]);
        }
        Item {
            what,
            title: self.issue.title.clone(),
            number: Some(self.issue.number),
            url: Some(self.issue.url.clone()),
            workstreams: self.movers().to_vec(),
            since: Some(self.since),
            due: self.clock.due,
        }
    }
}

/// An open request.
pub(super) fn asked(
    kind: RequestKind,
    tracked: &Tracked,
    rules: RequestRules<'_>,
    now: Timestamp,
) -> Asked {
    let story = RequestRules::overview(tracked);
    let row = request_row(kind, tracked, &story, rules, now);
    let subject = rules.subject(kind, &tracked.issue);
    Asked {
        kind,
        state: row.state,
        ball: row.ball,
        requesters: workstreams_of(row.requester.as_deref(), rules),
        owners: row.owners,
        consumers: consumers_of(&subject, rules.workspace, rules.map),
        clock: row.clock,
        steps: story.steps,
        since: row.since,
        issue: tracked.issue.clone(),
    }
}

/// A request that was closed; its labels tell how it ended.
pub(super) fn settled(
    kind: RequestKind,
    issue: &Issue,
    rules: RequestRules<'_>,
    now: Timestamp,
) -> Option<Asked> {
    let at = issue.closed_at?;
    let mut states = issue
        .labels
        .iter()
        .filter_map(|it| RequestState::of_label(it));
    let to = states.find(|state| state.is_final())?;
    let tracked = Tracked {
        issue: issue.clone(),
        events: vec![orion_core::request::Event {
            at,
            actor: None,
            kind: orion_core::request::EventKind::Labeled(to.label()),
        }],
    };
    Some(asked(kind, &tracked, rules, now))
}

/// The workstreams that somebody is a member of.
pub(super) fn workstreams_of(login: Option<&str>, rules: RequestRules<'_>) -> Vec<WorkstreamId> {
    let ids = rules.workspace.workstreams.iter().map(|it| &it.id);
    let is_theirs = |id: &&WorkstreamId| {
        login.is_some_and(|login| is_member(login, std::slice::from_ref(*id), rules.workspace))
    };
    ids.filter(is_theirs).cloned().collect()
}

/// A length of time in its two largest units.
fn hours(seconds: i64) -> String {
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    match hours {
        0 => format!("{minutes} min"),
        1..48 => format!("{hours} h {minutes} min"),
        _ => format!("{} d {} h", hours / 24, hours % 24),
    }
}
