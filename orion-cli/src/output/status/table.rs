//! The panels as tables: the workstreams and what stops them, how the services fit together, quality.

use std::fmt::Write as _;

use orion_app::status::{Dashboard, StatusReport, WorkstreamReport};
use orion_core::ids::WorkstreamId;
use orion_core::status::StatusWord;

use super::words::{ago, bar, cause, role, short};
use super::{integration, quality};
use crate::output::table::{Cell, render_table};
use crate::output::{Theme, counted, visible};

/// What `orion status` answers off a terminal.
pub(crate) fn render_status(dashboard: &Dashboard, theme: Theme) -> String {
    let mut text = workstreams(&dashboard.status, theme);
    let integration = integration::render_panel(&dashboard.integration, theme);
    let quality = quality::render_panel(&dashboard.quality, theme);
    let _ = write!(text, "\n{integration}\n{quality}");
    text
}

fn workstreams(report: &StatusReport, theme: Theme) -> String {
    let mut text = head(report, theme);
    let title = theme.path("WORKSTREAM STATUS");
    let _ = writeln!(text, "\n{title}");
    let rows: Vec<_> = report
        .workstreams
        .iter()
        .map(|row| cells(row, report))
        .collect();
    let head = ["WORKSTREAM", "PROGRESS", "STATUS", "IN FLIGHT", "BLOCKERS"];
    text.push_str(&render_table(head, &rows, theme));
    let regressed = report.workstreams.iter().flat_map(|row| {
        let regressed = row.deliverables.iter();
        regressed.filter_map(move |it| Some((row, it, it.regressed_since.as_ref()?)))
    });
    for (row, deliverable, since) in regressed {
        let _ = writeln!(
            text,
            "{} {}: {}, since {}",
            theme.fail("regressed:"),
            row.id,
            visible(&deliverable.name),
            short(&since.commit)
        );
    }
    if report.causes.is_empty() {
        return text;
    }
    let title = theme.path("BLOCKERS");
    let _ = writeln!(text, "\n{title}");
    for found in &report.causes {
        let stops: Vec<_> = found.stops.iter().map(WorkstreamId::as_str).collect();
        let stops = match stops.as_slice() {
            [] => "names no workstream".to_owned(),
            stops => format!("stops {}", stops.join(", ")),
        };
        let told = cause(found, report.now);
        let _ = writeln!(
            text,
            "{} {}; {stops}; {}",
            theme.fail("✗"),
            visible(&told),
            found.next
        );
    }
    text
}

/// Project, base, counts and how old GitHub's part is.
fn head(report: &StatusReport, theme: Theme) -> String {
    let base = &report.base;
    let summary = &report.summary;
    let mut parts = vec![
        visible(&report.project).into_owned(),
        format!("{} {}", visible(&base.branch), short(&base.commit)),
        counted(report.workstreams.len(), "workstream"),
        format!("{} done", summary.done),
        format!("{} blocked", summary.blocked),
    ];
    for (count, word) in [
        (summary.late, "late"),
        (summary.regressed, "regressed"),
        (summary.unknown, "unknown"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {word}"));
        }
    }
    parts.push(match (report.github.as_of, &report.github.because) {
        (Some(_), None) => "GitHub now".to_owned(),
        (Some(at), Some(_)) => format!("GitHub {}", ago(at, report.now)),
        (None, _) => "GitHub unknown".to_owned(),
    });
    format!("{}\n", theme.dim(parts.join(" · ")))
}

fn cells(row: &WorkstreamReport, report: &StatusReport) -> [Cell; 5] {
    let name = match row.number {
        Some(number) => format!("{number:>2} {}", row.title),
        None => format!("   {}", row.title),
    };
    let status = format!("{} {}", row.status.glyph(), row.status.as_str());
    let in_flight = match row.in_flight.as_slice() {
        [] => String::new(),
        [one] => one.branch.clone(),
        several => format!("{} branches", several.len()),
    };
    let blockers = match (&row.waiting, row.status) {
        (Some(waiting), _) if waiting.is_ready => match row.days_late {
            Some(days) if days > 0.0 => format!("ready, {days:.1} days late"),
            _ => "ready".to_owned(),
        },
        (Some(waiting), _) => {
            let on: Vec<_> = waiting.on.iter().map(|on| on.title.as_str()).collect();
            match waiting.until {
                Some(until) => format!("{}, until {until}", on.join(", ")),
                None => on.join(", "),
            }
        }
        (None, StatusWord::Blocked) => {
            let first = row.blockers.first().map(|it| cause(it, report.now));
            let more = row.blockers.len().saturating_sub(1);
            match (first, more) {
                (Some(first), 0) => first,
                (Some(first), more) => format!("{first}, and {more} more"),
                (None, _) => row.because.clone(),
            }
        }
        (None, _) => "none".to_owned(),
    };
    [
        name.into(),
        bar(&row.progress).into(),
        Cell::new(status, role(row.status)),
        in_flight.into(),
        blockers.into(),
    ]
}
