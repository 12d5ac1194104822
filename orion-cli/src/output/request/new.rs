//! A request that is filed, or would be.

use std::fmt::Write as _;

use orion_app::request::{Fate, RequestReport};

use crate::output::{Theme, visible, visible_lines};

/// The whole issue, as it would be filed, with what is open already.
pub(crate) fn render_preview(report: &RequestReport, theme: Theme) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}\n", theme.path(visible(&report.title)));
    let _ = writeln!(text, "{}\n", visible_lines(report.body.trim_end()));
    let words = |ids: &[orion_core::ids::WorkstreamId]| {
        let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
        if ids.is_empty() {
            "nobody".to_owned()
        } else {
            ids.join(", ")
        }
    };
    let _ = writeln!(text, "decided by   {}", words(&report.owners));
    let _ = writeln!(text, "consumed by  {}", words(&report.consumers));
    if let Some(due) = report.due {
        let _ = writeln!(text, "due          {due:.0}");
    }
    similar(&mut text, report, theme);
    text
}

fn similar(text: &mut String, report: &RequestReport, theme: Theme) {
    for similar in report.similar.iter().filter(|it| !it.is_same) {
        let _ = writeln!(
            text,
            "{} {} {} is open: {}",
            theme.warn("similar:"),
            similar.number,
            visible(&similar.title),
            visible(&similar.url)
        );
    }
}

/// What became of it.
pub(crate) fn render_request(report: &RequestReport, theme: Theme) -> String {
    let mut text = String::new();
    let number = report.number.map(|number| number.to_string());
    let number = number.as_deref().unwrap_or("an issue");
    let because = report.because.as_deref().unwrap_or("GitHub was not asked");
    let because = visible(because);
    let title = visible(&report.title);
    let _ = match report.fate {
        Fate::Sent => writeln!(text, "{} {number} {title}", theme.ok("filed")),
        Fate::AlreadySent => writeln!(text, "{} {number} {title}", theme.ok("filed before:")),
        Fate::Queued => writeln!(
            text,
            "{} {title}\n  {because}\n  the next command sends it, or `orion outbox send`",
            theme.warn("queued")
        ),
        Fate::Refused => writeln!(
            text,
            "{} {title}\n  {because}\n  it waits as {}: `orion outbox drop {}` takes it out",
            theme.fail("refused"),
            report.key,
            report.key
        ),
        Fate::Shown => writeln!(text, "nothing was filed"),
    };
    if let Some(url) = &report.url {
        let _ = writeln!(text, "{}", visible(url));
    }
    if report.fate == Fate::Sent {
        similar(&mut text, report, theme);
    }
    text
}
