//! The first line: what needs attention, and the clock. What matters least goes first where it does not fit.

use orion_app::stack::Runtime;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr as _;

use super::paint::{self, Pieces};
use super::words::ago;
use crate::output::{counted, visible};
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// A part of the line, and how much it matters.
struct Part {
    weight: u8,
    role: Role,
    text: String,
}

pub(super) fn draw(model: &Model, area: Rect, buffer: &mut Buffer) {
    let clock = model.now.to_zoned(model.zone.clone());
    let clock = clock.strftime("%H:%M:%S ").to_string();
    let clock_width = u16::try_from(clock.width()).unwrap_or_default();
    let room = usize::from(area.width.saturating_sub(clock_width + 1));
    let dot = format!(" {} ", model.glyphs.dot);
    let mut parts = parts(model);
    let width = |parts: &[Part]| {
        let texts = parts.iter().map(|part| part.text.width() + dot.width());
        1 + texts.sum::<usize>()
    };
    while width(&parts) > room + dot.width() && parts.len() > 1 {
        let least = parts.iter().map(|part| part.weight).min();
        if let Some(place) = parts.iter().rposition(|part| Some(part.weight) == least) {
            parts.remove(place);
        }
    }
    let mut pieces: Pieces = vec![(Role::Dim, " ".to_owned())];
    for (nth, part) in parts.into_iter().enumerate() {
        if nth > 0 {
            pieces.push((Role::Dim, dot.clone()));
        }
        pieces.push((part.role, part.text));
    }
    let left = Rect {
        width: area.width.saturating_sub(clock_width),
        ..area
    };
    paint::pieces(model, buffer, left, &pieces);
    let right = Rect {
        x: area.right().saturating_sub(clock_width),
        width: clock_width,
        ..area
    };
    paint::text(model, buffer, right, &clock, Role::Dim);
}

fn parts(model: &Model) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut say = |weight, role, text: String| parts.push(Part { weight, role, text });
    say(9, Role::Focus, "orion".to_owned());
    if model.paused {
        say(10, Role::Warn, "paused".to_owned());
    }
    if let Some(report) = model.status.data() {
        let base = &report.base;
        let commit = base.commit.get(..7).unwrap_or(&base.commit);
        say(6, Role::Path, visible(&report.project).into_owned());
        say(3, Role::Dim, format!("{} {commit}", visible(&base.branch)));
        let all = report.workstreams.len();
        say(2, Role::Dim, counted(all, "workstream"));
        let summary = &report.summary;
        let role = |count| if count > 0 { Role::Fail } else { Role::Dim };
        say(
            8,
            role(summary.blocked),
            format!("{} blocked", summary.blocked),
        );
        say(7, role(summary.late), format!("{} late", summary.late));
        if summary.regressed > 0 {
            say(7, Role::Fail, format!("{} regressed", summary.regressed));
        }
        if summary.unknown > 0 {
            say(3, Role::Warn, format!("{} unknown", summary.unknown));
        }
    }
    if let Some(services) = model.services.data() {
        match services.runtime {
            Some(Runtime::Docker) => say(1, Role::Dim, "docker ok".to_owned()),
            Some(Runtime::Embedded) => say(1, Role::Dim, "embedded stack".to_owned()),
            None => say(1, Role::Dim, "no stack".to_owned()),
        }
    } else if model.services.why().is_some() {
        say(1, Role::Warn, "no engine".to_owned());
    }
    let github = model.status.data().map(|report| &report.github);
    match (github, model.allowance) {
        (Some(github), Some(allowance)) if github.because.is_none() => {
            let few = allowance.remaining * 5 < allowance.limit;
            let role = if few { Role::Warn } else { Role::Dim };
            let text = format!("github {}/{}", allowance.remaining, allowance.limit);
            say(1, role, text);
        }
        (Some(github), _) => match github.as_of {
            Some(at) => say(1, Role::Dim, format!("github {}", ago(model, at))),
            None => say(1, Role::Dim, "github unknown".to_owned()),
        },
        (None, _) => {}
    }
    parts
}
