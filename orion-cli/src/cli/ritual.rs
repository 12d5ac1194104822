//! `orion standup`, `orion sync`

use clap::Args;
use jiff::{SignedDuration, Timestamp};

/// Tell what moved, what comes next and what waits on you, as Markdown
///
/// All of it is derived from git, GitHub and the outbox. Where GitHub cannot be asked, the sections that need it say so.
/// It is for the workstreams that `orion check` would find acting here.
#[derive(Debug, Args)]
pub(crate) struct StandupArguments {
    /// For workstream WS, whoever is acting; may be repeated
    #[arg(
        long = "as",
        value_name = "WS",
        value_delimiter = ',',
        conflicts_with = "all"
    )]
    pub(crate) actor: Vec<String>,

    /// For every workstream
    #[arg(long)]
    pub(crate) all: bool,

    /// Since when something is news: a duration (`24h`, `7d`, `2w` ago) or a time (`2026-01-31T09:00:00Z`)
    #[arg(long, value_name = "WHEN", value_parser = since, default_value = "24h")]
    pub(crate) since: Since,

    /// Send it to Slack as well
    #[arg(long)]
    pub(crate) post: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Write the agenda of the weekly integration sync, with what moved, as Markdown
///
/// All of it is derived from git, GitHub and the outbox. Where GitHub cannot be asked, the sections that need it say so.
#[derive(Debug, Args)]
pub(crate) struct SyncArguments {
    /// Since when something is news: a duration (`24h`, `7d`, `2w` ago) or a time (`2026-01-31T09:00:00Z`)
    #[arg(long, value_name = "WHEN", value_parser = since, default_value = "7d")]
    pub(crate) since: Since,

    /// Send it to Slack as well
    #[arg(long)]
    pub(crate) post: bool,

    /// Answer in JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Since when: an instant, or how long before now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Since {
    /// An instant.
    At(Timestamp),
    /// So long ago.
    Ago(SignedDuration),
}

impl Since {
    /// The instant; the oldest there is where that is too long ago.
    pub(crate) fn before(self, now: Timestamp) -> Timestamp {
        match self {
            Self::At(at) => at,
            Self::Ago(ago) => now.checked_sub(ago).unwrap_or(Timestamp::MIN),
        }
    }
}

fn since(text: &str) -> Result<Since, String> {
    if let Ok(at) = text.parse() {
        return Ok(Since::At(at));
    }
    let days = |number: &str, days: i64| {
        let number: i64 = number.parse().ok()?;
        let hours = number.checked_mul(days)?.checked_mul(24)?;
        SignedDuration::try_from_hours(hours)
    };
    let ago = match (text.strip_suffix('d'), text.strip_suffix('w')) {
        (Some(number), _) => days(number, 1),
        (_, Some(number)) => days(number, 7),
        _ => text.parse().ok(),
    };
    ago.filter(|ago| !ago.is_negative()).map(Since::Ago).ok_or_else(|| {
        "it is neither a duration such as `24h` or `7d` nor a time such as `2026-01-31T09:00:00Z`"
            .to_owned()
    })
}
