//! How the services fit together, for people: a table of the points, then what does not fit, with its next step.

use std::fmt::Write as _;

use orion_app::integration::{IntegrationReport, PointReport};
use orion_app::stack::Runtime;
use orion_core::integration::{Finding, Place, PointState, Unknown, Weight};

use super::table::{Cell, Role, render_table};
use super::{Theme, counted, visible};

/// The whole answer. Writing into a string cannot fail.
pub(crate) fn render_integration(report: &IntegrationReport, theme: Theme) -> String {
    let head = ["", "POINT", "STATE", "CHECKS", "NOT KNOWN"];
    let rows: Vec<_> = report.points.iter().map(row).collect();
    let mut text = render_table(head, &rows, theme);
    for point in &report.points {
        for finding in &point.findings {
            write_finding(&mut text, finding, theme);
        }
        for unknown in &point.unknown {
            write_unknown(&mut text, unknown, theme);
        }
    }
    let left_out = report.points.iter().flat_map(|point| &point.left_out);
    let left_out: Vec<&String> = left_out.collect();
    text.push('\n');
    for why in left_out {
        let _ = writeln!(text, "{} {}", theme.dim("not asked:"), visible(why));
    }
    let _ = match (report.live, &report.why_static) {
        (Some(Runtime::Docker), _) => writeln!(text, "from the sources and the running containers"),
        (Some(Runtime::Embedded), _) => {
            writeln!(
                text,
                "from the sources and the platform that runs in one process"
            )
        }
        (None, Some(why)) => writeln!(text, "from the sources; {}", visible(why)),
        (None, None) => writeln!(text, "from the sources"),
    };
    text
}

/// How a state looks.
pub(super) fn role(state: PointState) -> Role {
    match state {
        PointState::NotStarted => Role::Dim,
        PointState::Broken => Role::Fail,
        PointState::Partial => Role::Warn,
        PointState::Complete => Role::Ok,
    }
}

fn row(point: &PointReport) -> [Cell; 5] {
    let tally = point.tally;
    [
        point.number.to_string().into(),
        (&point.title).into(),
        Cell::new(point.state.words(), role(point.state)),
        format!("{}/{}", tally.hold, tally.of).into(),
        if tally.unknown == 0 {
            Cell::default()
        } else {
            Cell::new(counted(tally.unknown, "check"), Role::Warn)
        },
    ]
}

fn write_finding(text: &mut String, finding: &Finding, theme: Theme) {
    let code = finding.code;
    let heading = match finding.weight {
        Weight::Broken => theme.fail(format!("broken[{code}]")),
        Weight::Missing => theme.warn(format!("missing[{code}]")),
    };
    let _ = writeln!(text, "\n{heading}: {}", visible(&finding.message));
    write_place(text, &finding.place, theme);
    let next = visible(&finding.next);
    let _ = writeln!(text, "   {} next: {}", theme.dim("="), theme.hint(next));
}

fn write_unknown(text: &mut String, unknown: &Unknown, theme: Theme) {
    let heading = theme.warn(format!("not known[{}]", unknown.code));
    let _ = writeln!(text, "\n{heading}: {}", visible(&unknown.reason));
    write_place(text, &unknown.place, theme);
}

fn write_place(text: &mut String, place: &Place, theme: Theme) {
    let place = match place {
        Place::File { path, line } => {
            let line = line.map_or_else(String::new, |line| format!(":{line}"));
            format!("{}{line}", visible(path))
        }
        Place::Service { name } => format!("service {}", visible(name)),
    };
    let _ = writeln!(text, "  {} {}", theme.dim("-->"), theme.path(place));
}
