//! `[[escalation]]` and `[notices]`

use super::Builder;
use crate::config::raw::{self, Vocabulary};
use crate::config::rules::duplicate_number;
use crate::config::{EscalationLevel, Member, Mention, Notices, SlackSettings, WebhookSettings};

impl Builder<'_> {
    pub(super) fn escalation(
        &mut self,
        field: raw::Field<Vec<raw::Given<raw::Table<raw::EscalationLevel>>>>,
    ) -> Vec<EscalationLevel> {
        let mut numbers = Vec::new();
        let mut levels = Vec::new();
        for table in self.tables(field, "`[[escalation]]`") {
            let raw::EscalationLevel {
                level,
                name,
                respond_within,
                notify,
                mention,
                labels,
                steps,
            } = table.value;
            let this = "`[[escalation]]`";
            self.need(&level, this, "level", &table.span, "level = 1");
            self.need(&name, this, "name", &table.span, "name = \"…\"");
            let level = self.whole::<u8, _, _>(level);
            if let Some(level) = &level {
                numbers.push((u32::from(level.value), level.span.clone()));
            }
            let notify = self.words(notify);
            let mention = self.texts(mention);
            levels.push(EscalationLevel {
                level: level.map(|level| level.value).unwrap_or_default(),
                name: self.filled(name).map(|name| name.value).unwrap_or_default(),
                respond_within: self.text(respond_within).map(|within| within.value),
                notify: self.distinct("place", notify, |sink| sink.word().to_owned()),
                mention: self.distinct("mention", mention, mention_as_written),
                labels: self.all_filled(labels),
                steps: self.all_filled(steps),
            });
        }
        let findings = duplicate_number::check("level", &numbers);
        self.findings.extend(findings);
        levels.sort_by_key(|level| level.level);
        levels
    }

    pub(super) fn notices(&mut self, table: raw::Notices) -> Notices {
        let raw::Notices { slack, webhook } = table;
        let raw::Slack {
            webhook_env,
            channel,
            users,
        } = self.table_or_empty(slack, "`[notices.slack]`");
        let raw::Webhook { url_env } = self.table_or_empty(webhook, "`[notices.webhook]`");
        let default = SlackSettings::default();
        Notices {
            slack: SlackSettings {
                webhook_env: self
                    .text(webhook_env)
                    .map_or(default.webhook_env, |name| name.value),
                channel: self.filled(channel).map(|channel| channel.value),
                users: self.pairs::<Member>(users),
            },
            webhook: WebhookSettings {
                url_env: self
                    .text(url_env)
                    .map_or(WebhookSettings::default().url_env, |name| name.value),
            },
        }
    }

    /// Entries whose keys have a form of their own and whose values are strings.
    fn pairs<K: raw::Written>(
        &mut self,
        field: raw::Field<raw::Entries<String>>,
    ) -> Vec<(K, String)> {
        let entries = self.value(field).map(|entries| entries.value);
        entries
            .unwrap_or_default()
            .0
            .into_iter()
            .filter_map(|(key, value)| {
                let value = self.given(value);
                let key = self.read::<K>(key.get_ref(), key.span());
                Some((key?.value, value?.value))
            })
            .collect()
    }
}

fn mention_as_written(mention: &Mention) -> String {
    match mention {
        Mention::Owner => "owner".to_owned(),
        Mention::Owners => "owners".to_owned(),
        Mention::Lead => "lead".to_owned(),
        Mention::Channel => "channel".to_owned(),
        Mention::Member(member) => member.to_string(),
    }
}
