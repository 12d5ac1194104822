//! What every service's routes are wrapped in, and how requests are read, over real sockets.
#![expect(clippy::unwrap_used, reason = "a panic is a test's report")]

mod connections;
mod extract;
mod refusals;
mod trace;

use axum::Router;
use orion_contracts::problem::{MEDIA_TYPE, Problem};
use orion_infra::service::{Built, ServiceSettings};
use orion_infra::testing::{TestServer, serve_with};
use reqwest::{Method, RequestBuilder, Response};

/// A server with these routes, and somebody to ask it.
pub(crate) struct World {
    server: TestServer,
    http: reqwest::Client,
}

impl World {
    pub(crate) async fn new(routes: Router) -> Self {
        Self::with(routes, |_| {}).await
    }

    pub(crate) async fn with(routes: Router, change: impl FnOnce(&mut ServiceSettings)) -> Self {
        Self {
            server: serve_with(change, |_| Built::new(routes)).await,
            http: reqwest::Client::new(),
        }
    }

    pub(crate) fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("{}{path}", self.server.url))
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.ask(Method::GET, path).send().await.unwrap()
    }
}

/// The problem that an answer is, which it has to be.
pub(crate) async fn problem(response: Response) -> Problem {
    let status = response.status().as_u16();
    let id = response.headers()["x-request-id"]
        .to_str()
        .unwrap()
        .to_owned();
    assert_eq!(response.headers()["content-type"], MEDIA_TYPE);
    let problem: Problem = response.json().await.unwrap();
    assert_eq!(problem.status, Some(status));
    assert_eq!(problem.code.status(), status);
    let instance = problem.instance.as_deref().unwrap();
    assert_eq!(instance.strip_prefix("urn:uuid:").unwrap_or(instance), id);
    problem
}

/// The places that are wrong, and why.
pub(crate) async fn faults(response: Response) -> Vec<(String, String)> {
    let problem = problem(response).await;
    problem
        .errors
        .into_iter()
        .map(|fault| (fault.pointer, fault.detail))
        .collect()
}
