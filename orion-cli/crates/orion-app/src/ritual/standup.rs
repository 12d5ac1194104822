//! `orion standup`: Shipped, Now, Next, Blocked, Waiting on you.

use orion_core::ids::WorkstreamId;
use orion_core::request::{Ball, RequestState};

use super::requests::Asked;
use super::{Item, RitualFacts, RitualReport};

/// The standup of these workstreams.
#[must_use]
pub fn standup(facts: &RitualFacts, mine: &[WorkstreamId]) -> RitualReport {
    let is_mine = |ids: &[WorkstreamId]| ids.iter().any(|id| mine.contains(id));
    let of_mine = |items: &[Item]| -> Vec<Item> {
        let items = items.iter().filter(|item| is_mine(&item.workstreams));
        items.cloned().collect()
    };
    let requests = |wanted: &dyn Fn(&Asked) -> bool| -> Vec<Item> {
        let requests = facts.on_github.requests.iter().filter(|it| wanted(it));
        requests.map(|it| it.item(facts.since)).collect()
    };
    let owned = |asked: &Asked, state| asked.state == state && is_mine(&asked.owners);

    let mut shipped = of_mine(&facts.in_git.landed);
    shipped.extend(requests(&|asked| {
        let mut steps = asked.steps.iter();
        (is_mine(&asked.owners) || is_mine(&asked.requesters))
            && steps.any(|step| {
                step.at >= facts.since
                    && !step.to.is_undecided()
                    && step.to != RequestState::Implementing
            })
    }));
    shipped.extend(of_mine(&facts.pulls.merged));
    let mut now = of_mine(&facts.in_git.ahead);
    now.extend(requests(&|it| owned(it, RequestState::Implementing)));
    let mut next = requests(&|it| owned(it, RequestState::Approved));
    next.extend(facts.waiting.iter().cloned());
    let mut blocked: Vec<Item> = facts
        .on_github
        .blockers
        .iter()
        .filter(|(item, authors)| {
            item.workstreams.is_empty() || is_mine(&item.workstreams) || is_mine(authors)
        })
        .map(|(item, _)| item.clone())
        .collect();
    blocked.extend(requests(&|asked| {
        asked.ball != Ball::Nobody && is_mine(&asked.requesters) && !is_mine(asked.movers())
    }));
    let pulls = |wanted: &dyn Fn(&Item, &[WorkstreamId]) -> bool| -> Vec<Item> {
        let pulls = facts.pulls.waiting.iter();
        let pulls = pulls.filter(|(item, theirs)| wanted(item, theirs));
        pulls.map(|(item, _)| item.clone()).collect()
    };
    now.extend(pulls(&|_, theirs| is_mine(theirs)));
    let mut waiting = requests(&|asked| {
        let is_planned = matches!(
            asked.state,
            RequestState::Approved | RequestState::Implementing
        );
        !is_planned && is_mine(asked.movers())
    });
    // One for which nobody was asked waits for everybody else.
    waiting.extend(pulls(&|item, theirs| {
        is_mine(&item.workstreams) || (item.workstreams.is_empty() && !is_mine(theirs))
    }));
    RitualReport {
        schema: 1,
        title: "Standup".to_owned(),
        since: facts.since,
        now: facts.now,
        workstreams: mine.to_vec(),
        sections: vec![
            facts.section("Shipped", shipped, true),
            facts.section("Now", now, true),
            facts.section("Next", next, false),
            facts.section("Blocked", blocked, false),
            facts.section("Waiting on you", waiting, false),
        ],
    }
}
