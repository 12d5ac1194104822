//! What blocks, and who hears of it.

use std::fmt::Write as _;

use orion_app::escalate::{BlockerRow, EscalateReport, NoticeReport, SinkFate};
use orion_app::request::Fate;

use super::table::{Cell, Role, render_table};
use super::{Theme, visible, visible_lines};

const NOTHING: &str = "nothing blocks\n";

/// What blocks, what is due, and what comes next.
pub(crate) fn render_overview(report: &EscalateReport, theme: Theme) -> String {
    if report.blockers.is_empty() {
        return NOTHING.to_owned();
    }
    let head = ["ISSUE", "WHY", "SINCE", "TOLD", "DUE NOW", "NEXT", "TITLE"];
    let rows: Vec<_> = report.blockers.iter().map(cells).collect();
    let mut text = render_table(head, &rows, theme);
    if report.blockers.iter().any(|row| !row.due.is_empty()) {
        text.push_str("\n`orion escalate --auto` says what is due, `--dry-run` shows it in full\n");
    }
    text
}

fn cells(row: &BlockerRow) -> [Cell; 7] {
    let levels = |levels: Vec<u8>| {
        let levels: Vec<_> = levels.iter().map(ToString::to_string).collect();
        if levels.is_empty() {
            "-".to_owned()
        } else {
            format!("level {}", levels.join(", "))
        }
    };
    let given = levels(row.given.iter().map(|it| it.level).collect());
    let due = levels(row.due.iter().map(|it| it.level).collect());
    let next = row.next.as_ref().map_or_else(
        || "-".to_owned(),
        |next| format!("level {} at {}", next.level, next.at),
    );
    let due_role = if row.due.is_empty() {
        Role::Plain
    } else {
        Role::Warn
    };
    let why_role = if row.is_critical {
        Role::Fail
    } else {
        Role::Plain
    };
    [
        row.number.to_string().into(),
        Cell::new(row.kind.words(), why_role),
        row.since.to_string().into(),
        given.into(),
        Cell::new(due, due_role),
        next.into(),
        (&row.title).into(),
    ]
}

/// What is said, or would be.
pub(crate) fn render_notices(report: &EscalateReport, theme: Theme) -> String {
    let mut text = String::new();
    for row in &report.blockers {
        for notice in &row.due {
            render_notice(&mut text, row, notice, theme);
        }
    }
    if text.is_empty() {
        text.push_str("nothing is due\n");
    }
    text
}

fn render_notice(text: &mut String, row: &BlockerRow, notice: &NoticeReport, theme: Theme) {
    let again = if notice.is_again { " again" } else { "" };
    let name = visible(&notice.name);
    let _ = writeln!(
        text,
        "{}{again}, level {} {name}: {}",
        row.number,
        notice.level,
        visible(&row.url)
    );
    for sink in &notice.sinks {
        let fate = match sink.fate {
            SinkFate::Shown => theme.dim("not told"),
            SinkFate::Told => theme.ok("told"),
            SinkFate::Missed => theme.fail("missed"),
        };
        let _ = writeln!(text, "  {fate} {}", sink.sink);
    }
    let because = notice.because.as_deref().map(visible).unwrap_or_default();
    let _ = match notice.fate {
        Fate::Queued => writeln!(text, "  {} {because}", theme.warn("queued:")),
        Fate::Refused => writeln!(text, "  {} {because}", theme.fail("refused:")),
        Fate::Sent | Fate::AlreadySent | Fate::Shown => Ok(()),
    };
    for line in visible_lines(notice.text.trim_end()).lines() {
        let gap = if line.is_empty() { "" } else { " " };
        let _ = writeln!(text, "  {}{gap}{line}", theme.dim("|"));
    }
}
