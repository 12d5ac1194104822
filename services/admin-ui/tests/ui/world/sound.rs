//! What holds for every page, whatever it shows: well-formed HTML, a structure that screen readers and
//! keyboards can use, nothing that the content security policy forbids, and the headers that guard it.

use std::collections::BTreeSet;

use super::Shown;
use super::shown::text;

pub(crate) fn assert_sound(page: &Shown) {
    assert_well_formed(page);
    assert_structured(page);
    assert_labelled(page);
    assert_allowed(page);
    assert_guarded(page);
}

fn assert_well_formed(page: &Shown) {
    assert!(
        page.html.errors.is_empty(),
        "{:?} in {}",
        page.html.errors,
        page.text
    );
    let mut ids = BTreeSet::new();
    for element in page.all("[id]") {
        let id = element.attr("id").unwrap();
        assert!(ids.insert(id), "two elements are called `{id}`");
    }
    for name in ["for", "aria-describedby", "aria-labelledby"] {
        for element in page.all(&format!("[{name}]")) {
            for id in element.attr(name).unwrap().split(' ') {
                assert!(
                    ids.contains(id),
                    "`{name}` leads to `{id}`, which is nowhere: {}",
                    page.text
                );
            }
        }
    }
}

fn assert_structured(page: &Shown) {
    assert_eq!(page.attribute("html", "lang"), "en");
    let title = page.text_of("title");
    assert!(
        title.len() > " · Orion".len() && title.ends_with(" · Orion"),
        "{title}"
    );
    // Landmarks, and the way past the first of them.
    let first = page.all("body a")[0];
    assert_eq!(
        first.attr("href"),
        Some("#content"),
        "the skip link comes first"
    );
    page.one("main#content[tabindex='-1']");
    page.one("body > header");
    page.one("body > footer");
    for nav in page.all("nav") {
        assert!(
            nav.attr("aria-label")
                .is_some_and(|label| !label.is_empty())
        );
    }
    // Headings: one of the first level, and none left out.
    let mut level = 0;
    for heading in page.all("h1, h2, h3, h4, h5, h6") {
        let found = heading.value().name()[1..].parse().unwrap();
        assert!(
            found <= level + 1,
            "a heading is left out before {}",
            text(heading)
        );
        level = found;
    }
    page.one("h1");
    for table in page.all("table") {
        let within = |selector| {
            table
                .select(&scraper::Selector::parse(selector).unwrap())
                .count()
        };
        assert_eq!(within("caption"), 1);
        assert_eq!(within("th"), within("th[scope]"));
        assert_eq!(within("tbody tr"), within("tbody tr > th[scope=row]"));
    }
}

fn assert_labelled(page: &Shown) {
    for input in page.all("input:not([type=hidden])") {
        let id = input.attr("id").unwrap();
        let label = page.text_of(&format!("label[for='{id}']"));
        assert!(!label.is_empty());
    }
    for named in page.all("a:not(template a), button") {
        let is_template = named.ancestors().any(|ancestor| {
            let element = ancestor.value().as_element();
            element.is_some_and(|element| element.name() == "template")
        });
        assert!(
            is_template || !text(named).is_empty(),
            "a link or button says nothing: {}",
            page.text
        );
    }
    for invalid in page.all("[aria-invalid=true]") {
        let described = invalid.attr("aria-describedby").unwrap();
        let fault = described
            .split(' ')
            .find(|id| id.ends_with("-fault"))
            .unwrap();
        assert!(!page.text_of(&format!("#{fault}")).is_empty());
    }
    let invalid = page.all("[aria-invalid=true]");
    let begin = page.all("[autofocus]");
    assert_eq!(
        begin.first(),
        invalid.first(),
        "a page begins at its first fault"
    );
    assert!(begin.len() < 2);
    for button in page.all("form button") {
        assert!(button.attr("type").is_some());
    }
}

fn assert_allowed(page: &Shown) {
    assert!(
        page.all("style, [style], script:not([src]), iframe, object, base")
            .is_empty()
    );
    let everything = page.all("*");
    for element in &everything {
        for (name, value) in element.value().attrs() {
            assert!(!name.starts_with("on"), "`{name}` would not be run");
            if ["href", "src", "action"].contains(&name) {
                let here = value.starts_with('/') && !value.starts_with("//");
                assert!(here || value.starts_with('#'), "`{value}` leads elsewhere");
            }
        }
    }
    for form in page.all("form[method=post]") {
        let token = scraper::Selector::parse("input[type=hidden][name=form-token]").unwrap();
        let token = form
            .select(&token)
            .next()
            .and_then(|input| input.attr("value"));
        assert_eq!(
            token.map(str::len),
            Some(64),
            "a form has no token: {}",
            page.text
        );
    }
}

fn assert_guarded(page: &Shown) {
    assert_eq!(
        page.header("content-security-policy"),
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("x-frame-options"), "DENY");
    assert_eq!(page.header("referrer-policy"), "same-origin");
    assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(page.header("cross-origin-resource-policy"), "same-origin");
    assert_eq!(page.header("cache-control"), "no-store");
}

#[test]
fn what_is_not_well_formed_is_found() {
    for text in [
        "<!doctype html><p></b>",
        "<p>",
        "<!doctype html><table><p></p></table>",
    ] {
        let html = scraper::Html::parse_document(text);
        assert!(!html.errors.is_empty(), "{text}");
    }
}
