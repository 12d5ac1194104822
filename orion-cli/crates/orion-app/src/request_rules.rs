//! What `workstreams.toml` says of a request on GitHub.

use jiff::Timestamp;
use orion_core::clock::{Calendar, Reading, read_clock};
use orion_core::config::{Member, Workspace};
use orion_core::ids::WorkstreamId;
use orion_core::ownership::OwnershipMap;
use orion_core::request::{
    PassedOverWhy, RequestKind, RequestState, Roles, Story, Subject, Trust, owners_of,
    unmatched_members,
};

use crate::forge::{Issue, Tracked};

/// The file, and its ownership.
#[derive(Clone, Copy)]
pub struct RequestRules<'a> {
    /// The file.
    pub workspace: &'a Workspace,
    /// Its ownership.
    pub map: &'a OwnershipMap,
}

impl RequestRules<'_> {
    /// What a request is about.
    #[must_use]
    pub fn subject(&self, kind: RequestKind, issue: &Issue) -> Subject {
        Subject::read(kind, &issue.body, self.workspace)
    }

    /// Who decides.
    #[must_use]
    pub fn owners(&self, kind: RequestKind, issue: &Issue) -> Vec<WorkstreamId> {
        owners_of(kind, &self.subject(kind, issue), self.workspace, self.map)
    }

    /// What a request's whole history comes to.
    #[must_use]
    pub fn story(&self, kind: RequestKind, tracked: &Tracked) -> Story {
        let roles = self.roles(kind, &tracked.issue);
        let may = |login: &str, to: RequestState| roles.may(login, to, self.workspace);
        read(tracked, Trust::Roles(&may))
    }

    /// Who may make which step.
    #[must_use]
    pub fn roles(&self, kind: RequestKind, issue: &Issue) -> Roles {
        let subject = self.subject(kind, issue);
        let requester = issue.author.as_deref();
        Roles::of(kind, &subject, requester, self.workspace, self.map)
    }

    /// The teams of the workstreams that decide which were not looked up: nobody knows who is in them.
    #[must_use]
    pub fn unknown_teams(&self, kind: RequestKind, issue: &Issue) -> Vec<String> {
        let unmatched = unmatched_members(&self.owners(kind, issue), self.workspace);
        let teams = unmatched.iter();
        let teams = teams.filter(|member| matches!(member, Member::Team(_)));
        teams.map(ToString::to_string).collect()
    }

    /// Whether a story is the one that everybody comes to. It is not where somebody's word was passed over who may be
    /// in a team that could not be looked up here: a token that sees the team comes to another.
    #[must_use]
    pub fn is_sure(&self, kind: RequestKind, tracked: &Tracked, story: &Story) -> bool {
        let mut passed = story.passed_over.iter();
        !passed.any(|passed| passed.why == PassedOverWhy::NotAnOwner)
            || self.unknown_teams(kind, &tracked.issue).is_empty()
    }

    /// What its labels say.
    #[must_use]
    pub fn overview(tracked: &Tracked) -> Story {
        read(tracked, Trust::Labels)
    }

    /// How its clock stands.
    #[must_use]
    pub fn reading(&self, kind: RequestKind, story: &Story, now: Timestamp) -> Reading {
        read_clock(
            &Calendar::of(&self.workspace.project),
            kind.clock(&self.workspace.sla),
            &story.with_owner,
            story.waiting_since,
            !story.state.is_undecided(),
            now,
        )
    }

    /// The lead of a workstream, for people.
    #[must_use]
    pub fn lead(&self, workstream: &WorkstreamId) -> Option<&Member> {
        self.workspace.workstream(workstream)?.lead.as_ref()
    }
}

fn read(tracked: &Tracked, trust: Trust<'_>) -> Story {
    let issue = &tracked.issue;
    Story::read(
        issue.created_at,
        issue.author.as_deref(),
        &tracked.events,
        trust,
    )
}
