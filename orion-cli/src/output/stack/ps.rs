//! How the services are, for people.

use std::fmt::Write as _;

use jiff::{Timestamp, Unit};
use orion_app::stack::{Condition, PsReport, ServiceStatus};

use crate::output::{Theme, visible};

/// A line for every service; `now` tells how long each has run.
pub(crate) fn render_ps(report: &PsReport, now: Timestamp, theme: Theme) -> String {
    let rows: Vec<[String; 5]> = report
        .services
        .iter()
        .map(|service| row(service, now))
        .collect();
    let head = ["SERVICE", "STATE", "UPTIME", "RESTARTS", "ADDRESS"].map(str::to_owned);
    let width = |column: usize| {
        let cells = rows
            .iter()
            .chain([&head])
            .map(|row| row[column].chars().count());
        cells.max().unwrap_or_default()
    };
    let widths: [usize; 5] = std::array::from_fn(width);
    let mut text = String::new();
    let line = |cells: &[String; 5]| {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            let _ = write!(line, "{cell:<width$}  ");
        }
        line.trim_end().to_owned()
    };
    let _ = writeln!(text, "{}", theme.dim(line(&head)));
    for (cells, service) in rows.iter().zip(&report.services) {
        let row = line(cells);
        let state = &cells[1];
        let painted = match service.condition {
            Condition::Ready | Condition::Running => theme.ok(state).to_string(),
            Condition::Absent | Condition::Created => theme.dim(state).to_string(),
            Condition::NotReady | Condition::Paused | Condition::Restarting => {
                theme.warn(state).to_string()
            }
            Condition::Exited => theme.fail(state).to_string(),
        };
        let at = widths[0] + 2;
        let (before, after) =
            row.split_at(row.char_indices().nth(at).map_or(row.len(), |(at, _)| at));
        let after = after.strip_prefix(state.as_str()).unwrap_or(after);
        let _ = writeln!(text, "{before}{painted}{after}");
        if let Some(answer) = &service.answer {
            let _ = writeln!(text, "  its probe answered: {}", visible(answer));
        }
    }
    text
}

fn row(service: &ServiceStatus, now: Timestamp) -> [String; 5] {
    let mut state = match service.condition {
        Condition::Ready => "ready".to_owned(),
        Condition::NotReady => "not ready".to_owned(),
        Condition::Running => "running".to_owned(),
        Condition::Paused => "paused".to_owned(),
        Condition::Restarting => "restarting".to_owned(),
        Condition::Exited => match service.exit_code {
            Some(code) => format!("exited ({code})"),
            None => "exited".to_owned(),
        },
        Condition::Absent => "not there".to_owned(),
        Condition::Created => "created".to_owned(),
    };
    if !service.described {
        state.push_str(", not in workstreams.toml");
    }
    let uptime = service.started_at.as_deref().and_then(|at| uptime(at, now));
    [
        visible(&service.name).into_owned(),
        state,
        uptime.unwrap_or_else(|| "-".to_owned()),
        service.restarts.to_string(),
        service.addresses.join(" "),
    ]
}

/// How long ago, in its two largest units.
fn uptime(started: &str, now: Timestamp) -> Option<String> {
    let started: Timestamp = started.parse().ok()?;
    let span = now.since((Unit::Hour, started)).ok()?;
    let (hours, minutes, seconds) = (span.get_hours(), span.get_minutes(), span.get_seconds());
    Some(match (hours, minutes) {
        (0, 0) => format!("{seconds} s"),
        (0, _) => format!("{minutes} min {seconds} s"),
        (0..48, _) => format!("{hours} h {minutes} min"),
        _ => format!("{} d {} h", hours / 24, hours % 24),
    })
}
