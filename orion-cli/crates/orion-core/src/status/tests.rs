//! The five statuses, each once, and root causes.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::evidence::Outcome;
use crate::ids::WorkstreamId;

fn id(name: &str) -> WorkstreamId {
    WorkstreamId::parse(name).unwrap()
}

fn workstream(name: &str, outcomes: &[Outcome]) -> WorkstreamFacts {
    let deliverable = |outcome: &Outcome| DeliverableFacts {
        outcome: *outcome,
        in_review: false,
    };
    WorkstreamFacts {
        id: id(name),
        deliverables: outcomes.iter().map(deliverable).collect(),
        in_work: false,
        open_needs: Vec::new(),
        obstacles: Vec::new(),
        plan: None,
    }
}

fn blocker(whose: &str) -> Obstacle {
    Obstacle {
        kind: CauseKind::BlockerIssue,
        title: "Orders are lost".to_owned(),
        number: None,
        url: None,
        whose: vec![id(whose)],
        since: Some(Timestamp::UNIX_EPOCH),
    }
}

fn late(on: &str) -> OpenNeed {
    OpenNeed {
        on: id(on),
        is_late: true,
    }
}

fn status(facts: &WorkstreamFacts) -> StatusWord {
    decide(std::slice::from_ref(facts), 0).status
}

#[test]
fn the_first_status_that_holds_counts() {
    use Outcome::{Missing, Partly, Proved, Unknown};
    let mut facts = workstream("auth", &[Missing, Missing]);
    assert_eq!(status(&facts), StatusWord::Waiting);
    facts.obstacles = vec![blocker("auth")];
    assert_eq!(
        status(&facts),
        StatusWord::Waiting,
        "it need not have started"
    );
    facts.plan = Some(PlanFacts {
        should_have_started: true,
        ..PlanFacts::default()
    });
    assert_eq!(
        status(&facts),
        StatusWord::Blocked,
        "the plan says it should have"
    );
    facts.plan = None;
    facts.in_work = true;
    assert_eq!(status(&facts), StatusWord::Blocked);
    facts.obstacles.clear();
    assert_eq!(status(&facts), StatusWord::Wip);
    facts.deliverables[0].in_review = true;
    assert_eq!(status(&facts), StatusWord::Wip, "one is not in review");
    facts.deliverables[1].outcome = Proved;
    assert_eq!(status(&facts), StatusWord::Review);
    facts.deliverables[0].outcome = Proved;
    facts.obstacles = vec![blocker("auth")];
    assert_eq!(status(&facts), StatusWord::Done);
    for outcome in [Unknown, Partly(0.5)] {
        facts.obstacles.clear();
        facts.in_work = false;
        facts.deliverables[0].in_review = false;
        facts.deliverables[0].outcome = outcome;
        assert_eq!(status(&facts), StatusWord::Wip);
    }
    assert_eq!(status(&workstream("empty", &[])), StatusWord::Waiting);
}

#[test]
fn waiting_says_on_what_or_that_it_is_ready() {
    let mut facts = workstream("gateway", &[Outcome::Missing]);
    let ready = decide(std::slice::from_ref(&facts), 0);
    assert_eq!((ready.because.as_str(), ready.waits_on.len()), ("ready", 0));
    facts.open_needs.push(OpenNeed {
        on: id("auth"),
        is_late: false,
    });
    let waiting = decide(&[facts], 0);
    assert_eq!(waiting.because, "waits on auth");
    assert_eq!(waiting.waits_on, [id("auth")]);
}

#[test]
fn a_late_need_is_followed_to_whose_move_it_is() {
    let plan = |days_late, total_slack| {
        Some(PlanFacts {
            should_have_started: true,
            days_late,
            total_slack,
            ..PlanFacts::default()
        })
    };
    let mut contracts = workstream("contracts", &[Outcome::Missing]);
    contracts.obstacles = vec![blocker("database")];
    contracts.plan = plan(3.0, 1.0);
    let mut auth = workstream("auth", &[Outcome::Missing]);
    auth.open_needs = vec![late("contracts")];
    auth.plan = plan(3.0, 0.0);
    let mut gateway = workstream("gateway", &[Outcome::Missing]);
    gateway.open_needs = vec![late("auth"), late("user")];
    gateway.plan = plan(3.0, 5.0);
    let mut user = workstream("user", &[Outcome::Missing]);
    user.plan = plan(6.0, 2.0);
    let all = [contracts, auth, gateway, user];

    let causes = causes_of(&all, 2);
    assert_eq!(causes.len(), 2);
    assert_eq!(causes[0].obstacle, blocker("database"));
    assert_eq!(causes[0].through, [id("auth"), id("contracts")]);
    assert_eq!(causes[1].obstacle.kind, CauseKind::LateWorkstream);
    assert_eq!(causes[1].obstacle.whose, [id("user")]);

    let roots = root_causes(&all, |index| {
        decide(&all, index).status == StatusWord::Blocked
    });
    let told: Vec<_> = roots
        .iter()
        .map(|root| (root.obstacle.kind, root.stops.len(), root.days_at_stake))
        .collect();
    assert_eq!(
        told,
        [
            (CauseKind::LateWorkstream, 1, Some(4.0)),
            (CauseKind::BlockerIssue, 3, Some(3.0)),
        ]
    );
}

/// Facts of few workstreams that wait on each other in any way, circles included.
fn tangle() -> impl Strategy<Value = Vec<WorkstreamFacts>> {
    let one = (
        proptest::collection::vec((0_usize..5, any::<bool>()), 0..4),
        any::<bool>(),
    );
    proptest::collection::vec(one, 5).prop_map(|all| {
        let name = |number: usize| format!("w{number}");
        let facts = all
            .into_iter()
            .enumerate()
            .map(|(number, (needs, is_stopped))| {
                let mut facts = workstream(&name(number), &[Outcome::Missing]);
                let need = |(on, is_late): (usize, bool)| OpenNeed {
                    on: id(&name(on)),
                    is_late,
                };
                facts.open_needs = needs.into_iter().map(need).collect();
                facts.in_work = true;
                if is_stopped {
                    facts.obstacles = vec![blocker(&name(number))];
                }
                facts
            });
        facts.collect()
    })
}

proptest! {
    #[test]
    fn every_cause_is_an_end_of_the_way(all in tangle()) {
        for index in 0..all.len() {
            let causes = causes_of(&all, index);
            for cause in &causes {
                prop_assert!(cause.through.len() < all.len());
                prop_assert!(!cause.through.contains(&all[index].id));
                let count = causes.iter().filter(|it| it.obstacle == cause.obstacle).count();
                prop_assert_eq!(count, 1);
            }
            let own = &all[index].obstacles;
            prop_assert!(own.iter().all(|own| causes.iter().any(|it| it.obstacle == *own)));
            let is_blocked = decide(&all, index).status == StatusWord::Blocked;
            prop_assert_eq!(is_blocked, !causes.is_empty());
        }
    }
}
