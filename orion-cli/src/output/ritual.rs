//! A standup or a sync, as Markdown.

use std::fmt::Write as _;

use orion_app::ritual::{Item, RitualReport};
use orion_core::escape::markdown_line;

/// The report as Markdown. Nothing in it that somebody else wrote is obeyed.
pub(crate) fn render_ritual(report: &RitualReport) -> String {
    let names: Vec<_> = report.workstreams.iter().map(ToString::to_string).collect();
    let names = markdown_line(&names.join(", "));
    let mut text = format!("# {}: {names}\n\nSince {}.\n", report.title, report.since);
    for section in &report.sections {
        let _ = writeln!(text, "\n## {}\n", section.heading);
        for item in &section.items {
            line(&mut text, item);
        }
        match &section.unknown {
            Some(unknown) => {
                if !section.items.is_empty() {
                    text.push('\n');
                }
                let _ = writeln!(text, "Not known: {}", markdown_line(unknown));
            }
            None if section.items.is_empty() => text.push_str("Nothing.\n"),
            None => {}
        }
    }
    text
}

fn line(text: &mut String, item: &Item) {
    text.push_str("- ");
    if let Some(number) = item.number {
        let _ = write!(text, "{number} ");
    }
    text.push_str(&item.what);
    if !item.workstreams.is_empty() {
        let names: Vec<_> = item.workstreams.iter().map(ToString::to_string).collect();
        let _ = write!(text, " ({})", markdown_line(&names.join(", ")));
    }
    if let Some(since) = item.since {
        let _ = write!(text, ", {since}");
    }
    if !item.title.is_empty() {
        let _ = write!(text, ": {}", markdown_line(&item.title));
    }
    text.push('\n');
}
