//! What a notice says.

use std::fmt::Write as _;

use jiff::Timestamp;
use orion_core::config::{Member, NoticeSink};
use orion_core::escape;
use orion_core::ids::IssueNumber;

/// A notice. Its title was written by somebody else: each place escapes it in its own way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The level, from 1.
    pub level: u8,
    /// What the level is called.
    pub level_name: String,
    /// The repository: `owner/name`, or `host/owner/name`.
    pub repository: String,
    /// The issue that it is about.
    pub number: IssueNumber,
    /// The issue's title.
    pub title: String,
    /// The issue's address.
    pub url: String,
    /// Why it blocks, in a few words.
    pub why: String,
    /// Since when it blocks.
    pub since: Timestamp,
    /// Who is named.
    pub people: Vec<Member>,
    /// Whether everyone in the channel is to hear it ring.
    pub is_for_channel: bool,
    /// What people do at this level.
    pub steps: Vec<String>,
}

impl Message {
    /// The first line, without markup: what it is, and since when.
    #[must_use]
    pub fn headline(&self) -> String {
        format!(
            "Level {}, {}: {} since {}",
            self.level, self.level_name, self.why, self.since
        )
    }

    /// The notice as Markdown for GitHub. `rings` says whether people are mentioned, or only named.
    #[must_use]
    pub fn markdown(&self, rings: bool) -> String {
        let mut text = format!(
            "**Level {}, {}**: {} since `{}`\n\n{}: {}\n",
            self.level,
            escape::markdown_line(&self.level_name),
            self.why,
            self.since,
            self.number,
            escape::markdown_line(&self.title)
        );
        let mut names: Vec<_> = self
            .people
            .iter()
            .map(|member| match member {
                Member::Login(_) | Member::Team(_) if rings => member.to_string(),
                _ => escape::code_span(&member.to_string()),
            })
            .collect();
        if self.is_for_channel {
            names.push("everyone in the channel".to_owned());
        }
        if !names.is_empty() {
            let _ = writeln!(text, "\nFor {}.", names.join(", "));
        }
        if !self.steps.is_empty() {
            text.push('\n');
        }
        for step in &self.steps {
            let _ = writeln!(text, "- {}", escape::markdown_line(step));
        }
        text
    }
}

/// What a place is called, in `workstreams.toml` and in reports.
#[must_use]
pub fn sink_word(sink: NoticeSink) -> &'static str {
    match sink {
        NoticeSink::Slack => "slack",
        NoticeSink::Comment => "comment",
        NoticeSink::Issue => "issue",
        NoticeSink::Webhook => "webhook",
        NoticeSink::Stdout => "stdout",
    }
}
