//! What cannot come up says why, and keeps nobody but those that need it.

use orion_app::stack::{Problem, ServiceState, StackError};

use crate::shop::SHOP;
use crate::world::{Fate, World};

fn problems(error: StackError) -> Vec<Problem> {
    match error {
        StackError::Preflight(problems) => problems,
        other => panic!("{other}"),
    }
}

#[tokio::test(start_paused = true)]
async fn a_service_that_ends_shows_its_code_its_lines_and_why() {
    let world = World::new(SHOP);
    world.fate("db", Fate::Ends(1));
    let lines = (1..=30).map(|nth| (format!("{nth:02}"), format!("line {nth}")));
    let mut lines: Vec<_> = lines.collect();
    lines.push((
        "31".to_owned(),
        "could not write: No space left on device".to_owned(),
    ));
    world.lines.borrow_mut().insert("db".to_owned(), lines);
    let report = world.up().await.unwrap();
    assert!(!report.is_up());
    let failure = report.services[0].failure.as_ref().unwrap();
    assert_eq!(failure.what, "it ended with exit code 1");
    assert_eq!(failure.exit_code, Some(1));
    assert_eq!(failure.log.len(), 20);
    assert!(
        failure
            .cause
            .as_ref()
            .unwrap()
            .starts_with("the disk is full")
    );
    let web = &report.services[1];
    assert_eq!(web.state, ServiceState::Skipped);
    assert_eq!(web.because.as_ref().unwrap().as_str(), "db");
    assert_eq!(world.state("web"), None, "it is not left half-made");
}

#[tokio::test(start_paused = true)]
async fn a_service_that_never_is_ready_shows_what_its_probe_answered() {
    let world = World::new(SHOP);
    world.fate("web", Fate::NeverReady);
    let report = world.up().await.unwrap();
    let failure = report.services[1].failure.as_ref().unwrap();
    assert_eq!(failure.what, "not ready after 60 s");
    assert_eq!(failure.probe.as_deref(), Some("connection refused"));
}

#[tokio::test(start_paused = true)]
async fn everything_that_is_missing_is_told_before_anything_starts() {
    let services = SHOP.replace("web:1", "web:2").replace(
        "ports = [8080]",
        "ports = [\"80:8080\"]\nvolumes = [\"./gone/:/gone\", \"./there/:/there\"]",
    );
    let world = World::new(&services);
    world.taken_ports.borrow_mut().insert(80);
    let found = problems(world.up().await.unwrap_err());
    let whats: Vec<_> = found
        .iter()
        .map(|problem| problem.failure.what.as_str())
        .collect();
    assert_eq!(whats.len(), 3, "{whats:?}");
    assert!(
        whats.contains(&"port 80 is taken by nginx (12)"),
        "{whats:?}"
    );
    assert!(
        whats
            .iter()
            .any(|what| what.contains("is to be mounted and is not there"))
    );
    assert!(found.iter().any(|problem| problem.is_image));
    assert!(world.calls().is_empty(), "nothing was made");
}

#[tokio::test(start_paused = true)]
async fn what_an_image_would_be_built_from_has_to_be_there() {
    let services = SHOP
        .replace("image = \"web:1\"", "build = { context = \"gone\" }")
        .replace("image = \"db:1\"", "build = { context = \"there\" }");
    let found = problems(World::new(&services).up().await.unwrap_err());
    let whats: Vec<_> = found
        .iter()
        .map(|problem| problem.failure.what.as_str())
        .collect();
    let expected = [
        "its build's recipe `there/Dockerfile` is not there",
        "its build's context `gone` is not there",
    ];
    assert_eq!(whats, expected);
}

#[tokio::test(start_paused = true)]
async fn what_runs_elsewhere_is_left_out_unless_it_is_asked_for() {
    let services = format!("{SHOP}[services.mainframe]\nworkstream = \"all\"\n");
    let services = services.replace(
        "depends-on = [\"db\"]",
        "depends-on = [\"db\", \"mainframe\"]",
    );
    let world = World::new(&services);
    let report = world.up().await.unwrap();
    assert!(report.is_up());
    let names: Vec<_> = report
        .services
        .iter()
        .map(|service| service.name.as_str())
        .collect();
    assert_eq!(names, ["db", "web"]);
    let found = problems(world.up_with(&["mainframe"], false).await.unwrap_err());
    assert_eq!(found[0].failure.what, "nothing says how it runs");
}

#[tokio::test(start_paused = true)]
async fn without_services_there_is_nothing_to_do() {
    let world = World::new("");
    assert!(matches!(world.up().await, Err(StackError::NoServices)));
}
