//! `orion sync`: the agenda of the weekly meeting.

use orion_core::ids::WorkstreamId;
use orion_core::request::{RequestKind, RequestState};

use super::requests::Asked;
use super::{Item, RitualFacts, RitualReport};

/// The agenda, with what moved.
#[must_use]
pub fn sync(facts: &RitualFacts, all: &[WorkstreamId]) -> RitualReport {
    let requests = |wanted: &dyn Fn(&Asked) -> bool| -> Vec<Item> {
        let requests = facts.on_github.requests.iter().filter(|it| wanted(it));
        requests.map(|it| it.item(facts.since)).collect()
    };
    let mut completed = Vec::new();
    for id in all {
        let landed = facts.in_git.landed.iter();
        completed.extend(
            landed
                .filter(|it| it.workstreams.contains(id))
                .map(|item| Item {
                    workstreams: vec![id.clone()],
                    ..item.clone()
                }),
        );
    }
    completed.extend(requests(&|it| it.state == RequestState::Adopted));
    completed.extend(facts.pulls.merged.iter().cloned());
    let blockers = facts.on_github.blockers.iter();
    let mut issues: Vec<Item> = blockers.map(|(item, _)| item.clone()).collect();
    issues.extend(requests(&|it| {
        !it.state.is_final() && it.requesters.iter().any(|id| !it.owners.contains(id))
    }));
    issues.extend(facts.pulls.waiting.iter().map(|(item, _)| item.clone()));
    let mut priorities = requests(&|it| !it.state.is_final());
    priorities.sort_by_key(|item| (item.due.is_none(), item.due, item.number));
    let mut risks = requests(&Asked::is_late);
    risks.extend(facts.waiting.iter().cloned());
    RitualReport {
        schema: 1,
        title: "Integration sync".to_owned(),
        since: facts.since,
        now: facts.now,
        workstreams: all.to_vec(),
        sections: vec![
            facts.section(
                "1. Review integration points",
                requests(&|it| it.kind == RequestKind::Contract),
                false,
            ),
            facts.section("2. Demo completed features", completed, true),
            facts.section("3. Resolve cross-workstream issues", issues, false),
            facts.section("4. Plan next week's priorities", priorities, false),
            facts.section("5. Risk review", risks, false),
        ],
    }
}
