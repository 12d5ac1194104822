//! What a browser is shown, and what stands in it.

use reqwest::Response;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use scraper::{ElementRef, Html, Selector};

use super::sound;

/// An answer. A page among them is held to be sound as soon as it is shown.
pub(crate) struct Shown {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) html: Html,
}

impl Shown {
    pub(crate) async fn of(response: Response) -> Self {
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let text = response.text().await.unwrap();
        let html = Html::parse_document(&text);
        let shown = Self {
            status,
            headers,
            text,
            html,
        };
        if shown.header(CONTENT_TYPE.as_str()).starts_with("text/html") {
            sound::assert_sound(&shown);
        }
        shown
    }

    /// A header's value; empty when there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// Everything that the selector finds.
    pub(crate) fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.html
            .select(&Selector::parse(selector).unwrap())
            .collect()
    }

    /// The one thing that the selector finds.
    #[track_caller]
    pub(crate) fn one(&self, selector: &str) -> ElementRef<'_> {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "`{selector}` in {}", self.text);
        found[0]
    }

    /// The text of the one thing that the selector finds.
    #[track_caller]
    pub(crate) fn text_of(&self, selector: &str) -> String {
        text(self.one(selector))
    }

    /// The texts of all that the selector finds.
    pub(crate) fn texts_of(&self, selector: &str) -> Vec<String> {
        self.all(selector).into_iter().map(text).collect()
    }

    /// An attribute of the one thing that the selector finds.
    #[track_caller]
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> String {
        let value = self.one(selector).attr(name);
        value
            .unwrap_or_else(|| panic!("`{name}` of `{selector}` in {}", self.text))
            .to_owned()
    }

    /// The page's title, without the name of the site.
    pub(crate) fn title(&self) -> String {
        self.text_of("title").replace(" · Orion", "")
    }

    /// What the form that is sent to `path` carries by itself.
    pub(crate) fn hidden_fields(&self, path: &str) -> Vec<(String, String)> {
        self.all(&format!("form[action='{path}'] input[type=hidden]"))
            .iter()
            .map(|input| {
                let attribute = |name| input.attr(name).unwrap().to_owned();
                (attribute("name"), attribute("value"))
            })
            .collect()
    }
}

/// The text in an element, with single spaces.
pub(crate) fn text(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
