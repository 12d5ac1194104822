//! Everything that was made, and nothing else.

use crate::shop::SHOP;
use crate::world::World;

#[tokio::test(start_paused = true)]
async fn a_service_is_stopped_after_all_that_depend_on_it() {
    let world = World::new(SHOP);
    world.tells.set(false);
    world.up().await.unwrap();
    world.calls();
    let report = world.down(false).await;
    assert_eq!(report.services, ["web", "db"]);
    assert_eq!(
        world.calls(),
        [
            "stop web",
            "remove web",
            "stop db",
            "remove db",
            "clear network"
        ]
    );
    assert!(world.containers.borrow().is_empty());
}

#[tokio::test(start_paused = true)]
async fn that_processes_have_ended_is_enough() {
    let world = World::new(SHOP);
    world.up().await.unwrap();
    world.calls();
    let report = world.down(false).await;
    assert_eq!(report.services, ["web", "db"]);
    assert_eq!(
        world.calls(),
        [
            "stop web",
            "stop db",
            "remove web",
            "remove db",
            "clear network"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn volumes_go_when_that_is_asked_for_and_twice_is_fine() {
    let world = World::new(SHOP);
    world.up().await.unwrap();
    world.down(false).await;
    world.calls();
    let report = world.down(true).await;
    assert!(report.services.is_empty());
    assert_eq!(world.calls(), ["clear everything"]);
}

#[tokio::test(start_paused = true)]
async fn what_the_file_has_no_more_goes_too() {
    let mut world = World::new(SHOP);
    world.up().await.unwrap();
    world.workspace.services.clear();
    let mut services = world.down(false).await.services;
    services.sort();
    assert_eq!(services, ["db", "web"]);
}
