//! Questions in GraphQL: one request for what would be hundreds.
//!
//! Refusals come with status 200 here, and beside data that may have holes.

use http::{Method, StatusCode, header};
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use orion_app::forge::ForgeError;
use serde::Deserialize;
use serde_json::{Value, json};

use super::client::GitHub;
use super::error::{failure, limit, refusal, single_sign_on};
use super::exchange::{Answer, Call};
use super::turn::Budget;

/// What comes back.
#[derive(Deserialize)]
struct Envelope {
    #[serde(default)]
    data: Value,
    #[serde(default)]
    errors: Vec<Fault>,
}

/// What is wrong with a part of it, or the whole.
#[derive(Debug, Deserialize)]
struct Fault {
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    message: String,
    #[serde(default)]
    path: Vec<Value>,
}

/// An answer's data, and what is said to be missing of it.
pub(super) struct Part {
    pub(super) data: Value,
    /// Empty when nothing is missing.
    pub(super) missing: Vec<String>,
    /// When it was answered, by GitHub's clock.
    pub(super) at: Option<Timestamp>,
}

impl GitHub {
    /// Asks once.
    pub(super) async fn ask(
        &self,
        query: &str,
        variables: Value,
        what: &str,
    ) -> Result<Part, ForgeError> {
        let body = json!({"query": query, "variables": variables});
        let call = Call {
            method: Method::POST,
            path: self.address.graphql.path(),
            body: Some(&body),
            mark: None,
        };
        let mut turn = self.turn(Budget::Graphql).await?;
        let answer = self.exchange(&mut turn, &self.graphql, &call).await?;
        turn.heeding(self.part(&answer, what))
    }

    /// What an answer says.
    fn part(&self, answer: &Answer, what: &str) -> Result<Part, ForgeError> {
        if !answer.status.is_success() {
            return Err(refusal(answer, what, &self.origin));
        }
        let envelope: Envelope =
            serde_json::from_slice(&answer.body).map_err(|error| ForgeError::Unreadable {
                cause: error.to_string(),
            })?;
        if let Some(error) = whole(answer, &envelope, what) {
            return Err(error);
        }
        let missing = envelope.errors.into_iter().map(|fault| {
            let at: Vec<String> = fault.path.iter().map(step).collect();
            format!("{}: {}", at.join("."), fault.message)
        });
        Ok(Part {
            data: envelope.data,
            missing: missing.collect(),
            at: answered_at(answer),
        })
    }
}

/// `Date: Thu, 26 Nov 2026 09:00:00 GMT`
fn answered_at(answer: &Answer) -> Option<Timestamp> {
    let date = answer.header(header::DATE.as_str())?;
    Some(rfc2822::parse(date).ok()?.timestamp())
}

/// One step of a path: a name or a number.
fn step(step: &Value) -> String {
    step.as_str()
        .map_or_else(|| step.to_string(), str::to_owned)
}

/// The fault that concerns the whole answer.
fn whole(answer: &Answer, envelope: &Envelope, what: &str) -> Option<ForgeError> {
    for fault in &envelope.errors {
        let kind = fault.kind.as_deref().unwrap_or_default();
        // Here the answer's status says nothing of it.
        if kind == "RATE_LIMITED" || fault.message.contains("rate limit") {
            return limit(answer, &fault.message).or(Some(ForgeError::Limited {
                until: None,
                secondary: kind != "RATE_LIMITED",
            }));
        }
        if kind == "RESOURCE_LIMITS_EXCEEDED"
            || fault.message.contains("while executing your query")
        {
            return Some(failure(answer, StatusCode::GATEWAY_TIMEOUT.as_u16()));
        }
        // What is further down leaves a hole, and the rest is there.
        if fault.path.len() > 1 {
            continue;
        }
        if kind == "FORBIDDEN" || kind == "INSUFFICIENT_SCOPES" {
            return Some(
                single_sign_on(answer).unwrap_or_else(|| ForgeError::Forbidden {
                    message: fault.message.clone(),
                    accepted: None,
                }),
            );
        }
        if kind == "NOT_FOUND" {
            return Some(ForgeError::NotFound {
                what: what.to_owned(),
            });
        }
    }
    if !envelope.data.is_null() {
        return None;
    }
    let faults: Vec<_> = envelope
        .errors
        .iter()
        .map(|fault| fault.message.clone())
        .collect();
    Some(if faults.is_empty() {
        ForgeError::Unreadable {
            cause: "there is no data in it".to_owned(),
        }
    } else {
        ForgeError::Refused { faults }
    })
}

/// Whether less at once may be answered.
pub(super) fn too_much(error: &ForgeError) -> bool {
    matches!(
        error,
        ForgeError::Server {
            status: 502 | 504,
            ..
        }
    )
}
