//! How long sessions last, and the tokens behind them.

use std::time::Duration;

use crate::world::World;

const COOKIE: &str = "__Host-orion-admin";

#[tokio::test]
async fn it_ends_when_nothing_is_asked_for_a_while() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    world.hand.advance(Duration::from_mins(29));
    assert_eq!(browser.open("/users").await.title(), "Users");
    world.hand.advance(Duration::from_mins(29));
    assert_eq!(browser.open("/users").await.title(), "Users");
    world.hand.advance(Duration::from_mins(30));
    let page = browser.open("/users").await;
    assert_eq!(page.title(), "Log in");
    assert!(
        page.text_of(".notice")
            .starts_with("Your session has ended.")
    );
    assert_eq!(browser.cookie(COOKIE), None);
    // It was swept, and ended at auth as well.
    world
        .platform
        .wait_until(|platform| platform.sessions() == 0)
        .await;
}

#[tokio::test]
async fn it_ends_after_half_a_day_whatever_is_asked() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    for _ in 0..35 {
        world.hand.advance(Duration::from_mins(20));
        assert_eq!(browser.open("/users").await.title(), "Users");
    }
    world.hand.advance(Duration::from_mins(20));
    assert_eq!(browser.open("/users").await.title(), "Log in");
}

#[tokio::test]
async fn a_form_that_was_filled_in_too_late_leads_to_log_in() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let page = browser.open("/users").await;
    world.hand.advance(Duration::from_mins(31));
    let page = browser.fill(&page, "/logout", &[]).await;
    assert_eq!(page.title(), "Log in");
}

#[tokio::test]
async fn a_token_that_is_about_to_end_is_replaced_before_it_is_used() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    world.hand.advance(Duration::from_mins(14));
    browser.open("/users").await;
    assert_eq!(world.platform.refreshes(), (0, 0));
    world.platform.expire_access();
    world.hand.advance(Duration::from_secs(31));
    assert_eq!(browser.open("/users").await.title(), "Users");
    assert_eq!(world.platform.refreshes(), (1, 1));
}

#[tokio::test]
async fn a_token_that_is_refused_before_its_end_is_replaced_once() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    world.platform.expire_access();
    assert_eq!(browser.open("/users").await.title(), "Users");
    assert_eq!(world.platform.refreshes(), (1, 1));
}

#[tokio::test]
async fn requests_at_the_same_time_refresh_once() {
    let world = World::new().await;
    let browser = world.logged_in().await;
    for round in 1..=2 {
        if round == 1 {
            world.hand.advance(Duration::from_mins(20));
        }
        world.platform.expire_access();
        let held = world.platform.hold_refreshes();
        let requests: Vec<_> = (0..16)
            .map(|_| {
                let request = browser.request(reqwest::Method::GET, "/users");
                tokio::spawn(async move { request.send().await.unwrap().status() })
            })
            .collect();
        world
            .platform
            .wait_until(|platform| platform.refreshes().0 == round)
            .await;
        drop(held);
        for request in requests {
            assert_eq!(request.await.unwrap(), 200);
        }
        assert_eq!(world.platform.refreshes(), (round, round));
    }
}

#[tokio::test]
async fn a_refresh_outlives_the_request_that_began_it() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    world.platform.expire_access();
    let held = world.platform.hold_refreshes();
    let request = browser.request(reqwest::Method::GET, "/users");
    let given_up = tokio::spawn(request.send());
    world
        .platform
        .wait_until(|platform| platform.refreshes().0 == 1)
        .await;
    given_up.abort();
    assert!(given_up.await.unwrap_err().is_cancelled());
    drop(held);
    assert_eq!(browser.open("/users").await.title(), "Users");
    assert_eq!(world.platform.refreshes(), (1, 1));
}

#[tokio::test]
async fn a_session_that_auth_has_ended_is_over() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    world.platform.revoke_all();
    let page = browser.open("/users").await;
    assert_eq!(page.title(), "Log in");
    assert!(
        page.text_of(".notice")
            .starts_with("Your session has ended.")
    );
    assert_eq!(browser.cookie(COOKIE), None);
}

#[tokio::test]
async fn no_token_reaches_the_browser() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    for path in ["/users", "/notifications", "/live", "/services", "/nowhere"] {
        let page = browser.open(path).await;
        for token in ["access-", "refresh-", "Bearer"] {
            assert!(!page.text.contains(token), "{path}");
            assert!(!format!("{:?}", page.headers).contains(token), "{path}");
        }
    }
}
