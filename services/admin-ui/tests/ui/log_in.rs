//! Logging in and out.

use axum::http::StatusCode;
use reqwest::header::LOCATION;

use crate::world::{ADMIN, PASSWORD, USER, World};

const COOKIE: &str = "__Host-orion-admin";

#[tokio::test]
async fn an_administrator_gets_in() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.log_in(ADMIN, PASSWORD).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.title(), "Users");
    assert_eq!(page.text_of(".viewer a"), "Logged in as Grace Hopper");
    assert_eq!(
        page.texts_of(".sections a"),
        ["Users", "Notifications", "Live", "Services"]
    );
    assert_eq!(page.text_of(".sections a[aria-current=page]"), "Users");
}

#[tokio::test]
async fn somebody_who_is_no_administrator_does_not() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.log_in(USER, PASSWORD).await;
    assert_eq!(page.status, 403);
    assert_eq!(page.title(), "Error: log in");
    assert_eq!(
        page.text_of("[role=alert]"),
        "This account is not an administrator's."
    );
    assert_eq!(browser.cookie(COOKIE), None);
    assert_eq!(browser.open("/users").await.title(), "Log in");
    // What they were given on the way is taken back.
    world
        .platform
        .wait_until(|platform| platform.sessions() == 0)
        .await;
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_the_same() {
    let world = World::new().await;
    for (email, password) in [(ADMIN, "hunter2"), ("nobody@example.com", PASSWORD)] {
        let mut browser = world.browser();
        let page = browser.log_in(email, password).await;
        assert_eq!(page.status, 422);
        assert_eq!(
            page.text_of("[role=alert]"),
            "The address or the password is wrong."
        );
        assert_eq!(page.attribute("#email", "value"), email);
        assert!(page.one("#password").attr("value").is_none());
        assert!(!page.text.contains(password));
    }
}

#[tokio::test]
async fn faults_stand_at_the_fields_that_have_them() {
    let world = World::new().await;
    let page = world.browser().log_in("no address", "").await;
    assert_eq!(page.status, 422);
    assert_eq!(page.attribute("#email", "aria-describedby"), "email-fault");
    assert_eq!(
        page.text_of("#email-fault"),
        "It must not hold white space or control characters."
    );
    assert_eq!(page.attribute("#password", "aria-invalid"), "true");
    assert_eq!(page.text_of("#password-fault"), "Enter the password.");
    // Nobody was asked for what cannot be.
    assert!(world.platform.asked().is_empty());
}

#[tokio::test]
async fn too_many_tries_are_said_to_be_too_many() {
    let world = World::new().await;
    let page = world.browser().log_in(ADMIN, "too often").await;
    assert_eq!(page.status, 429);
    assert!(page.text_of("[role=alert]").contains("too many tries"));
}

#[tokio::test]
async fn whoever_was_on_the_way_to_a_page_gets_there() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.open("/users?search=ada").await;
    assert_eq!(page.title(), "Log in");
    let fields = [("email", ADMIN), ("password", PASSWORD)];
    let page = browser.fill(&page, "/login", &fields).await;
    assert_eq!(page.title(), "Users");
    assert_eq!(page.attribute("#search", "value"), "ada");
}

#[tokio::test]
async fn the_way_never_leads_to_another_host() {
    let world = World::new().await;
    for next in [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:1",
    ] {
        let mut browser = world.browser();
        let page = browser.open(&format!("/login?next={next}")).await;
        let mut fields = page.hidden_fields("/login");
        fields.retain(|(name, _)| name != "next");
        let mut fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        fields.extend([("email", ADMIN), ("password", PASSWORD), ("next", next)]);
        let answer = browser.post("/login", &fields).await;
        assert_eq!(answer.headers[LOCATION], "/users", "{next}");
    }
}

#[tokio::test]
async fn an_id_that_was_planted_is_not_the_one_that_gets_in() {
    let world = World::new().await;
    let mut browser = world.browser();
    let planted = "0123456789abcdef".repeat(4);
    browser.plant(COOKIE, &planted);
    let page = browser.log_in(ADMIN, PASSWORD).await;
    assert_eq!(page.title(), "Users");
    let own = browser.cookie(COOKIE).unwrap().to_owned();
    assert_ne!(own, planted);

    let mut attacker = world.browser();
    attacker.plant(COOKIE, &planted);
    assert_eq!(attacker.open("/users").await.title(), "Log in");
}

#[tokio::test]
async fn logging_in_again_ends_the_session_before() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let before = browser.cookie(COOKIE).unwrap().to_owned();
    // The log in page leads on when somebody is logged in, so it has to come from another tab.
    let mut other = world.browser();
    let page = other.open("/login").await;
    let entry = other.cookie("__Host-orion-admin-entry").unwrap();
    browser.plant("__Host-orion-admin-entry", entry);
    let fields = [("email", ADMIN), ("password", PASSWORD)];
    let page = browser.fill(&page, "/login", &fields).await;
    assert_eq!(page.title(), "Users");
    assert_ne!(browser.cookie(COOKIE).unwrap(), before);

    let mut old = world.browser();
    old.plant(COOKIE, &before);
    assert_eq!(old.open("/users").await.title(), "Log in");
    world
        .platform
        .wait_until(|platform| platform.sessions() == 1)
        .await;
}

#[tokio::test]
async fn the_log_in_page_leads_on_when_somebody_is_logged_in() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    assert_eq!(browser.open("/login").await.title(), "Users");
    assert_eq!(browser.open("/").await.title(), "Users");
}

#[tokio::test]
async fn logging_out_ends_the_session_here_and_at_auth() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let id = browser.cookie(COOKIE).unwrap().to_owned();
    let page = browser.open("/users").await;
    let page = browser.fill(&page, "/logout", &[]).await;
    assert_eq!(page.title(), "Log in");
    assert_eq!(page.text_of(".notice[role=status]"), "You are logged out.");
    assert_eq!(browser.cookie(COOKIE), None);

    browser.plant(COOKIE, &id);
    assert_eq!(browser.open("/users").await.title(), "Log in");
    world
        .platform
        .wait_until(|platform| platform.sessions() == 0)
        .await;
}

#[tokio::test]
async fn the_gateway_may_be_away() {
    let mut world = World::new().await;
    world.platform.fail_with(StatusCode::BAD_GATEWAY);
    let page = world.browser().log_in(ADMIN, PASSWORD).await;
    assert_eq!(page.status, 502);
    assert_eq!(page.text_of("h1"), "The platform failed");

    world.platform.end();
    let page = world.browser().log_in(ADMIN, PASSWORD).await;
    assert_eq!(page.status, 503);
    assert_eq!(page.text_of("h1"), "The gateway does not answer");
}
