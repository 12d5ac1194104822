//! What the service answered.

use reqwest::header::HeaderMap;
use serde_json::Value;

/// What the service answered.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    /// The text as JSON; `null` when it is none.
    pub(crate) body: Value,
}

/// A pair of tokens.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    pub(crate) access: String,
    pub(crate) refresh: String,
}

impl Answer {
    pub(crate) async fn of(response: reqwest::Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap();
        let body = serde_json::from_str(&text).unwrap_or_default();
        Self {
            status,
            headers,
            text,
            body,
        }
    }

    /// The header's text; empty when it is missing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn header_names(&self) -> Vec<String> {
        let mut names: Vec<_> = self.headers.keys().map(ToString::to_string).collect();
        names.sort();
        names
    }

    /// The body without what is different in every problem.
    pub(crate) fn without_instance(&self) -> Value {
        let mut body = self.body.clone();
        body.as_object_mut().unwrap().remove("instance");
        body
    }

    pub(crate) fn pair(&self) -> Pair {
        assert_eq!(self.status, 200, "{}", self.text);
        let text = |name: &str| self.body[name].as_str().unwrap().to_owned();
        Pair {
            access: text("access_token"),
            refresh: text("refresh_token"),
        }
    }
}
