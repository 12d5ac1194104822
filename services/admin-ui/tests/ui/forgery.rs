//! Requests that somebody else's page would have the browser send.

use reqwest::Method;

use crate::world::{ADMIN, PASSWORD, Shown, USER, World};

/// Every form of a page that somebody who is logged in is sent.
const FORMS: [&str; 5] = [
    "/users/{id}",
    "/users/{id}/status",
    "/users/{id}/delete",
    "/notifications/read",
    "/logout",
];

fn assert_refused(shown: &Shown) {
    assert_eq!(shown.status, 403);
    assert_eq!(shown.text_of("h1"), "Nothing was changed");
}

#[tokio::test]
async fn a_form_without_the_sessions_token_is_refused() {
    let world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    let mut browser = world.logged_in().await;
    let mut other = world.logged_in().await;
    let others = other.open("/users").await.hidden_fields("/logout")[0]
        .1
        .clone();
    for form in FORMS {
        let path = form.replace("{id}", &ada.id.to_string());
        for token in ["", "0", &"0".repeat(64), &others] {
            let fields = [
                ("form-token", token),
                ("version", "1"),
                ("status", "deactivated"),
                ("display-name", "Eve"),
            ];
            assert_refused(&browser.post(&path, &fields).await);
        }
        assert_refused(&browser.post(&path, &[("version", "1")]).await);
    }
    assert_eq!(world.platform.user(ada.id), Some(ada));
    assert_eq!(
        browser.open("/users").await.title(),
        "Users",
        "still logged in"
    );
}

#[tokio::test]
async fn a_form_from_elsewhere_is_refused_even_with_the_token() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let page = browser.open("/users").await;
    let token = page.hidden_fields("/logout")[0].1.clone();
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("x-nothing", "is said of where it comes from"),
    ] {
        let request = browser
            .request(Method::POST, "/logout")
            .header(name, value)
            .form(&[("form-token", &token)]);
        assert_refused(&browser.send(request).await);
    }
    let origin = format!("http://{}", world.address);
    let request = browser
        .request(Method::POST, "/logout")
        .header("origin", origin)
        .form(&[("form-token", &token)]);
    assert_eq!(browser.send(request).await.status, 303);
}

#[tokio::test]
async fn logging_in_takes_a_page_that_was_sent_to_this_browser() {
    let world = World::new().await;
    let mut attacker = world.browser();
    let theirs = attacker.open("/login").await.hidden_fields("/login");
    let token = &theirs
        .iter()
        .find(|(name, _)| name == "form-token")
        .unwrap()
        .1;

    let mut browser = world.browser();
    let fields = [
        ("form-token", token.as_str()),
        ("email", ADMIN),
        ("password", PASSWORD),
    ];
    let page = browser.post("/login", &fields).await;
    assert_eq!(page.status, 403);
    assert_eq!(
        page.text_of("[role=alert]"),
        "This page was too old. Try again."
    );
    assert!(
        world.platform.asked().is_empty(),
        "no password went anywhere"
    );

    // The page that says so can be used at once.
    let fields = [("email", ADMIN), ("password", PASSWORD)];
    assert_eq!(
        browser.fill(&page, "/login", &fields).await.title(),
        "Users"
    );
}

#[tokio::test]
async fn what_is_no_form_is_refused() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let token = browser.open("/users").await.hidden_fields("/logout")[0]
        .1
        .clone();
    let request = browser
        .request(Method::POST, "/logout")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "text/plain")
        .body(format!("form-token={token}"));
    assert_eq!(browser.send(request).await.status, 400);

    let long = "x".repeat(2 << 20);
    let fields = [("form-token", token.as_str()), ("long", &long)];
    assert_eq!(browser.post("/logout", &fields).await.status, 413);
    assert_eq!(
        browser.open("/users").await.title(),
        "Users",
        "still logged in"
    );
}

#[tokio::test]
async fn reading_changes_nothing() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let ada = world.platform.user_by_email(USER);
    for (form, title) in [
        (
            "/users/{id}/status?status=deactivated&version=1",
            "Ada Lovelace",
        ),
        ("/users/{id}/delete?version=1", "Delete Ada Lovelace?"),
        ("/notifications/read?all=true", "Notifications"),
        ("/logout", "Users"),
    ] {
        let path = form.replace("{id}", &ada.id.to_string());
        assert_eq!(browser.open(&path).await.title(), title, "{path}");
    }
    assert_eq!(world.platform.user(ada.id), Some(ada));
    let request = browser
        .request(Method::PUT, "/logout")
        .header("sec-fetch-site", "same-origin");
    assert_eq!(browser.send(request).await.status, 405);
    assert_eq!(
        browser.open("/users").await.title(),
        "Users",
        "still logged in"
    );
}
