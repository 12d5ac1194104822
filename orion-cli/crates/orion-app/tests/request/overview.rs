//! What is open, and whose move it is.

use orion_app::request::list;
use orion_core::request::{EventKind, RequestKind};

use crate::world::{World, number};

#[tokio::test]
async fn what_is_due_first_comes_first_and_the_outbox_is_told() {
    let world = World::new();
    for why in ["one", "two", "three"] {
        world.put(why);
        world.send().await;
        world.sleep_a_second().await;
    }
    world.event(
        number(1),
        "grace",
        EventKind::Labeled("orion:changes-requested".to_owned()),
    );
    world.put("four");
    let waiting: Vec<_> = world.outbox.borrow().values().cloned().collect();
    let now = world.now.get();
    let report = list(RequestKind::Contract, &world, &waiting, world.rules(), now)
        .await
        .unwrap();
    let rows: Vec<_> = report
        .requests
        .iter()
        .map(|row| {
            format!(
                "{} {} {:?} {:?}",
                row.number, row.state, row.ball, row.clock.motion
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            "#2 requested Owner Running",
            "#3 requested Owner Running",
            "#1 changes-requested Requester Paused",
        ]
    );
    assert_eq!(report.queued.len(), 1);
    let schemas = list(RequestKind::Schema, &world, &waiting, world.rules(), now)
        .await
        .unwrap();
    assert!(schemas.requests.is_empty() && schemas.queued.is_empty());
}
