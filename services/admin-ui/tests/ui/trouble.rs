//! When things are not as they should be.

use axum::http::StatusCode;

use crate::world::{USER, World};

#[tokio::test]
async fn every_page_says_that_the_gateway_is_away() {
    let mut world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    let mut browser = world.logged_in().await;
    let page = browser.open(&format!("/users/{}", ada.id)).await;
    world.platform.end();
    for path in [
        "/users".to_owned(),
        format!("/users/{}", ada.id),
        format!("/users/{}/delete", ada.id),
        "/notifications".to_owned(),
        "/live".to_owned(),
        "/services".to_owned(),
    ] {
        let page = browser.open(&path).await;
        assert_eq!(page.status, 503, "{path}");
        assert_eq!(page.header("retry-after"), "5");
        assert_eq!(page.text_of("h1"), "The gateway does not answer");
        assert!(
            page.texts_of("main li")
                .iter()
                .any(|step| step.contains("`gateway.url`"))
        );
        assert_eq!(page.text_of("main code"), page.header("x-request-id"));
        assert_eq!(page.all(".sections a").len(), 4, "the bar is still there");
    }
    for action in ["", "/status", "/delete"] {
        let path = format!("/users/{}{action}", ada.id);
        let mut fields = page.hidden_fields("/logout");
        for (name, value) in [
            ("version", "1"),
            ("status", "active"),
            ("display-name", "Ada"),
        ] {
            fields.push((name.to_owned(), value.to_owned()));
        }
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(browser.post(&path, &fields).await.status, 503, "{path}");
    }
    // Whoever wants out gets out.
    assert_eq!(browser.fill(&page, "/logout", &[]).await.title(), "Log in");
}

#[tokio::test]
async fn a_platform_that_fails_is_said_to_fail_and_the_session_goes_on_after() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    for status in [500, 502, 418] {
        let status = StatusCode::from_u16(status).unwrap();
        world.platform.fail_with(status);
        let page = browser.open("/users").await;
        assert_eq!(page.status, 502);
        assert_eq!(page.text_of("h1"), "The platform failed");
        assert!(page.text_of(".lead").contains(status.as_str()));
    }
    world.platform.recover();
    assert_eq!(browser.open("/users").await.title(), "Users");
}

#[tokio::test]
async fn tokens_that_cannot_be_refreshed_now_are_refreshed_later() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    world.platform.expire_access();
    world.hand.advance(std::time::Duration::from_mins(20));
    world.platform.fail_with(StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(browser.open("/users").await.status, 502);
    world.platform.recover();
    assert_eq!(browser.open("/users").await.title(), "Users");
}

#[tokio::test]
async fn an_address_that_leads_nowhere_says_so() {
    let world = World::new().await;
    let page = world.browser().open("/nowhere").await;
    assert_eq!(page.status, 404);
    assert_eq!(page.text_of("main .actions"), "Log in");
    let page = world.logged_in().await.open("/no/where").await;
    assert_eq!(page.status, 404);
    assert_eq!(page.text_of("h1"), "There is no such page");
}

#[tokio::test]
async fn an_administrator_who_is_none_any_more_is_told_so() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    world.platform.demote_all();
    let page = browser.open("/users").await;
    assert_eq!(page.status, 403);
    assert_eq!(page.text_of("h1"), "Not allowed");
}
