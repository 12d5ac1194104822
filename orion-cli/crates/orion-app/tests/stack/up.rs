//! From what is there to what the file says.

use orion_app::stack::{Done, ServiceState};
use orion_core::stack::{ContainerId, ContainerState, PublishedPort};

use crate::shop::{SHOP, workspace};
use crate::world::World;

#[tokio::test(start_paused = true)]
async fn a_service_starts_once_what_it_needs_is_ready() {
    let world = World::new(SHOP);
    let report = world.up().await.unwrap();
    assert!(report.is_up());
    let steps = world.steps.take();
    let place = |step: &str| steps.iter().position(|it| it == step).unwrap();
    assert!(place("web creating") < place("db ready"), "{steps:?}");
    assert!(place("db ready") < place("web starting"), "{steps:?}");
    let names: Vec<_> = report.services.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["db", "web"]);
    assert_eq!(report.services[1].addresses, ["http://127.0.0.1:8080"]);
}

#[tokio::test(start_paused = true)]
async fn what_is_as_it_should_be_is_not_touched() {
    let world = World::new(SHOP);
    world.up().await.unwrap();
    world.calls();
    let report = world.up().await.unwrap();
    assert!(report.services.iter().all(|it| it.done == Done::Kept));
    assert_eq!(world.calls().len(), 1, "only the network is looked at");
}

#[tokio::test(start_paused = true)]
async fn only_what_changed_is_replaced() {
    let mut world = World::new(SHOP);
    world.up().await.unwrap();
    world.calls();
    world.workspace =
        workspace(&SHOP.replace("ports = [8080]", "ports = [8080]\nenv = { A = \"1\" }"));
    let report = world.up().await.unwrap();
    let done: Vec<_> = report.services.iter().map(|it| it.done).collect();
    assert_eq!(done, [Done::Kept, Done::Replaced]);
    assert_eq!(
        world.calls()[1..],
        ["stop web", "remove web", "create web", "start web"]
    );
}

#[tokio::test(start_paused = true)]
async fn what_ended_is_started_again_and_what_is_half_made_is_made_anew() {
    let world = World::new(SHOP);
    world.up().await.unwrap();
    world.change("db", |it| it.state = ContainerState::Exited);
    world.change("web", |it| it.state = ContainerState::Created);
    let report = world.up().await.unwrap();
    let done: Vec<_> = report.services.iter().map(|it| it.done).collect();
    assert_eq!(done, [Done::Started, Done::Replaced]);
}

#[tokio::test(start_paused = true)]
async fn a_service_that_is_no_more_goes() {
    let mut world = World::new(SHOP);
    world.up().await.unwrap();
    let (rest, _) = SHOP.split_once("[services.db]").unwrap();
    world.workspace = workspace(&rest.replace("depends-on = [\"db\"]", ""));
    let report = world.up().await.unwrap();
    assert_eq!(report.removed, ["db"]);
    assert_eq!(world.state("db"), None);
}

#[tokio::test(start_paused = true)]
async fn a_subset_brings_what_it_needs_and_touches_nothing_else() {
    let world = World::new(SHOP);
    world.up_with(&["db"], false).await.unwrap();
    assert_eq!(world.state("web"), None);
    world.up_with(&["web"], false).await.unwrap();
    assert_eq!(world.state("db"), Some(ContainerState::Running));
    assert_eq!(world.state("web"), Some(ContainerState::Running));
}

#[tokio::test(start_paused = true)]
async fn who_detaches_waits_only_for_what_others_need() {
    let world = World::new(SHOP);
    let report = world.up_with(&[], true).await.unwrap();
    let states: Vec<_> = report.services.iter().map(|it| it.state).collect();
    assert_eq!(states, [ServiceState::Ready, ServiceState::Started]);
}

#[tokio::test(start_paused = true)]
async fn a_port_that_is_taken_gives_way_to_a_free_one_which_stays() {
    let world = World::new(SHOP);
    world.taken_ports.borrow_mut().insert(8080);
    world.up().await.unwrap();
    let ports = || {
        world
            .containers
            .borrow()
            .values()
            .flat_map(|it| it.spec.ports.clone())
            .collect::<Vec<PublishedPort>>()
    };
    assert_eq!(ports()[0].host, 40_001);
    world.taken_ports.borrow_mut().clear();
    let report = world.up().await.unwrap();
    assert!(report.services.iter().all(|it| it.done == Done::Kept));
    assert_eq!(ports()[0].host, 40_001);
}

#[tokio::test(start_paused = true)]
async fn a_port_that_is_snatched_at_the_last_moment_gives_way_too() {
    let world = World::new(SHOP);
    world.snatched_ports.borrow_mut().insert(8080);
    let report = world.up().await.unwrap();
    assert!(report.is_up());
    assert_eq!(report.services[1].addresses, ["http://127.0.0.1:40001"]);
    let is_there = |id: &ContainerId| world.containers.borrow().contains_key(&id.0);
    let started = world.ascent.started();
    assert!(started.iter().all(is_there), "{started:?}");
    world.calls();
    world.up().await.unwrap();
    assert_eq!(world.calls().len(), 1, "the port is kept");
    let fixed = World::new(&SHOP.replace("ports = [8080]", "ports = [\"8080:8080\"]"));
    fixed.snatched_ports.borrow_mut().insert(8080);
    let failure = fixed.up().await.unwrap().services[1].failure.clone();
    assert_eq!(failure.unwrap().what, "port 8080 is taken");
}
