//! Words and signs that several panes share.

use jiff::{SignedDuration, Timestamp};
use orion_app::quality::Figure;
use orion_app::stack::Condition;
use orion_app::status::{ProgressReport, WorkstreamReport};
use orion_core::integration::PointState;
use orion_core::quality::{CELLS, FigureName, Verdict, sparkline};
use orion_core::status::StatusWord;

use super::paint::Pieces;
use crate::output::status::figure_value;
use crate::tui::glyphs::Glyphs;
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// How long that is, in the largest unit that is whole: `12 s`, `3 min`, `5 h`, `9 d`.
pub(super) fn span(duration: SignedDuration) -> String {
    let seconds = duration.as_secs().max(0);
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min", seconds / 60),
        3600..172_800 => format!("{} h", seconds / 3600),
        _ => format!("{} d", seconds / 86_400),
    }
}

/// So many bytes, in the largest binary unit that is whole.
pub(super) fn bytes(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KiB", bytes / 1024),
        1_048_576..10_737_418_240 => format!("{} MiB", bytes / 1_048_576),
        _ => format!("{} GiB", bytes / 1_073_741_824),
    }
}

/// How long ago, in minutes at least.
pub(super) fn ago(model: &Model, at: Timestamp) -> String {
    let passed = model.now.duration_since(at);
    if passed < SignedDuration::from_mins(1) {
        "now".to_owned()
    } else {
        format!("{} ago", span(passed))
    }
}

/// A status's sign and role.
pub(super) fn status(glyphs: &Glyphs, word: StatusWord) -> (Role, &'static str) {
    match word {
        StatusWord::Done => (Role::Ok, glyphs.ok),
        StatusWord::Blocked => (Role::Fail, glyphs.fail),
        StatusWord::Review | StatusWord::Wip => (Role::Warn, glyphs.warn),
        StatusWord::Waiting => (Role::Dim, glyphs.idle),
    }
}

/// An integration state's sign and role.
pub(super) fn point(glyphs: &Glyphs, state: PointState) -> (Role, &'static str) {
    match state {
        PointState::NotStarted => (Role::Dim, glyphs.idle),
        PointState::Broken => (Role::Fail, glyphs.fail),
        PointState::Partial => (Role::Warn, glyphs.warn),
        PointState::Complete => (Role::Ok, glyphs.ok),
    }
}

/// A verdict's sign and role.
pub(super) fn verdict(glyphs: &Glyphs, verdict: Verdict) -> (Role, &'static str) {
    match verdict {
        Verdict::Ok => (Role::Ok, glyphs.ok),
        Verdict::Missed => (Role::Fail, glyphs.fail),
        Verdict::Stale => (Role::Warn, glyphs.warn),
        Verdict::Unknown => (Role::Dim, glyphs.unknown),
        Verdict::NoTarget => (Role::Text, glyphs.idle),
    }
}

/// A service's sign and role.
pub(super) fn condition(glyphs: &Glyphs, condition: Condition) -> (Role, &'static str) {
    match condition {
        Condition::Ready | Condition::Running => (Role::Ok, glyphs.ok),
        Condition::Absent | Condition::Created => (Role::Dim, glyphs.idle),
        Condition::NotReady | Condition::Paused | Condition::Restarting => {
            (Role::Warn, glyphs.warn)
        }
        Condition::Exited => (Role::Fail, glyphs.fail),
    }
}

/// `████▒▒····  40-60 %`: what is proved, what is unknown, what is missing.
pub(super) fn bar(glyphs: &Glyphs, progress: &ProgressReport, cells: usize) -> Pieces {
    let Some((least, most)) = progress.at_least_percent.zip(progress.at_most_percent) else {
        return vec![(Role::Dim, "no deliverables".to_owned())];
    };
    let eighths = usize::from(least) * cells * 8 / 100;
    let (full, rest) = (eighths / 8, eighths % 8);
    let [proved, unknown, missing] = glyphs.bar;
    let mut bar = proved.repeat(full);
    let mut used = full;
    if let Some(signs) = glyphs.eighths.filter(|_| rest > 0 && least == most) {
        bar.push_str(signs[rest - 1]);
        used += 1;
    }
    let known = (usize::from(most) * cells / 100).max(used);
    let percent = if least == most {
        format!(" {least:>3} %")
    } else {
        format!(" {least}-{most} %")
    };
    vec![
        (Role::Ok, bar),
        (Role::Warn, unknown.repeat(known - used)),
        (Role::Dim, missing.repeat(cells - known)),
        (Role::Text, percent),
    ]
}

/// A figure with its unit; what it is at least, where that is all that is known.
pub(super) fn value(glyphs: &Glyphs, figure: &Figure) -> String {
    let text = figure_value(figure);
    match (figure.value, glyphs.levels) {
        (None, _) => "unknown".to_owned(),
        (Some(_), None) => text,
        (Some(_), Some(_)) => text.replace('≥', ">="),
    }
}

/// What a figure is held against: coverage should be above it, everything else no more than it.
pub(super) fn target(figure: &Figure) -> String {
    match (figure.target, figure.name) {
        (None, _) => String::new(),
        (Some(target), FigureName::Coverage) => format!(">{target:.0}"),
        (Some(target), _) => format!("{target:.0}"),
    }
}

/// The last days of a figure, as every rendering draws them.
pub(super) fn trend(glyphs: &Glyphs, figure: &Figure) -> String {
    let drawn = sparkline(&figure.trend);
    let Some(levels) = glyphs.levels else {
        return drawn;
    };
    let level = |sign: char| {
        let place = CELLS.iter().position(|cell| *cell == sign);
        place.map_or(".", |place| levels[place])
    };
    drawn.chars().map(level).collect()
}

/// What stops a workstream, or what it waits on, in a few words.
pub(super) fn blockers(row: &WorkstreamReport) -> (Role, String) {
    if row.status == StatusWord::Blocked {
        let first = row.blockers.first().map(|cause| {
            let number = cause.number.map(|it| format!(" {it}"));
            let number = number.unwrap_or_default();
            format!("{}{number}: {}", cause.kind.words(), cause.title)
        });
        let first = first.unwrap_or_else(|| row.because.clone());
        return match row.blockers.len() {
            0 | 1 => (Role::Fail, first),
            several => (Role::Fail, format!("{first}, and {} more", several - 1)),
        };
    }
    let late = match row.days_late {
        Some(days) if days > 0.0 && row.status != StatusWord::Done => {
            Some(format!("{days:.1} d late"))
        }
        _ => None,
    };
    if let Some(waiting) = &row.waiting {
        let on: Vec<_> = waiting.on.iter().map(|on| on.title.as_str()).collect();
        let on = on.join(", ");
        let text = match waiting.until {
            _ if waiting.is_ready => "ready".to_owned(),
            Some(until) => format!("{on}, until {until}"),
            None => on,
        };
        if let Some(late) = late {
            return (Role::Warn, format!("{text}, {late}"));
        }
        return (Role::Dim, text);
    }
    match late {
        Some(late) => (Role::Warn, late),
        None => (Role::Dim, "none".to_owned()),
    }
}
