//! `[[escalation]]` and `[notices]`

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Entries, Field, Given, Table, Text, Whole, Word};
use crate::config::{Mention, NoticeSink, VariableName};
use std::time::Duration;

/// What happens when nobody answers: one level.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
#[schemars(extend("required" = ["level", "name"]))]
pub(crate) struct EscalationLevel {
    /// Which level, from 1.
    pub(crate) level: Field<Whole<1, 99>>,
    /// What it is called.
    #[schemars(length(min = 1))]
    pub(crate) name: Field<String>,
    /// The time for an answer before the next level; `"0m"` is at once. Without it the level has no clock.
    pub(crate) respond_within: Field<Text<Duration>>,
    /// Where its notice goes.
    pub(crate) notify: Field<Vec<Given<Word<NoticeSink>>>>,
    /// Who is named in it: `owner`, `owners`, `lead`, `channel`, or somebody by `@login` or address.
    pub(crate) mention: Field<Vec<Given<Text<Mention>>>>,
    /// Labels of the issue it creates.
    pub(crate) labels: Field<Vec<Given<String>>>,
    /// What people do at this level, a sentence each.
    pub(crate) steps: Field<Vec<Given<String>>>,
}

/// Where notices go.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Notices {
    /// Slack, through an incoming webhook.
    pub(crate) slack: Field<Table<Slack>>,
    /// Any other receiver, as JSON over HTTP.
    pub(crate) webhook: Field<Table<Webhook>>,
}

/// Slack, through an incoming webhook.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Slack {
    /// The environment variable that holds the webhook's address, which is a secret.
    #[schemars(extend("default" = "ORION_SLACK_WEBHOOK"))]
    pub(crate) webhook_env: Field<Text<VariableName>>,
    /// The channel that people are told of.
    #[schemars(length(min = 1), extend("examples" = ["#dev-coordination"]))]
    pub(crate) channel: Field<String>,
    /// The Slack member id of people, so that mentions ring: `"@grace" = "U024BE7LH"`.
    pub(crate) users: Field<Entries<String>>,
}

/// Any other receiver, as JSON over HTTP.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct Webhook {
    /// The environment variable that holds the address, which is a secret.
    #[schemars(extend("default" = "ORION_WEBHOOK"))]
    pub(crate) url_env: Field<Text<VariableName>>,
}
