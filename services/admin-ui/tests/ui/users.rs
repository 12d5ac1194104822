//! The list of users.

use crate::world::{USER, World};

#[tokio::test]
async fn everybody_is_there() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let page = browser.open("/users").await;
    assert_eq!(page.texts_of("tbody th"), ["Grace Hopper", "Ada Lovelace"]);
    assert_eq!(
        page.texts_of("td[data-label=Address]"),
        ["grace@example.com", USER]
    );
    assert_eq!(page.texts_of("td[data-label=Status]"), ["active", "active"]);
    assert_eq!(page.text_of("caption"), "2 users, oldest first");
    let time = page.all("td[data-label=Registered] time")[0];
    assert_eq!(time.attr("datetime"), Some("2026-11-24T08:30:00Z"));
    assert!(page.all("nav.pages").is_empty());
}

#[tokio::test]
async fn they_are_searched_by_name_and_address() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let page = browser.open("/users?search=LOVE").await;
    assert_eq!(page.texts_of("tbody th"), ["Ada Lovelace"]);
    assert_eq!(page.attribute("#search", "value"), "LOVE");
    assert_eq!(page.attribute("form[role=search] a", "href"), "/users");

    let page = browser.open("/users?search=%22%3E%3Cscript%3E").await;
    assert_eq!(page.text_of(".empty"), "No user matches “\"><script>”.");
    assert!(page.all("script").is_empty());
}

#[tokio::test]
async fn pages_lead_to_the_next_and_back_to_the_first() {
    let world = World::new().await;
    for number in 1..=58 {
        let email = format!("team{number}@example.com");
        world.platform.add_user(&email, &format!("Member {number}"));
    }
    let mut browser = world.logged_in().await;
    let mut page = browser.open("/users?search=Member").await;
    let mut names = page.texts_of("tbody th");
    assert_eq!(names.len(), 25);
    while let [next] = page.all("nav.pages a[rel=next]")[..] {
        let next = next.attr("href").unwrap().to_owned();
        assert!(next.contains("search=Member"), "{next}");
        page = browser.open(&next).await;
        names.extend(page.texts_of("tbody th"));
        assert_eq!(page.texts_of("nav.pages a")[0], "First page");
    }
    let all: Vec<String> = (1..=58).map(|number| format!("Member {number}")).collect();
    assert_eq!(names, all);
    let first = page.all("nav.pages a")[0].attr("href").unwrap();
    assert_eq!(first, "/users?search=Member");
}

#[tokio::test]
async fn a_page_that_cannot_be_is_not_found() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    assert_eq!(browser.open("/users?after=somewhere").await.status, 404);
    let long = "x".repeat(101);
    let page = browser.open(&format!("/users?search={long}")).await;
    assert_eq!(page.status, 200);
    assert_eq!(
        page.attribute("#search", "aria-describedby"),
        "search-fault"
    );
    assert!(
        page.text_of("#search-fault").contains("100"),
        "{}",
        page.text
    );
}

#[tokio::test]
async fn hostile_names_are_text() {
    let world = World::new().await;
    let name = "<script>alert('1')</script>&amp;\"'";
    let user = world.platform.add_user("<b>@example.com", name);
    world
        .platform
        .tell(user.id, name, "<img src=x onerror=alert(1)>");
    let mut browser = world.logged_in().await;
    for path in [
        "/users".to_owned(),
        format!("/users/{}", user.id),
        format!("/users/{}/delete", user.id),
        "/notifications".to_owned(),
        format!("/notifications?user={}", user.id),
        "/live".to_owned(),
    ] {
        let page = browser.open(&path).await;
        assert_eq!(page.status, 200, "{path}");
        let scripts = usize::from(path == "/live");
        assert_eq!(page.all("script").len(), scripts, "{path}");
        assert!(page.all("img, b").is_empty(), "{path}");
        assert!(page.text_of("body").contains(name), "{path}: {}", page.text);
    }
    let page = browser.open(&format!("/users/{}", user.id)).await;
    assert_eq!(page.attribute("#display-name", "value"), name);
    assert_eq!(page.title(), name);
}
