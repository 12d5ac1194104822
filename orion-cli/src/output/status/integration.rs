//! How the services fit together, as a panel.

use std::fmt::Write as _;

use orion_app::integration::{IntegrationReport, RowReport};
use orion_app::status::Part;

use crate::output::integration::role;
use crate::output::render_integration;
use crate::output::table::{Cell, render_table};
use crate::output::{Theme, visible};

/// The panel.
pub(super) fn render_panel(part: &Part<IntegrationReport>, theme: Theme) -> String {
    let title = theme.path("INTEGRATION STATUS");
    match part {
        Part::Unknown { because } => format!("{title}\nunknown: {}\n", visible(because)),
        Part::Known(report) => {
            let rows: Vec<_> = report.rows.iter().map(cells).collect();
            let head = ["POINT", "STATUS", "CHECKS", "NOTE"];
            format!("{title}\n{}", render_table(head, &rows, theme))
        }
    }
}

fn cells(row: &RowReport) -> [Cell; 4] {
    let state = format!("{} {}", row.state.glyph(), row.state.words());
    [
        (&row.title).into(),
        Cell::new(state, role(row.state)),
        format!("{}/{}", row.tally.hold, row.tally.of).into(),
        row.note.as_deref().unwrap_or_default().into(),
    ]
}

/// What `--explain integration` answers: the panel, then every finding with its place and the next step.
pub(crate) fn explain_integration(part: &Part<IntegrationReport>, theme: Theme) -> String {
    let mut text = render_panel(part, theme);
    if let Part::Known(report) = part {
        let _ = write!(text, "\n{}", render_integration(report, theme));
    }
    let _ = writeln!(
        text,
        "shown by  orion integration --static; live: orion integration"
    );
    text
}
