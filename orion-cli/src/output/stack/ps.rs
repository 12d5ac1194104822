//! How the services are, for people.

use std::fmt::Write as _;

use jiff::{Timestamp, Unit};
use orion_app::stack::{Condition, PsReport, ServiceStatus};

use crate::output::table::{Cell, Role, render_table};
use crate::output::{Theme, visible};

/// A line for every service; `now` tells how long each has run.
pub(crate) fn render_ps(report: &PsReport, now: Timestamp, theme: Theme) -> String {
    let head = ["SERVICE", "STATE", "UPTIME", "RESTARTS", "ADDRESS"];
    let rows: Vec<_> = report
        .services
        .iter()
        .map(|service| row(service, now))
        .collect();
    let table = render_table(head, &rows, theme);
    let mut lines = table.lines();
    let mut text = String::new();
    let _ = writeln!(text, "{}", lines.next().unwrap_or_default());
    for (line, service) in lines.zip(&report.services) {
        let _ = writeln!(text, "{line}");
        if let Some(answer) = &service.answer {
            let _ = writeln!(text, "  its probe answered: {}", visible(answer));
        }
    }
    text
}

fn role_of(condition: Condition) -> Role {
    match condition {
        Condition::Ready | Condition::Running => Role::Ok,
        Condition::Absent | Condition::Created => Role::Dim,
        Condition::NotReady | Condition::Paused | Condition::Restarting => Role::Warn,
        Condition::Exited => Role::Fail,
    }
}

fn row(service: &ServiceStatus, now: Timestamp) -> [Cell; 5] {
    let mut state = service.condition.words().to_owned();
    if let Some(code) = service.exit_code {
        // Writing into a string cannot fail.
        let _ = write!(state, " ({code})");
    }
    if !service.described {
        state.push_str(", not in workstreams.toml");
    }
    let uptime = service.started_at.as_deref().and_then(|at| uptime(at, now));
    [
        (&service.name).into(),
        Cell::new(state, role_of(service.condition)),
        uptime.unwrap_or_else(|| "-".to_owned()).into(),
        service.restarts.to_string().into(),
        service.addresses.join(" ").into(),
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
