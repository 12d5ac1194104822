//! What waits to be written to GitHub.

use std::fmt::Write as _;

use jiff::Timestamp;
use orion_app::outbox::{Action, Entry, Outcome, Sent};
use orion_core::ids::IssueNumber;
use serde::Serialize;

use super::{Theme, counted, visible};

/// `orion outbox`
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct OutboxReport {
    schema: u8,
    /// What is on GitHub now.
    sent: Vec<SentEntry>,
    /// What waits.
    waiting: Vec<WaitingEntry>,
}

/// Something that is on GitHub now.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SentEntry {
    key: String,
    what: String,
    number: IssueNumber,
    url: String,
}

/// Something that waits.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct WaitingEntry {
    key: String,
    what: String,
    repository: String,
    #[cfg_attr(test, schemars(with = "String"))]
    created_at: Timestamp,
    attempts: u32,
    last_error: Option<String>,
}

impl OutboxReport {
    /// Of what nobody has tried to send now.
    pub(crate) fn waiting(entries: Vec<Entry>) -> Self {
        Self {
            schema: 1,
            sent: Vec::new(),
            waiting: entries
                .into_iter()
                .map(|entry| waits(entry, None))
                .collect(),
        }
    }

    /// Of what was tried to be sent.
    pub(crate) fn sent(all: Vec<Sent>, url: impl Fn(IssueNumber) -> String) -> Self {
        let mut report = Self::waiting(Vec::new());
        for Sent { entry, outcome } in all {
            match outcome {
                Outcome::Done(number) => report.sent.push(SentEntry {
                    what: what(&entry),
                    key: entry.key.to_string(),
                    number,
                    url: url(number),
                }),
                Outcome::Waits(why) => report.waiting.push(waits(entry, Some(why.to_string()))),
            }
        }
        report
    }

    /// Whether something was tried, and waits still.
    pub(crate) fn is_stuck(&self) -> bool {
        self.waiting.iter().any(|entry| entry.last_error.is_some())
    }
}

fn waits(entry: Entry, error: Option<String>) -> WaitingEntry {
    WaitingEntry {
        what: what(&entry),
        key: entry.key.to_string(),
        repository: entry.repository,
        created_at: entry.created_at,
        attempts: entry.attempts,
        last_error: error.or(entry.last_error),
    }
}

fn what(entry: &Entry) -> String {
    match &entry.action {
        Action::File { title, .. } => format!("file: {title}"),
        Action::Propose(new) => format!("open a pull request: {}", new.title),
        Action::Close { number, .. } => format!("{number}: close"),
        Action::Step { number, to, .. } => format!("{number}: {to}"),
        Action::Say { number, body, .. } | Action::Comment { number, body } => {
            let word = body.lines().next().unwrap_or_default();
            format!("{number}: {word}")
        }
    }
}

/// For people.
pub(crate) fn render_outbox(report: &OutboxReport, theme: Theme) -> String {
    let mut text = String::new();
    for sent in &report.sent {
        let _ = writeln!(
            text,
            "{} {}  {}",
            theme.ok("sent"),
            visible(&sent.what),
            visible(&sent.url)
        );
    }
    for entry in &report.waiting {
        let _ = writeln!(text, "{}  {}", theme.dim(&entry.key), visible(&entry.what));
        let times = match entry.attempts {
            0 => "not tried yet".to_owned(),
            attempts => format!("tried {attempts} times"),
        };
        let _ = writeln!(text, "  since {:.0}, {times}", entry.created_at);
        if let Some(error) = &entry.last_error {
            let _ = writeln!(text, "  {}", visible(error));
        }
    }
    if report.waiting.is_empty() {
        text.push_str("nothing waits\n");
    } else {
        let many = counted(report.waiting.len(), "write");
        let _ = writeln!(
            text,
            "{many} waiting: `orion outbox send` sends, `orion outbox drop KEY` takes out"
        );
    }
    text
}
