//! The headers that guard the pages and the cookie. What every page has is held in `world::sound`.

use reqwest::header::SET_COOKIE;

use crate::world::{ADMIN, PASSWORD, World};

async fn cookies(world: &World) -> Vec<String> {
    let mut browser = world.browser();
    let page = browser.get("/login").await;
    let mut fields = page.hidden_fields("/login");
    fields.push(("email".to_owned(), ADMIN.to_owned()));
    fields.push(("password".to_owned(), PASSWORD.to_owned()));
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let answer = browser.post("/login", &fields).await;
    assert_eq!(answer.status, 303);
    [page, answer]
        .iter()
        .flat_map(|shown| shown.headers.get_all(SET_COOKIE))
        .map(|cookie| {
            let cookie = cookie.to_str().unwrap();
            let (name, rest) = cookie.split_once('=').unwrap();
            let (value, attributes) = rest.split_once(';').unwrap();
            format!(
                "{name}={};{attributes}",
                if value.is_empty() { "" } else { "…" }
            )
        })
        .collect()
}

#[tokio::test]
async fn cookies_are_of_this_host_over_https_only_and_no_script_sees_them() {
    let world = World::new().await;
    assert_eq!(
        cookies(&world).await,
        [
            "__Host-orion-admin-entry=…; Path=/; HttpOnly; SameSite=Strict; Secure",
            "__Host-orion-admin-entry=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0",
            "__Host-orion-admin=…; Path=/; HttpOnly; SameSite=Strict; Secure",
        ]
    );
}

#[tokio::test]
async fn a_setting_lets_them_travel_over_http() {
    let world = World::with(|settings| settings.insecure_cookies = true).await;
    assert_eq!(
        cookies(&world).await,
        [
            "orion-admin-entry=…; Path=/; HttpOnly; SameSite=Strict",
            "orion-admin-entry=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0",
            "orion-admin=…; Path=/; HttpOnly; SameSite=Strict",
        ]
    );
}

#[tokio::test]
async fn a_browser_is_told_to_stay_with_https_where_cookies_need_it() {
    for (insecure, expected) in [(false, "max-age=31536000"), (true, "")] {
        let world = World::with(|settings| settings.insecure_cookies = insecure).await;
        let page = world.browser().get("/login").await;
        assert_eq!(page.header("strict-transport-security"), expected);
    }
}

#[tokio::test]
async fn a_request_is_known_by_its_id_all_the_way() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let request = browser
        .request(reqwest::Method::GET, "/users")
        .header("x-request-id", "look-for-this")
        .header("traceparent", trace);
    let page = browser.send(request).await;
    assert_eq!(page.header("x-request-id"), "look-for-this");

    let asked = world.platform.asked();
    let asked = asked.last().unwrap();
    assert_eq!(asked.path, "/v1/users");
    assert_eq!(asked.headers["x-request-id"], "look-for-this");
    let handed_on = asked.headers["traceparent"].to_str().unwrap();
    assert_eq!(handed_on[..36], trace[..36], "{handed_on}");
}

#[tokio::test]
async fn the_gateway_is_told_where_requests_come_from() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    for asked in world.platform.asked() {
        assert_eq!(
            asked.headers["x-forwarded-for"], "127.0.0.1",
            "{}",
            asked.path
        );
    }
    let long = "203.0.113.9, ".repeat(50);
    for (said, told) in [
        (
            "203.0.113.9, 198.51.100.1",
            "203.0.113.9, 198.51.100.1, 127.0.0.1",
        ),
        (long.as_str(), "127.0.0.1"),
    ] {
        let request = browser
            .request(reqwest::Method::GET, "/users")
            .header("x-forwarded-for", said);
        browser.send(request).await;
        let asked = world.platform.asked();
        assert_eq!(asked.last().unwrap().headers["x-forwarded-for"], told);
    }
}
