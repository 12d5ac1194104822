//! One line of why is enough.

use orion_app::request::{Ask, ProposalError, likely_duplicates, propose};
use orion_core::request::RequestKind;

use crate::world::World;

fn ids(ids: &[orion_core::ids::WorkstreamId]) -> Vec<&str> {
    ids.iter()
        .map(orion_core::ids::WorkstreamId::as_str)
        .collect()
}

#[test]
fn what_is_drafted_is_what_changes() {
    let world = World::new();
    let diff = "diff --git a/contracts/auth-api.json b/contracts/auth-api.json\n+{}\n";
    world
        .drafts
        .borrow_mut()
        .insert("contracts/auth-api.json".to_owned(), diff.to_owned());
    let report = world
        .propose(RequestKind::Contract, &[], "a field is missing")
        .report;
    assert_eq!(report.subject, ["auth-api"]);
    assert_eq!(ids(&report.owners), ["contracts"]);
    assert_eq!(ids(&report.consumers), ["user"]);
    assert!(report.body.contains("+{}"), "{}", report.body);
    assert!(report.body.contains("User Service"), "{}", report.body);
}

#[test]
fn a_schema_is_reviewed_by_who_reviews_its_migrations() {
    let world = World::new();
    let report = world
        .propose(RequestKind::Schema, &["auth"], "an index")
        .report;
    assert_eq!(report.subject, ["auth"]);
    assert_eq!(ids(&report.owners), ["database"]);
    let within = report.due.unwrap().duration_since(world.now.get());
    assert!(within >= jiff::SignedDuration::from_hours(48));
}

#[test]
fn what_cannot_be_asked_for_is_refused_with_what_can() {
    let world = World::new();
    let ask = |what: &[&str], why: &str| {
        let what: Vec<_> = what.iter().map(|name| (*name).to_owned()).collect();
        let ask = Ask {
            kind: RequestKind::Contract,
            what: &what,
            why,
            title: None,
            template: None,
        };
        propose(ask, world.rules(), "acme/shop", &world, world.now.get()).unwrap_err()
    };
    assert!(matches!(ask(&["auth-api"], " \n"), ProposalError::NoWhy));
    assert!(
        matches!(ask(&[], "why"), ProposalError::Nothing { known, .. } if known == ["auth-api"])
    );
    assert!(
        matches!(ask(&["auth-apy"], "why"), ProposalError::Unknown { text, .. } if text == "auth-apy")
    );
    assert!(matches!(
        ask(&["docs/x.md"], "why"),
        ProposalError::NoOwner { .. }
    ));
}

#[tokio::test]
async fn likely_duplicates_are_told() {
    let world = World::new();
    let first = world.put("a field is missing");
    world.send().await;
    let same = likely_duplicates(&first, &world, world.rules())
        .await
        .unwrap();
    assert!(same[0].is_same);
    let other = world.propose(
        RequestKind::Contract,
        &["contracts/auth-api.json"],
        "a new reason",
    );
    let similar = likely_duplicates(&other, &world, world.rules())
        .await
        .unwrap();
    assert!(similar.len() == 1 && !similar[0].is_same);
    let schema = world.propose(RequestKind::Schema, &["auth"], "a field is missing");
    assert!(
        likely_duplicates(&schema, &world, world.rules())
            .await
            .unwrap()
            .is_empty()
    );
}
