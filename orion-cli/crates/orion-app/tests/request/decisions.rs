//! Deciding: by owners, once, and the same for everybody.

use orion_app::forge::IssueStatus;
use orion_app::outbox::OutboxStore;
use orion_app::request::{DecideError, decision, show};
use orion_core::request::{Decision, EventKind, RequestKind, RequestState};

use crate::world::{Fault, World, number};

async fn requested() -> World {
    let world = World::new();
    world.put("a field is missing");
    world.send().await;
    world
}

async fn decide(
    world: &World,
    login: &str,
    decided: Decision,
    reason: Option<&str>,
) -> Result<(), DecideError> {
    login.clone_into(&mut world.login.borrow_mut());
    let kind = RequestKind::Contract;
    let now = world.now.get();
    let entry = decision(kind, number(1), decided, reason, world, world.rules(), now).await?;
    OutboxStore::put(world, &entry).unwrap();
    world.send().await;
    Ok(())
}

#[tokio::test]
async fn an_owner_decides_and_the_labels_follow() {
    let world = requested().await;
    decide(&world, "mary", Decision::Changes, Some("name it"))
        .await
        .unwrap();
    assert_eq!(
        world.labels(number(1)),
        ["contract-change", "orion:changes-requested"]
    );
    world.event(number(1), "uma", EventKind::Commented("named".to_owned()));
    decide(&world, "Grace", Decision::Approve, None)
        .await
        .unwrap();
    assert_eq!(
        world.labels(number(1)),
        ["contract-change", "orion:approved"]
    );
    let kind = RequestKind::Contract;
    let shown = show(kind, number(1), &world, world.rules(), world.now.get())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(shown.request.state, RequestState::Approved);
    let steps: Vec<_> = shown.steps.iter().map(|step| step.to.word()).collect();
    assert_eq!(steps, ["changes-requested", "requested", "approved"]);
    assert_eq!(shown.labeled, None);
}

#[tokio::test]
async fn a_rejected_request_is_closed() {
    let world = requested().await;
    decide(&world, "grace", Decision::Reject, Some("no"))
        .await
        .unwrap();
    assert_eq!(
        world.issues.borrow()[0].issue.status,
        IssueStatus::NotPlanned
    );
    let again = decide(&world, "grace", Decision::Approve, None).await;
    assert!(matches!(again, Err(DecideError::Illegal { .. })));
}

#[tokio::test]
async fn nobody_else_decides() {
    let world = requested().await;
    let refused = decide(&world, "uma", Decision::Approve, None).await;
    assert!(matches!(refused, Err(DecideError::NotAnOwner { .. })));
    // Nor by a comment on GitHub.
    world.event(
        number(1),
        "uma",
        EventKind::Commented("/approve".to_owned()),
    );
    let kind = RequestKind::Contract;
    let shown = show(kind, number(1), &world, world.rules(), world.now.get())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(shown.request.state, RequestState::Requested);
    assert_eq!(shown.passed_over.len(), 1);
    let other = show(
        RequestKind::Schema,
        number(1),
        &world,
        world.rules(),
        world.now.get(),
    )
    .await;
    assert!(other.unwrap().is_none());
}

#[tokio::test]
async fn two_at_once_come_to_the_same() {
    let world = requested().await;
    world.login.replace("mary".to_owned());
    let kind = RequestKind::Contract;
    let now = world.now.get();
    let late = decision(
        kind,
        number(1),
        Decision::Reject,
        None,
        &world,
        world.rules(),
        now,
    )
    .await
    .unwrap();
    decide(&world, "grace", Decision::Approve, None)
        .await
        .unwrap();
    // Mary's word was on its way already.
    world.login.replace("mary".to_owned());
    OutboxStore::put(&world, &late).unwrap();
    world.send().await;
    assert_eq!(
        world.labels(number(1)),
        ["contract-change", "orion:approved"]
    );
    assert_eq!(world.issues.borrow()[0].issue.status, IssueStatus::Open);
}

#[tokio::test]
async fn a_lost_answer_says_nothing_twice() {
    let world = requested().await;
    *world.faults.borrow_mut() = [
        Some(Fault::After),
        None,
        Some(Fault::After),
        Some(Fault::Before),
    ]
    .into();
    decide(&world, "grace", Decision::Approve, None)
        .await
        .unwrap();
    let issues = world.issues.borrow();
    let comments = issues[0].events.iter();
    let comments = comments.filter(|event| matches!(event.kind, EventKind::Commented(_)));
    assert_eq!(comments.count(), 1);
    drop(issues);
    assert!(world.entries().unwrap().is_empty());
    assert_eq!(
        world.labels(number(1)),
        ["contract-change", "orion:approved"]
    );
}
