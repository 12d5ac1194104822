//! Changes of state.

use orion_app::status::LogReport;

use super::words::{role, short};
use crate::output::Theme;
use crate::output::table::{Cell, render_table};

/// What `orion log` answers.
pub(crate) fn render_log(report: &LogReport, theme: Theme) -> String {
    if report.changes.is_empty() {
        return format!("nothing changed since {:.0}\n", report.since);
    }
    let rows: Vec<_> = report
        .changes
        .iter()
        .map(|change| {
            let from = change.from.map_or("-", |from| from.as_str());
            [
                format!("{:.0}", change.at).into(),
                (&change.workstream).into(),
                from.into(),
                Cell::new(change.to.as_str(), role(change.to)),
                short(&change.commit).into(),
                (&change.cause).into(),
            ]
        })
        .collect();
    let head = ["AT", "WORKSTREAM", "FROM", "TO", "BASE", "WHY"];
    render_table(head, &rows, theme)
}
