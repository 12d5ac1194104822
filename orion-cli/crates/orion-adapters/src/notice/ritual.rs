//! A standup or a sync in Slack.

use std::fmt::Write as _;

use orion_app::ritual::{Item, RitualReport, Section};
use orion_core::escape::mrkdwn;
use serde_json::{Value, json};

use super::slack::{escaped, link};

/// The most characters of a section: a block has room for 3,000.
const SECTION: usize = 2_000;
/// The most characters of a title. Escaping makes up to nine of one.
const TITLE: usize = 60;

pub(super) fn payload(report: &RitualReport) -> Value {
    let names: Vec<_> = report.workstreams.iter().map(ToString::to_string).collect();
    let head = escaped(&format!("{}: {}", report.title, names.join(", ")), 200);
    let section =
        |text: String| json!({"type": "section", "text": {"type": "mrkdwn", "text": text}});
    let mut blocks = vec![section(head.clone())];
    blocks.extend(report.sections.iter().map(|it| section(lines(it))));
    json!({"text": head, "blocks": blocks})
}

fn lines(section: &Section) -> String {
    let mut text = format!("*{}*", section.heading);
    if let Some(unknown) = &section.unknown {
        text.push_str("\nnot known: ");
        text.push_str(&escaped(unknown, TITLE));
    } else if section.items.is_empty() {
        text.push_str("\nnothing");
    }
    for (at, item) in section.items.iter().enumerate() {
        if text.chars().count() > SECTION {
            let _ = write!(text, "\nand {} more", section.items.len() - at);
            break;
        }
        text.push('\n');
        text.push_str(&line(item));
    }
    text
}

fn line(item: &Item) -> String {
    let number = match (&item.number, &item.url) {
        (Some(number), Some(url)) if url.len() < 200 => {
            format!("{} ", link(url, &number.to_string()))
        }
        (Some(number), _) => format!("{number} "),
        (None, _) => String::new(),
    };
    let title = escaped(&item.title, TITLE);
    let what: String = item.what.chars().take(120).collect();
    format!("• {number}{}: {title}", mrkdwn(&what))
}
