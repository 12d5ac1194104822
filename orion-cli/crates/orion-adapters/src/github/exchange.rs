//! One request and its whole answer.

use std::time::Instant;

use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use octocrab::Octocrab;
use orion_app::forge::ForgeError;
use serde_json::Value;

use super::cause::cause;
use super::client::GitHub;
use super::turn::Turn;

/// The version of the REST interface that this module was written for.
const VERSION: &str = "2022-11-28";

/// A request.
pub(super) struct Call<'a> {
    pub(super) method: Method,
    /// The path and the query.
    pub(super) path: &'a str,
    pub(super) body: Option<&'a Value>,
    /// The mark of what is known already.
    pub(super) mark: Option<&'a str>,
}

/// An answer that came as a whole.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Answer {
    /// A header's text.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

impl GitHub {
    /// Sends a request once and waits for the whole answer, whatever it is. Its turn lasts until that is kept.
    pub(super) async fn exchange(
        &self,
        turn: &mut Turn<'_>,
        client: &Octocrab,
        call: &Call<'_>,
    ) -> Result<Answer, ForgeError> {
        let begun = Instant::now();
        let answer = match tokio::time::timeout(self.pace.call, send(client, call)).await {
            Ok(answer) => answer,
            Err(_) => Err(format!(
                "no answer within {} s",
                self.pace.call.as_secs_f32()
            )),
        };
        let milliseconds = begun.elapsed().as_millis();
        let (method, path) = (&call.method, call.path);
        match answer {
            Ok(answer) => {
                let status = answer.status.as_u16();
                tracing::debug!(%method, path, status, milliseconds, "github");
                turn.count(&answer.headers);
                Ok(answer)
            }
            Err(cause) => {
                tracing::debug!(%method, path, cause, milliseconds, "github");
                Err(ForgeError::Network { cause })
            }
        }
    }
}

async fn send(client: &Octocrab, call: &Call<'_>) -> Result<Answer, String> {
    let mut request = Request::builder()
        .method(call.method.clone())
        .uri(call.path)
        .header(header::ACCEPT, "application/vnd.github+json")
        .header("x-github-api-version", VERSION);
    if let Some(mark) = call.mark {
        request = request.header(header::IF_NONE_MATCH, mark);
    }
    if call.body.is_some() {
        request = request.header(header::CONTENT_TYPE, "application/json");
    }
    let body = call.body.map(Value::to_string).unwrap_or_default();
    let request = request.body(body).map_err(|error| error.to_string())?;
    let answer = client.execute(request).await;
    let (head, body) = answer.map_err(|error| cause(&error))?.into_parts();
    let body = body.collect().await.map_err(|error| cause(&error))?;
    Ok(Answer {
        status: head.status,
        headers: head.headers,
        body: body.to_bytes(),
    })
}
