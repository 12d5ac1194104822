//! Notifications.

use crate::world::{ADMIN, USER, World};

#[tokio::test]
async fn an_administrator_sees_everyones() {
    let world = World::new().await;
    let grace = world.platform.user_by_email(ADMIN);
    let ada = world.platform.user_by_email(USER);
    world
        .platform
        .tell(grace.id, "Welcome", "Glad to have you.");
    world.platform.tell(ada.id, "Hello", "This is for Ada.");
    let mut browser = world.logged_in().await;
    let page = browser.open("/notifications").await;
    assert_eq!(
        page.texts_of("tbody th"),
        ["Hello This is for Ada.", "Welcome Glad to have you."]
    );
    assert_eq!(
        page.texts_of("td[data-label=To]"),
        ["Ada Lovelace", "Grace Hopper"]
    );
    assert_eq!(page.text_of(".views a[aria-current]"), "Everyone’s");
    assert!(page.all("main form").is_empty(), "others' are not marked");

    let page = browser
        .open(&format!("/notifications?user={}", ada.id))
        .await;
    assert_eq!(
        page.text_of("caption"),
        "Notifications to Ada Lovelace, newest first"
    );
    assert_eq!(page.texts_of("tbody th"), ["Hello This is for Ada."]);
}

#[tokio::test]
async fn one_is_marked_as_read() {
    let world = World::new().await;
    let grace = world.platform.user_by_email(ADMIN);
    let first = world.platform.tell(grace.id, "One", "1");
    let second = world.platform.tell(grace.id, "Two", "2");
    let mut browser = world.logged_in().await;
    let page = browser.open("/notifications?view=own").await;
    let buttons = page.texts_of("td button");
    assert_eq!(buttons, ["Mark as read: Two", "Mark as read: One"]);

    let fields = [("id", first.to_string())].map(|(name, id)| (name, id));
    let fields = fields.each_ref().map(|(name, id)| (*name, id.as_str()));
    let page = browser.fill(&page, "/notifications/read", &fields).await;
    assert_eq!(
        page.text_of(".notice[role=status]"),
        "1 notification is marked as read."
    );
    assert_eq!(page.text_of(".views a[aria-current]"), "Mine");
    assert_eq!(page.texts_of("td button"), ["Mark as read: Two"]);
    assert!(world.platform.notification(first).read_at.is_some());
    assert!(world.platform.notification(second).read_at.is_none());
}

#[tokio::test]
async fn all_on_a_page_are_marked_as_read() {
    let world = World::new().await;
    let grace = world.platform.user_by_email(ADMIN);
    for number in 1..=30 {
        world
            .platform
            .tell(grace.id, &format!("Title {number}"), "Text.");
    }
    let mut browser = world.logged_in().await;
    let page = browser.open("/notifications?view=own-unread").await;
    assert_eq!(page.all("tbody tr.unread").len(), 25);
    let page = browser
        .fill(&page, "/notifications/read", &[("all", "true")])
        .await;
    assert_eq!(
        page.text_of(".notice[role=status]"),
        "25 notifications are marked as read."
    );
    assert_eq!(page.text_of(".views a[aria-current]"), "Mine, unread");
    assert_eq!(page.all("tbody tr.unread").len(), 5);
    let page = browser
        .fill(&page, "/notifications/read", &[("all", "true")])
        .await;
    assert_eq!(page.text_of(".empty"), "You have read everything.");
}

#[tokio::test]
async fn pages_keep_the_view() {
    let world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    for number in 1..=26 {
        world
            .platform
            .tell(ada.id, &format!("Title {number}"), "Text.");
    }
    let mut browser = world.logged_in().await;
    let page = browser
        .open(&format!("/notifications?user={}", ada.id))
        .await;
    let next = page.attribute("nav.pages a[rel=next]", "href");
    let page = browser.open(&next).await;
    assert_eq!(page.texts_of("tbody .title"), ["Title 1"]);
    assert_eq!(
        page.text_of("caption"),
        "Notifications to Ada Lovelace, newest first"
    );
}

#[tokio::test]
async fn names_are_asked_for_once_a_page_at_most() {
    let world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    for number in 1..=20 {
        world
            .platform
            .tell(ada.id, &format!("Title {number}"), "Text.");
    }
    let gone = world.platform.add_user("gone@example.com", "Gone");
    world.platform.tell(gone.id, "Bye", "Text.");
    let mut browser = world.logged_in().await;
    let path = format!("/users/{}", gone.id);
    let page = browser.open(&format!("{path}/delete")).await;
    browser.fill(&page, &format!("{path}/delete"), &[]).await;

    let of = |id: orion_contracts::UserId| {
        let path = format!("/v1/users/{id}");
        let asked = world.platform.asked();
        asked.iter().filter(|asked| asked.path == path).count()
    };
    for _ in 0..3 {
        let page = browser.open("/notifications").await;
        assert_eq!(page.texts_of("td[data-label=To]")[0], "a deleted user");
        assert_eq!(page.texts_of("td[data-label=To]")[1], "Ada Lovelace");
    }
    assert_eq!(of(ada.id), 1);
}

#[tokio::test]
async fn what_no_page_sends_is_refused() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let token = browser.open("/users").await.hidden_fields("/logout")[0]
        .1
        .clone();
    for fields in [
        vec![],
        vec![("id", "1")],
        vec![("all", "true")],
        vec![("id", ""); 26],
    ] {
        let mut fields = fields;
        fields.push(("form-token", token.as_str()));
        let shown = browser.post("/notifications/read", &fields).await;
        assert_eq!(shown.status, 400);
    }
    for path in ["/notifications?view=nobodys", "/notifications?user=nobody"] {
        assert_eq!(browser.open(path).await.status, 404, "{path}");
    }
}
