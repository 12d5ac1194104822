//! What a browser does: it keeps cookies, sends forms, follows redirects, and says where requests come from.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder, redirect};

use super::{Shown, Stream};

/// One person's browser.
#[derive(Clone)]
pub(crate) struct Browser {
    client: Client,
    base: String,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self {
            client: Client::builder()
                .redirect(redirect::Policy::none())
                .build()
                .unwrap(),
            base: format!("http://{address}"),
            cookies: BTreeMap::new(),
        }
    }

    /// Opens a page, and whatever it redirects to.
    pub(crate) async fn open(&mut self, path: &str) -> Shown {
        let shown = self.get(path).await;
        self.follow(shown).await
    }

    /// Opens a page, and shows a redirect as it is.
    pub(crate) async fn get(&mut self, path: &str) -> Shown {
        let request = self.request(Method::GET, path);
        self.send(request).await
    }

    /// Sends a form as one of this host's pages does, and opens what it redirects to.
    pub(crate) async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Shown {
        let shown = self.post(path, fields).await;
        self.follow(shown).await
    }

    /// Sends a form as one of this host's pages does, and shows a redirect as it is.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Shown {
        let request = self
            .request(Method::POST, path)
            .header("sec-fetch-site", "same-origin")
            .form(fields);
        self.send(request).await
    }

    /// Fills in the form that `page` sends to `path`, its hidden fields included, and sends it.
    pub(crate) async fn fill(
        &mut self,
        page: &Shown,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Shown {
        let hidden = page.hidden_fields(path);
        let mut all: Vec<(&str, &str)> = hidden
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        all.extend(fields);
        self.submit(path, &all).await
    }

    /// Opens the log in page and fills it in.
    pub(crate) async fn log_in(&mut self, email: &str, password: &str) -> Shown {
        let page = self.open("/login").await;
        self.fill(&page, "/login", &[("email", email), ("password", password)])
            .await
    }

    /// Listens to server-sent events.
    pub(crate) async fn listen(&self, path: &str, last: Option<&str>) -> Stream {
        let mut request = self.request(Method::GET, path);
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        Stream::new(request.send().await.unwrap())
    }

    /// A request with this browser's cookies.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = self.client.request(method, format!("{}{path}", self.base));
        if cookies.is_empty() {
            request
        } else {
            request.header(COOKIE, cookies.join("; "))
        }
    }

    /// Sends a request and keeps the cookies that come back.
    pub(crate) async fn send(&mut self, request: RequestBuilder) -> Shown {
        let response = request.send().await.unwrap();
        for cookie in response.headers().get_all(SET_COOKIE) {
            let text = cookie.to_str().unwrap();
            let (name, rest) = text.split_once('=').unwrap();
            let (value, attributes) = rest.split_once(';').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Shown::of(response).await
    }

    /// The value of a cookie.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Plants a cookie, as somebody who attacks would.
    pub(crate) fn plant(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    async fn follow(&mut self, shown: Shown) -> Shown {
        let mut shown = shown;
        while (300..400).contains(&shown.status) {
            assert_eq!(shown.status, 303, "a form that is sent twice does harm");
            let location = shown.headers[LOCATION].to_str().unwrap().to_owned();
            shown = self.get(&location).await;
        }
        shown
    }
}
