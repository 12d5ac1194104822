//! Writes: one at a time, apart, and each sent once.

use http::Method;
use orion_app::forge::ForgeError;
use serde::Deserialize;
use serde_json::Value;

use super::client::GitHub;
use super::error::refusal;
use super::exchange::{Answer, Call};

/// A write.
pub(super) struct Write<'a> {
    pub(super) method: Method,
    pub(super) path: &'a str,
    /// What it is about, for people.
    pub(super) what: &'a str,
    pub(super) body: Option<Value>,
    /// Whether people are told of it.
    pub(super) notifies: bool,
}

impl GitHub {
    /// Sends a write, once, when its turn comes. An error that passes does not say that it had no effect.
    pub(super) async fn write(&self, write: Write<'_>) -> Result<Answer, ForgeError> {
        let call = Call {
            method: write.method,
            path: write.path,
            body: write.body.as_ref(),
            mark: None,
        };
        let mut written = self.written.lock().await;
        written.wait(&self.pace, write.notifies).await;
        let mut turn = self.turn_to_write(write.notifies).await?;
        let answer = self.exchange(&mut turn, &self.rest, &call).await;
        turn.wrote();
        written.ended(write.notifies);
        let answer = answer?;
        match answer.status.as_u16() {
            200..=299 => Ok(answer),
            300..=399 => {
                drop(turn);
                Err(ForgeError::Moved {
                    to: self.new_name().await,
                })
            }
            _ => turn.heeding(Err(refusal(&answer, write.what, &self.origin))),
        }
    }

    /// The name that the repository goes by now: reads are told where it is.
    async fn new_name(&self) -> Option<String> {
        #[derive(Deserialize)]
        struct Repository {
            full_name: String,
        }
        let what = self.repository_name();
        let repository: Repository = self.read(&self.below(""), &what).await.ok()?;
        Some(repository.full_name)
    }
}
