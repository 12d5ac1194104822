//! Who may make which step of a request.

use super::{RequestKind, RequestState, Subject, consumers_of, is_member, owners_of};
use crate::config::Workspace;
use crate::ids::WorkstreamId;
use crate::ownership::OwnershipMap;

/// The account that GitHub's workflows act as. It may say that a request is adopted, and nothing else: that follows
/// from evidence which anybody can look at again.
const WORKFLOWS: &str = "github-actions[bot]";

/// The parts that people play for one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roles {
    /// The workstreams that decide.
    pub owners: Vec<WorkstreamId>,
    /// The workstreams that make it: the owners of a contract; for a schema those that own what is to be changed.
    pub implementers: Vec<WorkstreamId>,
    /// The workstreams that build on it, the owners left out.
    pub consumers: Vec<WorkstreamId>,
    /// The login of who asked, if that one may make it too: for a schema.
    pub requester: Option<String>,
}

impl Roles {
    /// The parts for a request that `requester` made.
    #[must_use]
    pub fn of(
        kind: RequestKind,
        subject: &Subject,
        requester: Option<&str>,
        workspace: &Workspace,
        map: &OwnershipMap,
    ) -> Self {
        let owners = owners_of(kind, subject, workspace, map);
        let mut consumers = consumers_of(subject, workspace, map);
        consumers.retain(|id| !owners.contains(id));
        let (implementers, requester) = match kind {
            RequestKind::Contract => (owners.clone(), None),
            RequestKind::Schema => (
                rules_owners(subject, workspace, map),
                requester.map(str::to_owned),
            ),
        };
        Self {
            owners,
            implementers,
            consumers,
            requester,
        }
    }

    /// Whether a login may bring it into that state.
    #[must_use]
    pub fn may(&self, login: &str, to: RequestState, workspace: &Workspace) -> bool {
        let is_in = |ids: &[WorkstreamId]| is_member(login, ids, workspace);
        let may_make = || {
            let requester = self.requester.as_deref();
            is_in(&self.owners)
                || is_in(&self.implementers)
                || requester.is_some_and(|it| it.eq_ignore_ascii_case(login))
        };
        match to {
            // The requester's answer asks again, and that is a comment.
            RequestState::Requested
            | RequestState::ChangesRequested
            | RequestState::Approved
            | RequestState::Rejected => is_in(&self.owners),
            RequestState::Implementing | RequestState::Released => may_make(),
            RequestState::Adopted => login == WORKFLOWS || may_make() || is_in(&self.consumers),
        }
    }

    /// The workstreams whose members may bring it into that state, for people.
    #[must_use]
    pub fn workstreams(&self, to: RequestState) -> Vec<WorkstreamId> {
        let mut ids = self.owners.clone();
        let more: &[&[WorkstreamId]] = match to {
            RequestState::Implementing | RequestState::Released => &[&self.implementers],
            RequestState::Adopted => &[&self.implementers, &self.consumers],
            _ => &[],
        };
        for id in more.iter().copied().flatten() {
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
        ids
    }
}

/// The owners of the files that it is about, in the file's order, whoever reviews them.
fn rules_owners(subject: &Subject, workspace: &Workspace, map: &OwnershipMap) -> Vec<WorkstreamId> {
    let files = subject.files(workspace);
    let rules = files.iter().filter_map(|file| map.find(file.as_bytes()));
    let owners: Vec<_> = rules.map(|rule| &rule.owner).collect();
    let ids = workspace.workstreams.iter().map(|it| &it.id);
    ids.filter(|id| owners.contains(id)).cloned().collect()
}
