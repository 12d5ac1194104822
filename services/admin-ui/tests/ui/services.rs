//! Service health.

use axum::http::StatusCode;
use orion_contracts::gateway::v1::{PlatformHealth, ServiceHealth, ServiceStatus};

use crate::world::World;

#[tokio::test]
async fn services_that_are_well_are_said_to_be() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let page = browser.open("/services").await;
    assert_eq!(page.title(), "Service health");
    assert_eq!(page.text_of(".notice.good"), "All 2 services are ready.");
    assert_eq!(page.texts_of("tbody th"), ["auth", "user"]);
    assert_eq!(page.texts_of("td[data-label=Status]"), ["ready", "ready"]);
    assert_eq!(
        page.texts_of("td[data-label='Answered in']"),
        ["2 ms", "3 ms"]
    );
}

#[tokio::test]
async fn those_that_are_not_are_said_not_to_be() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let service = |name: &str, status, detail: Option<&str>| ServiceHealth {
        name: name.to_owned(),
        status,
        latency_ms: 1000,
        checked_at: "2026-11-25T09:00:00Z".parse().unwrap(),
        detail: detail.map(str::to_owned),
    };
    let mut services = vec![
        service("auth", ServiceStatus::Ready, None),
        service("user", ServiceStatus::NotReady, Some("<database> failed")),
        service(
            "notifications",
            ServiceStatus::Unreachable,
            Some("no answer"),
        ),
    ];
    world.platform.set_health(PlatformHealth {
        services: services.clone(),
    });
    let page = browser.open("/services").await;
    assert_eq!(page.text_of(".notice.bad"), "1 of 3 services are ready.");
    assert_eq!(
        page.texts_of("td[data-label=Status]"),
        ["ready", "not ready", "unreachable"]
    );
    assert_eq!(
        page.texts_of("td[data-label=Detail]"),
        ["", "<database> failed", "no answer"]
    );

    services.remove(0);
    world.platform.set_health(PlatformHealth { services });
    let page = browser.open("/services").await;
    assert_eq!(page.text_of(".notice.bad"), "None of 2 services is ready.");

    let services = Vec::new();
    world.platform.set_health(PlatformHealth { services });
    let page = browser.open("/services").await;
    assert_eq!(
        page.text_of(".notice.waiting"),
        "The gateway knows of no service."
    );
}

#[tokio::test]
async fn the_admin_ui_is_ready_whatever_the_platform_is() {
    let world = World::new().await;
    world.platform.fail_with(StatusCode::SERVICE_UNAVAILABLE);
    let mut browser = world.browser();
    assert_eq!(browser.get("/health/ready").await.status, 200);
    assert_eq!(browser.get("/health/live").await.status, 200);
}
