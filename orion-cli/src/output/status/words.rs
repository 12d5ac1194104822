//! Words and bars that table and explanation share.

use jiff::{SignedDuration, Timestamp};
use orion_app::status::{CauseReport, ProgressReport};
use orion_core::ids::WorkstreamId;
use orion_core::status::StatusWord;

use crate::output::counted;
use crate::output::table::Role;

/// The cells of a bar.
const CELLS: usize = 10;

/// `████▒▒····  40-60 %`: what is proved, what is unknown, what is missing.
pub(super) fn bar(progress: &ProgressReport) -> String {
    let Some((least, most)) = progress.at_least_percent.zip(progress.at_most_percent) else {
        return "no deliverables".to_owned();
    };
    let cells = |percent: u8| usize::from(percent) * CELLS / 100;
    let (full, known) = (cells(least), cells(most));
    let percent = if least == most {
        format!("{least:>3} %")
    } else {
        format!("{least:>3}-{most} %")
    };
    format!(
        "{}{}{} {percent}",
        "█".repeat(full),
        "▒".repeat(known - full),
        "·".repeat(CELLS - known)
    )
}

/// How a status looks.
pub(super) fn role(status: StatusWord) -> Role {
    match status {
        StatusWord::Done => Role::Ok,
        StatusWord::Blocked => Role::Fail,
        StatusWord::Review | StatusWord::Wip => Role::Warn,
        StatusWord::Waiting => Role::Dim,
    }
}

/// `3 hours ago`, in the largest unit that is whole.
pub(super) fn ago(at: Timestamp, now: Timestamp) -> String {
    let passed = now.duration_since(at);
    if passed < SignedDuration::from_mins(1) {
        return "now".to_owned();
    }
    let (count, unit) = match passed {
        passed if passed < SignedDuration::from_hours(1) => (passed.as_mins(), "minute"),
        passed if passed < SignedDuration::from_hours(48) => (passed.as_hours(), "hour"),
        passed => (passed.as_hours() / 24, "day"),
    };
    let count = usize::try_from(count).unwrap_or_default();
    format!("{} ago", counted(count, unit))
}

/// `review overdue #3: Title (contracts' move, since 2 hours ago, costs 1.5 days)`
pub(super) fn cause(cause: &CauseReport, now: Timestamp) -> String {
    let number = cause.number.map(|number| format!(" {number}"));
    let name = match cause.number {
        Some(_) => format!(
            "{}{}: {}",
            cause.kind.words(),
            number.unwrap_or_default(),
            cause.title
        ),
        None => format!("{} {}", cause.title, cause.kind.words()),
    };
    let mut facts = Vec::new();
    if !cause.whose.is_empty() {
        let whose: Vec<_> = cause.whose.iter().map(WorkstreamId::as_str).collect();
        facts.push(format!("move of {}", whose.join(", ")));
    }
    if let Some(since) = cause.since {
        facts.push(if since > now {
            format!("due {since:.0}")
        } else {
            format!("since {}", ago(since, now))
        });
    }
    if let Some(days) = cause.days_at_stake.filter(|days| *days > 0.0) {
        facts.push(format!("costs the finish {days:.1} d"));
    }
    if facts.is_empty() {
        name
    } else {
        format!("{name} ({})", facts.join(", "))
    }
}

/// A commit as people read it.
pub(super) fn short(commit: &str) -> &str {
    commit.get(..12).unwrap_or(commit)
}
