//! Notices beside GitHub: Slack's incoming webhook and a generic one, as JSON over HTTP.
//!
//! An address is a secret, since whoever has it can write there. It is read from the environment, is in no error and in
//! no log, and a redirection is not followed.

mod generic;
mod post;
mod release;
mod ritual;
mod slack;

use std::ffi::OsString;
use std::fmt;

use orion_app::notice::{Announcer, Message, NoticeError, Notifier, OuterSink, Poster, Release};
use orion_app::ritual::RitualReport;
use orion_core::config::{Notices, SlackSettings, VariableName};
use secrecy::SecretString;
use serde_json::Value;

/// The webhooks that `[notices]` names.
#[derive(Debug)]
pub struct Webhooks {
    slack: Place,
    slack_settings: SlackSettings,
    generic: Place,
}

/// Where something is sent to.
struct Place {
    variable: String,
    address: Option<SecretString>,
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Place").field(&self.variable).finish()
    }
}

impl Place {
    /// Sends JSON there, once.
    async fn send(&self, payload: &Value) -> Result<(), NoticeError> {
        let variable = || self.variable.clone();
        let Some(address) = &self.address else {
            return Err(NoticeError::NoAddress {
                variable: variable(),
            });
        };
        post::post(address, payload, variable).await
    }
}

impl Webhooks {
    /// Reads the addresses. An empty variable counts as one that is not set.
    #[must_use]
    pub fn new(notices: &Notices, environment: impl Fn(&str) -> Option<OsString>) -> Self {
        let place = |variable: &VariableName| {
            let value = environment(variable.as_str()).unwrap_or_default();
            let value = value.to_string_lossy().trim().to_owned();
            Place {
                variable: variable.to_string(),
                address: (!value.is_empty()).then(|| value.into()),
            }
        };
        Self {
            slack: place(&notices.slack.webhook_env),
            slack_settings: notices.slack.clone(),
            generic: place(&notices.webhook.url_env),
        }
    }
}

impl Notifier for Webhooks {
    async fn tell(&self, sink: OuterSink, message: &Message) -> Result<(), NoticeError> {
        let (place, payload) = match sink {
            OuterSink::Slack => (&self.slack, slack::payload(message, &self.slack_settings)),
            OuterSink::Webhook => (&self.generic, generic::payload(message)),
        };
        place.send(&payload).await
    }
}

impl Poster for Webhooks {
    async fn post(&self, report: &RitualReport) -> Result<(), NoticeError> {
        self.slack.send(&ritual::payload(report)).await
    }
}

impl Announcer for Webhooks {
    async fn announce(&self, release: &Release) -> Result<(), NoticeError> {
        let payload = release::payload(release, &self.slack_settings);
        self.slack.send(&payload).await
    }
}

#[cfg(test)]
mod tests;
