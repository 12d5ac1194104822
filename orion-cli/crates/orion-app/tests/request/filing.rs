//! Filing: once, whatever is lost on the way.

use orion_app::forge::IssueStatus;
use orion_app::outbox::Outcome;
use proptest::prelude::*;

use crate::world::{Fault, World, number};

#[tokio::test]
async fn a_request_becomes_one_issue() {
    let world = World::new();
    world.put("a field is missing");
    let sent = world.send().await;
    assert!(matches!(sent[0].outcome, Outcome::Done(it) if it == number(1)));
    assert!(world.outbox.borrow().is_empty());
    let issue = world.issues.borrow()[0].issue.clone();
    assert_eq!(issue.title, "auth-api: a field is missing");
    assert_eq!(issue.labels, ["contract-change", "orion:requested"]);
    assert_eq!(issue.assignees, ["grace"]);

    world.put("a field is missing");
    world.send().await;
    assert_eq!(
        world.issues.borrow().len(),
        1,
        "the same is not filed twice"
    );
    world.put("another reason");
    world.send().await;
    assert_eq!(world.issues.borrow().len(), 2);
}

#[tokio::test]
async fn an_answer_that_is_lost_makes_no_second_issue() {
    let world = World::new();
    world.put("a field is missing");
    *world.faults.borrow_mut() = [Some(Fault::Before), Some(Fault::After)].into();
    let sent = world.send().await;
    assert!(matches!(sent[0].outcome, Outcome::Done(_)));
    assert_eq!(world.issues.borrow().len(), 1);
    assert!(world.outbox.borrow().is_empty());
}

#[tokio::test]
async fn what_cannot_be_sent_waits_and_keeps_why() {
    let world = World::new();
    world.put("a field is missing");
    *world.faults.borrow_mut() = vec![Some(Fault::Before); 6].into();
    let sent = world.send().await;
    assert!(matches!(&sent[0].outcome, Outcome::Waits(why) if why.passes()));
    {
        let outbox = world.outbox.borrow();
        let entry = outbox.values().next().unwrap();
        assert_eq!(entry.attempts, 1);
        assert!(
            entry
                .last_error
                .as_deref()
                .unwrap()
                .contains("the connection broke")
        );
    }
    world.send().await;
    assert_eq!(world.issues.borrow().len(), 1);
}

#[tokio::test]
async fn what_is_refused_keeps_nothing_else_waiting() {
    let world = World::new();
    world.put("the first");
    world.sleep_a_second().await;
    world.put("the second");
    *world.faults.borrow_mut() = [Some(Fault::Refused)].into();
    let sent = world.send().await;
    assert!(matches!(&sent[0].outcome, Outcome::Waits(why) if !why.passes()));
    assert!(matches!(sent[1].outcome, Outcome::Done(_)));
    assert_eq!(world.outbox.borrow().len(), 1);
}

#[tokio::test]
async fn of_two_machines_that_file_at_once_the_older_issue_stays() {
    let world = World::new();
    let proposal = world.put("a field is missing");
    world.send().await;
    // The other machine had looked before this one wrote.
    let twin = world.issues.borrow()[0].clone();
    let mut twin = twin;
    twin.issue.number = number(2);
    world.issues.borrow_mut().push(twin);
    let other = World::new();
    *other.issues.borrow_mut() = world.issues.borrow().clone();
    orion_app::outbox::OutboxStore::put(&other, &proposal.entry).unwrap();
    let sent = other.send().await;
    assert!(matches!(sent[0].outcome, Outcome::Done(it) if it == number(1)));
    let issues = other.issues.borrow();
    assert_eq!(issues[0].issue.status, IssueStatus::Open);
    assert_eq!(issues[1].issue.status, IssueStatus::NotPlanned);
    assert!(issues[1].issue.labels.contains(&"duplicate".to_owned()));
}

#[tokio::test]
async fn writes_keep_a_second_between_them() {
    let world = World::new();
    for why in ["one", "two", "three"] {
        world.put(why);
    }
    world.send().await;
    assert_eq!(world.writes.get(), 3);
    assert!(world.closest.get() >= jiff::SignedDuration::from_secs(1));
}

fn faults() -> impl Strategy<Value = Vec<Option<Fault>>> {
    let fault = prop_oneof![
        2 => Just(None),
        1 => Just(Some(Fault::Before)),
        1 => Just(Some(Fault::After)),
    ];
    prop::collection::vec(fault, 0..40)
}

proptest! {
    /// Whatever is lost, before or after it took effect: in the end each request is one issue, and nothing waits.
    #[test]
    fn never_twice_and_never_lost(faults in faults(), requests in 1_usize..6) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let world = World::new();
            for nth in 0..requests {
                world.put(&format!("reason {nth}"));
            }
            *world.faults.borrow_mut() = faults.into();
            for _ in 0..20 {
                world.send().await;
            }
            assert!(world.outbox.borrow().is_empty());
            assert_eq!(world.issues.borrow().len(), requests);
        });
    }
}
