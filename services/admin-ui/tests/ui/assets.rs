//! Styles, script and icon.

use crate::world::World;

#[tokio::test]
async fn they_are_kept_for_good_under_a_name_that_says_what_is_in_them() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    let page = browser.open("/live").await;
    for (selector, attribute, media_type) in [
        ("link[rel=stylesheet]", "href", "text/css; charset=utf-8"),
        ("script", "src", "text/javascript; charset=utf-8"),
        ("link[rel=icon]", "href", "image/svg+xml"),
    ] {
        let path = page.attribute(selector, attribute);
        let asset = browser.get(&path).await;
        assert_eq!(asset.status, 200, "{path}");
        assert_eq!(asset.header("content-type"), media_type);
        assert_eq!(
            asset.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(asset.header("x-content-type-options"), "nosniff");
        assert!(!asset.text.is_empty());

        let (name, extension) = path.rsplit_once('.').unwrap();
        let other = format!("{}{:x}.{extension}", &name[..name.len() - 1], 0);
        let other = if other == path {
            path.replace('0', "1")
        } else {
            other
        };
        assert_eq!(browser.get(&other).await.status, 404, "{other}");
    }
}

#[tokio::test]
async fn only_the_live_page_has_a_script() {
    let world = World::new().await;
    let mut browser = world.logged_in().await;
    for path in ["/users", "/notifications", "/services", "/login"] {
        assert!(browser.open(path).await.all("script").is_empty(), "{path}");
    }
}
