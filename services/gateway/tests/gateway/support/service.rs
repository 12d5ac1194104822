//! A service that remembers what it was asked, and answers as a test wants.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Collected};
use serde_json::json;
use tokio::net::TcpListener;

/// One request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Heard {
    pub(crate) method: Method,
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Bytes>,
}

impl Heard {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

/// The service; its clones are the same.
#[derive(Debug, Clone)]
pub(crate) struct Service {
    pub(crate) address: SocketAddr,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Service {
    /// Answers everything with 200 and a little JSON.
    pub(crate) async fn well() -> Self {
        Self::answering(async |_, _| Json(json!({"well": true})).into_response()).await
    }

    /// Answers the n-th request, counted from 0, with what `answer` makes of it.
    pub(crate) async fn answering<Answering>(
        answer: impl Fn(usize, Heard) -> Answering + Send + Sync + 'static,
    ) -> Self
    where
        Answering: Future<Output = Response> + Send + 'static,
    {
        let heard: Arc<Mutex<Vec<Heard>>> = Arc::default();
        let (answer, log) = (Arc::new(answer), Arc::clone(&heard));
        let routes = Router::new().fallback(move |request: Request| {
            let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
            async move {
                let heard = hear(request).await;
                let number = {
                    let mut log = log.lock().unwrap();
                    log.push(heard.clone());
                    log.len() - 1
                };
                answer(number, heard).await
            }
        });
        Self::serving_with(routes, heard).await
    }

    /// Has these routes, and remembers nothing.
    pub(crate) async fn serving(routes: Router) -> Self {
        Self::serving_with(routes, Arc::default()).await
    }

    async fn serving_with(routes: Router, heard: Arc<Mutex<Vec<Heard>>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { address, heard }
    }

    /// Everything it was asked, in order.
    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }

    /// How often it was asked.
    pub(crate) fn count(&self) -> usize {
        self.heard.lock().unwrap().len()
    }

    /// The one thing it was asked.
    #[track_caller]
    pub(crate) fn only(&self) -> Heard {
        let heard = self.heard();
        assert_eq!(heard.len(), 1, "{heard:?}");
        heard.into_iter().next().unwrap()
    }
}

async fn hear(request: Request<Body>) -> Heard {
    let (parts, body) = request.into_parts();
    Heard {
        method: parts.method,
        target: parts.uri.to_string(),
        headers: parts.headers,
        body: body.collect().await.ok().map(Collected::to_bytes),
    }
}
