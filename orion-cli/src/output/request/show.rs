//! One request, and what was decided of it.

use std::fmt::Write as _;

use jiff::Timestamp;
use orion_app::request::{DecisionReport, Fate, ShowReport};
use orion_core::ids::WorkstreamId;

use super::clock::{ago, clock_cell};
use super::life::tasks;
use super::list::role_of;
use crate::output::table::{Cell, Role, render_table};
use crate::output::{Theme, visible, visible_lines};

/// Everything that is known of it.
pub(crate) fn render_show(report: &ShowReport, now: Timestamp, theme: Theme) -> String {
    let request = &report.request;
    let mut text = String::new();
    let title = visible(&request.title);
    let _ = writeln!(text, "{} {}", request.number, theme.path(title));
    let _ = writeln!(text, "{}\n", visible(&request.url));
    let state = format!("{}, for {}", request.state, ago(request.since, now));
    let requester = request
        .requester
        .as_deref()
        .unwrap_or("an account that is gone");
    let rows = [
        row("state", Cell::new(state, role_of(request.state))),
        row("clock", clock_cell(&request.clock)),
        row("asked by", requester.into()),
        row("about", request.subject.join(", ").into()),
        row("decided by", words(&request.owners).into()),
        row("consumed by", words(&report.consumers).into()),
    ];
    for line in render_table(["", ""], &rows, theme).lines().skip(1) {
        let _ = writeln!(text, "{line}");
    }
    if let Some(labeled) = report.labeled {
        let _ = writeln!(
            text,
            "{} its label says {labeled}: the next decision by command brings it in line",
            theme.warn("note:")
        );
    }
    tasks(&mut text, &report.tasks);
    history(&mut text, report, theme);
    let _ = writeln!(text, "\n{}", visible_lines(report.body.trim_end()));
    text
}

fn row(name: &str, cell: Cell) -> [Cell; 2] {
    [Cell::new(name, Role::Dim), cell]
}

fn words(ids: &[WorkstreamId]) -> String {
    let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
    if ids.is_empty() {
        "nobody".to_owned()
    } else {
        ids.join(", ")
    }
}

fn history(text: &mut String, report: &ShowReport, theme: Theme) {
    if report.steps.is_empty() && report.passed_over.is_empty() {
        return;
    }
    text.push('\n');
    for step in &report.steps {
        let by = step.by.as_deref().unwrap_or("somebody");
        let _ = writeln!(text, "{:.0}  {} by {}", step.at, step.to, visible(by));
    }
    for passed in &report.passed_over {
        let by = passed.by.as_deref().unwrap_or("somebody");
        let _ = writeln!(
            text,
            "{:.0}  {} {} by {}: {}",
            passed.at,
            theme.dim("did not count:"),
            passed.to,
            visible(by),
            passed.why
        );
    }
}

/// What became of a decision.
pub(crate) fn render_decision(report: &DecisionReport) -> String {
    let word = report.decision.leads_to();
    let because = report.because.as_deref().unwrap_or_default();
    let because = visible(because);
    match report.fate {
        Fate::Queued => format!(
            "{} is to be {word}: queued, {because}\n`orion outbox send` sends it\n",
            report.number
        ),
        Fate::Refused => format!("{} stays as it was: {because}\n", report.number),
        Fate::Sent | Fate::AlreadySent | Fate::Shown => format!("{} is {word}\n", report.number),
    }
}
