//! Live activity, from the gateway's WebSocket to what a browser's script is sent.

use std::time::Duration;

use orion_contracts::NotificationId;

use crate::world::{ADMIN, Browser, Stream, USER, World};

/// The page's stream, as its script opens it, once it is fed.
async fn listen(browser: &mut Browser) -> Stream {
    let path = browser
        .open("/live")
        .await
        .attribute("#live", "data-stream");
    let mut stream = browser.listen(&path, None).await;
    stream.expect("ready").await;
    stream
}

#[tokio::test]
async fn the_page_shows_what_happened_without_a_script() {
    let world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    let mut browser = world.logged_in().await;
    let page = browser.open("/live").await;
    assert_eq!(page.text_of("#live-empty"), "Nothing has happened yet.");

    world.platform.tell(ada.id, "Hello", "This is for Ada.");
    let page = browser.open("/live").await;
    assert_eq!(
        page.texts_of("#live-feed li"),
        ["2026-11-25 08:59:00 Ada Lovelace Hello This is for Ada."]
    );
    assert_eq!(page.attribute("#live", "role"), "log");
    assert_eq!(page.attribute("#live", "aria-live"), "polite");
    assert_eq!(page.attribute("#live-state", "role"), "status");
    // What needs the script is not there without it; what stands in for it is.
    assert!(page.one("#live-pause").attr("hidden").is_some());
    assert_eq!(page.attribute("#live-reload", "href"), "/live");
}

#[tokio::test]
async fn what_happens_is_sent_as_it_happens() {
    let world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    let grace = world.platform.user_by_email(ADMIN);
    let mut browser = world.logged_in().await;
    let mut stream = listen(&mut browser).await;
    for (user, name) in [(ada.id, "Ada Lovelace"), (grace.id, "Grace Hopper")] {
        let id = world.platform.tell(user, "Renamed", "</script>\n<b>");
        let sent = stream.expect("activity").await;
        assert_eq!(sent.id, Some(id.to_string()));
        let activity: serde_json::Value = serde_json::from_str(&sent.data).unwrap();
        assert_eq!(
            activity,
            serde_json::json!({
                "user": user.to_string(),
                "to": name,
                "title": "Renamed",
                "body": "</script>\n<b>",
                "sent_at": "2026-11-25T08:59:00Z",
                "shown_at": "2026-11-25 08:59:00",
            })
        );
    }
    let asked = world.platform.asked();
    let opened = asked
        .iter()
        .find(|asked| asked.path == "/v1/notifications/stream")
        .unwrap();
    assert!(
        opened.headers["authorization"]
            .to_str()
            .unwrap()
            .starts_with("Bearer access-")
    );
    assert!(opened.headers.contains_key("x-request-id"));
    assert!(opened.headers.contains_key("traceparent"));
}

#[tokio::test]
async fn what_a_browser_missed_is_sent_when_it_comes_back() {
    let world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    let tell = |title: &str| world.platform.tell(ada.id, title, "Text.").to_string();
    tell("before the page");
    let mut browser = world.logged_in().await;
    let page = browser.open("/live").await;
    let path = page.attribute("#live", "data-stream");
    let between = tell("between the page and its stream");
    let mut stream = browser.listen(&path, None).await;
    stream.expect("ready").await;
    assert_eq!(stream.expect("activity").await.id, Some(between.clone()));

    world.platform.hang_up();
    stream.expect("trouble").await;
    assert_eq!(stream.next().await, None);
    let missed = [tell("missed"), tell("missed as well")];
    let mut stream = browser.listen(&path, Some(&between)).await;
    stream.expect("ready").await;
    for id in missed {
        assert_eq!(stream.expect("activity").await.id, Some(id));
    }
    let next = tell("next");
    assert_eq!(stream.expect("activity").await.id, Some(next));
}

#[tokio::test]
async fn what_nobody_understands_is_passed_over() {
    let world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    let mut browser = world.logged_in().await;
    let mut stream = listen(&mut browser).await;
    world.platform.push(r#"{"type":"of tomorrow","x":1}"#);
    world.platform.push("no JSON");
    let id: NotificationId = world.platform.tell(ada.id, "Hello", "");
    assert_eq!(stream.expect("activity").await.id, Some(id.to_string()));
}

#[tokio::test]
async fn a_browser_that_leaves_is_not_fed_any_more() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let stream = listen(&mut browser).await;
    assert_eq!(world.platform.listeners(), 1);
    drop(stream);
    world
        .platform
        .wait_until(|platform| platform.listeners() == 0)
        .await;
}

#[tokio::test]
async fn it_ends_when_somebody_logs_out() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let mut stream = listen(&mut browser).await;
    let page = browser.open("/users").await;
    browser.fill(&page, "/logout", &[]).await;
    stream.expect("ended").await;
    assert_eq!(stream.next().await, None);
    world
        .platform
        .wait_until(|platform| platform.listeners() == 0)
        .await;
}

#[tokio::test]
async fn watching_does_not_keep_a_session_going() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let mut stream = listen(&mut browser).await;
    world.hand.advance(Duration::from_mins(20));
    let mut second = browser.listen("/live/stream", None).await;
    second.expect("ready").await;
    world.hand.advance(Duration::from_mins(10));
    stream.expect("ended").await;
    second.expect("ended").await;
    let mut late = browser.listen("/live/stream", None).await;
    late.expect("ended").await;
    assert_eq!(late.next().await, None);
}

#[tokio::test]
async fn nobody_listens_who_is_not_logged_in() {
    let world = World::new().await;
    let mut stream = world.browser().listen("/live/stream", None).await;
    stream.expect("ended").await;
    assert_eq!(stream.next().await, None);
}

#[tokio::test]
async fn a_token_that_ran_out_is_replaced_on_the_way_to_the_stream() {
    let world = World::new().await;
    let browser = world.logged_in().await;
    world.platform.expire_access();
    let mut stream = browser.listen("/live/stream", None).await;
    stream.expect("ready").await;
    assert_eq!(world.platform.refreshes(), (1, 1));
}

#[tokio::test]
async fn a_platform_that_is_away_is_said_to_be() {
    let mut world = World::new().await;
    let mut browser = world.logged_in().await;
    let mut stream = listen(&mut browser).await;
    world.platform.end();
    let sent = stream.expect("trouble").await;
    assert_eq!(sent.data, "The platform cannot be reached. Trying again…");
    let mut stream = browser.listen("/live/stream", None).await;
    stream.expect("trouble").await;
    assert_eq!(stream.next().await, None);
}

#[tokio::test]
async fn it_does_not_hold_up_the_end_of_the_service() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let mut stream = listen(&mut browser).await;
    world.stopper.stop();
    assert_eq!(stream.next().await, None);
}

#[tokio::test]
async fn an_administrator_who_is_none_any_more_is_told_so() {
    let world = World::new().await;
    let browser = world.logged_in().await;
    world.platform.demote_all();
    let mut stream = browser.listen("/live/stream", None).await;
    let sent = stream.expect("ended").await;
    assert!(sent.data.contains("does not let this account"), "{sent:?}");
}
