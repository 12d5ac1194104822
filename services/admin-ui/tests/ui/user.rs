//! One user: looked at, renamed, deactivated and activated.

use orion_contracts::user::v1::UserStatus;

use crate::world::{ADMIN, USER, World};

#[tokio::test]
async fn their_page_says_what_is_known() {
    let world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    let mut browser = world.logged_in().await;
    let page = browser.open(&format!("/users/{}", ada.id)).await;
    assert_eq!(page.title(), "Ada Lovelace");
    assert_eq!(page.text_of("h1"), "Ada Lovelace");
    assert_eq!(
        page.texts_of("dd"),
        [
            USER,
            "2026-11-24 08:30:00",
            "2026-11-24 08:30:00",
            "1",
            &ada.id.to_string()
        ]
    );
    assert_eq!(page.attribute("#display-name", "value"), "Ada Lovelace");
    assert_eq!(
        page.attribute("#display-name", "aria-describedby"),
        "display-name-hint"
    );
}

#[tokio::test]
async fn they_are_renamed() {
    let world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    let mut browser = world.logged_in().await;
    let path = format!("/users/{}", ada.id);
    let page = browser.open(&path).await;
    let page = browser
        .fill(&page, &path, &[("display-name", "  Ada King ")])
        .await;
    assert_eq!(page.status, 200);
    assert_eq!(page.text_of(".notice[role=status]"), "Saved.");
    assert_eq!(page.text_of("h1"), "Ada King");
    let saved = world.platform.user(ada.id).unwrap();
    assert_eq!(
        (saved.display_name.as_str(), saved.version),
        ("Ada King", 2)
    );
    // It is said once.
    assert!(browser.open(&path).await.all(".notice").is_empty());
}

#[tokio::test]
async fn a_name_that_cannot_be_is_refused_at_its_field() {
    let world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    let mut browser = world.logged_in().await;
    let path = format!("/users/{}", ada.id);
    let page = browser.open(&path).await;
    let long = "x".repeat(101);
    for name in ["   ", &long, "a\u{7}b", "not this one"] {
        let page = browser.fill(&page, &path, &[("display-name", name)]).await;
        assert_eq!(page.status, 422, "{name}");
        assert_eq!(page.title(), "Error: Ada Lovelace");
        assert_eq!(page.attribute("#display-name", "aria-invalid"), "true");
        assert_eq!(
            page.attribute("#display-name", "aria-describedby"),
            "display-name-hint display-name-fault"
        );
        assert_eq!(page.attribute("#display-name", "value"), name);
        let fault = page.text_of("#display-name-fault");
        let expected = if name.trim().is_empty() {
            "Enter a name."
        } else {
            "It must"
        };
        assert!(fault.starts_with(expected), "{fault}");
    }
    assert_eq!(world.platform.user(ada.id), Some(ada));
}

#[tokio::test]
async fn what_somebody_else_saved_meanwhile_stands_beside_what_was_entered() {
    let world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    let mut browser = world.logged_in().await;
    let path = format!("/users/{}", ada.id);
    let page = browser.open(&path).await;
    world
        .platform
        .change_user(ada.id, |user| user.display_name = "Countess".to_owned());

    let page = browser
        .fill(&page, &path, &[("display-name", "Ada King")])
        .await;
    assert_eq!(page.status, 412);
    assert_eq!(page.title(), "Error: Countess");
    assert!(
        page.text_of("[role=alert]")
            .contains("Somebody changed this user")
    );
    assert_eq!(page.text_of("#display-name-present"), "Now saved: Countess");
    assert_eq!(page.attribute("#display-name", "value"), "Ada King");
    assert!(
        page.attribute("#display-name", "aria-describedby")
            .contains("display-name-present")
    );
    assert_eq!(
        world.platform.user(ada.id).unwrap().display_name,
        "Countess"
    );

    // Whoever has seen it may save over it.
    let page = browser
        .fill(&page, &path, &[("display-name", "Ada King")])
        .await;
    assert_eq!(page.text_of(".notice[role=status]"), "Saved.");
    assert_eq!(
        world.platform.user(ada.id).unwrap().display_name,
        "Ada King"
    );
}

#[tokio::test]
async fn a_fault_does_not_hide_what_was_saved_meanwhile() {
    let world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    let mut browser = world.logged_in().await;
    let path = format!("/users/{}", ada.id);
    let page = browser.open(&path).await;
    world
        .platform
        .change_user(ada.id, |user| user.display_name = "Countess".to_owned());
    let page = browser.fill(&page, &path, &[("display-name", " ")]).await;
    assert_eq!(page.status, 422);
    let page = browser
        .fill(&page, &path, &[("display-name", "Ada King")])
        .await;
    assert_eq!(
        page.status, 412,
        "the form still is of the version that was seen"
    );
}

#[tokio::test]
async fn they_are_deactivated_and_activated() {
    let world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    let mut browser = world.logged_in().await;
    let path = format!("/users/{}", ada.id);
    let status = format!("{path}/status");
    let page = browser.open(&path).await;
    let page = browser.fill(&page, &status, &[]).await;
    assert_eq!(page.text_of(".notice[role=status]"), "Deactivated.");
    assert_eq!(page.text_of(".heading .badge"), "deactivated");
    let saved = world.platform.user(ada.id).unwrap();
    assert_eq!(saved.status, UserStatus::Deactivated);

    let page = browser.fill(&page, &status, &[]).await;
    assert_eq!(page.text_of(".notice[role=status]"), "Activated.");
    let saved = world.platform.user(ada.id).unwrap();
    assert_eq!(saved.status, UserStatus::Active);
}

#[tokio::test]
async fn a_status_is_not_changed_by_a_page_that_is_too_old() {
    let world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    let mut browser = world.logged_in().await;
    let path = format!("/users/{}", ada.id);
    let page = browser.open(&path).await;
    world.platform.change_user(ada.id, |_| ());
    let page = browser.fill(&page, &format!("{path}/status"), &[]).await;
    assert_eq!(page.status, 412);
    assert!(
        page.text_of("[role=alert]")
            .contains("Somebody changed this user")
    );
    let saved = world.platform.user(ada.id).unwrap();
    assert_eq!(saved.status, UserStatus::Active);
}

#[tokio::test]
async fn nobody_shuts_themselves_out() {
    let world = World::new().await;
    let grace = world.platform.user_by_email(ADMIN);
    let mut browser = world.logged_in().await;
    let path = format!("/users/{}", grace.id);
    let page = browser.open(&path).await;
    assert!(
        page.all("form[action$='/status'], a[href$='/delete']")
            .is_empty()
    );
    assert!(
        page.text_of("main")
            .contains("the account that you are logged in with")
    );

    let token = page.hidden_fields("/logout")[0].1.clone();
    let fields = [
        ("form-token", token.as_str()),
        ("version", "1"),
        ("status", "deactivated"),
    ];
    for action in ["status", "delete"] {
        let shown = browser.post(&format!("{path}/{action}"), &fields).await;
        assert_eq!(shown.status, 409);
    }
    assert_eq!(browser.get(&format!("{path}/delete")).await.status, 409);
    assert_eq!(world.platform.user(grace.id), Some(grace));
}

#[tokio::test]
async fn somebody_who_is_not_there_is_not_found() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    for id in [
        "019a0000-0000-7000-8000-000000000001",
        "nobody",
        "..%2F..%2Fhealth",
    ] {
        let page = browser.open(&format!("/users/{id}")).await;
        assert_eq!(page.status, 404, "{id}");
        assert_eq!(page.title(), "There is no such page");
    }
}
