//! `[[escalation]]` and `[notices]`

use std::fmt;
use std::time::Duration;

use super::Member;

/// Where a notice goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeSink {
    /// The team's Slack channel.
    Slack,
    /// A comment on the request's or blocker's issue.
    Comment,
    /// An issue of its own.
    Issue,
    /// The generic webhook.
    Webhook,
    /// Standard output of the command that sends it.
    Stdout,
}

/// Who is named in a notice.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Mention {
    /// The lead of the workstream whose move it is.
    Owner,
    /// The leads of every workstream that is touched.
    Owners,
    /// The project's lead.
    Lead,
    /// Everyone in the channel.
    Channel,
    /// Somebody by name.
    Member(Member),
}

/// One `[[escalation]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EscalationLevel {
    /// From 1; no two have the same.
    pub level: u8,
    /// What the level is called.
    pub name: String,
    /// The time for an answer before the next level; zero is "at once"; none when this level has no clock.
    pub respond_within: Option<Duration>,
    /// Where its notice goes; nowhere for self-service.
    pub notify: Vec<NoticeSink>,
    /// Who is named in it.
    pub mention: Vec<Mention>,
    /// Labels of the issue it creates.
    pub labels: Vec<String>,
    /// What people do at this level, a sentence each.
    pub steps: Vec<String>,
}

/// The name of an environment variable: letters, digits and underscores, no digit first.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct VariableName(String);

impl VariableName {
    /// Takes the text if it is such a name.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let fits = text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && text
                .bytes()
                .next()
                .is_some_and(|byte| !byte.is_ascii_digit());
        fits.then(|| Self(text.to_owned()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for VariableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `[notices.slack]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlackSettings {
    /// The environment variable that holds the incoming webhook's address; the address itself is a secret.
    pub webhook_env: VariableName,
    /// The channel that people are told of; where a webhook posts to is Slack's setting.
    pub channel: Option<String>,
    /// The Slack member id of people, for mentions that ring.
    pub users: Vec<(Member, String)>,
}

/// The webhook's address is in `ORION_SLACK_WEBHOOK`.
impl Default for SlackSettings {
    fn default() -> Self {
        Self {
            webhook_env: VariableName("ORION_SLACK_WEBHOOK".to_owned()),
            channel: None,
            users: Vec::new(),
        }
    }
}

/// `[notices.webhook]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookSettings {
    /// The environment variable that holds the address.
    pub url_env: VariableName,
}

/// The address is in `ORION_WEBHOOK`.
impl Default for WebhookSettings {
    fn default() -> Self {
        Self {
            url_env: VariableName("ORION_WEBHOOK".to_owned()),
        }
    }
}

/// `[notices]`
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notices {
    /// `[notices.slack]`
    pub slack: SlackSettings,
    /// `[notices.webhook]`
    pub webhook: WebhookSettings,
}
