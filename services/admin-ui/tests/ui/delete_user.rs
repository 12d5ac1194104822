//! Deleting a user.

use crate::world::{USER, World};

#[tokio::test]
async fn it_asks_first() {
    let world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    let mut browser = world.logged_in().await;
    let page = browser.open(&format!("/users/{}", ada.id)).await;
    let path = page.attribute("a.danger", "href");
    let page = browser.open(&path).await;
    assert_eq!(page.title(), "Delete Ada Lovelace?");
    assert!(page.text_of("main").contains("It cannot be undone."));
    assert!(world.platform.user(ada.id).is_some());

    let page = browser.fill(&page, &path, &[]).await;
    assert_eq!(page.title(), "Users");
    assert_eq!(page.text_of(".notice[role=status]"), "The user is deleted.");
    assert_eq!(page.texts_of("tbody th"), ["Grace Hopper"]);
    assert_eq!(world.platform.user(ada.id), None);
    assert_eq!(browser.open(&path).await.status, 404);
}

#[tokio::test]
async fn it_asks_again_when_the_user_was_changed() {
    let world = World::new().await;
    let ada = world.platform.user_by_email(USER);
    let mut browser = world.logged_in().await;
    let path = format!("/users/{}/delete", ada.id);
    let page = browser.open(&path).await;
    world
        .platform
        .change_user(ada.id, |user| user.display_name = "Countess".to_owned());
    let page = browser.fill(&page, &path, &[]).await;
    assert_eq!(page.status, 412);
    assert_eq!(page.title(), "Error: Delete Countess?");
    assert!(page.text_of("[role=alert]").contains("changed meanwhile"));
    assert!(world.platform.user(ada.id).is_some());

    let page = browser.fill(&page, &path, &[]).await;
    assert_eq!(page.text_of(".notice[role=status]"), "The user is deleted.");
}
