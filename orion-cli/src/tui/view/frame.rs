//! The border of a pane, with its title, and what stands in it while there are no rows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Widget as _};

use super::paint;
use super::summary::summary;
use crate::output::visible;
use crate::tui::layout::Placed;
use crate::tui::model::Model;
use crate::tui::pane::Pane;
use crate::tui::source::Why;
use crate::tui::theme::Role;

/// Draws the border, and what is to be said where no row is: whether there are rows to be drawn.
pub(super) fn draw(model: &Model, placed: &Placed, buffer: &mut Buffer) -> bool {
    let pane = placed.pane;
    let has_the_keys = pane == model.focus;
    let role = if has_the_keys { Role::Focus } else { Role::Dim };
    let title_role = if has_the_keys {
        Role::Focus
    } else {
        Role::Path
    };
    // A title stands on the border, and is as bright as its own role has it.
    let style = |role| match role {
        Role::Dim => model.palette.style(role),
        role => model.palette.style(role).remove_modifier(Modifier::DIM),
    };
    let mut title = format!(" {} {}", pane.number(), pane.title());
    if has_the_keys {
        title.push('*');
    }
    let filter = model.filter(pane);
    if !filter.is_empty() {
        title.push_str(" /");
        title.push_str(filter);
    }
    title.push(' ');
    let (summary_role, text) = summary(model, pane);
    let mut block = Block::bordered()
        .border_set(model.glyphs.border)
        .border_style(style(role))
        .title_top(Line::from(Span::styled(title.clone(), style(title_role))));
    // Where not all of it fits beside the name, what stands first says most.
    let room = usize::from(placed.area.width).saturating_sub(title.chars().count() + 6);
    let mut text = text.as_str();
    while text.chars().count() > room {
        text = text.rsplit_once(", ").map_or("", |(first, _)| first);
    }
    if !text.is_empty() {
        let summary = Span::styled(format!(" {text} "), style(summary_role));
        block = block.title_top(Line::from(summary).right_aligned());
    }
    block.render(placed.area, buffer);
    let inner = Rect {
        x: placed.area.x + 2,
        y: placed.area.y + 1,
        width: placed.area.width.saturating_sub(4),
        height: placed.area.height.saturating_sub(2),
    };
    let instead = instead_of_rows(model, pane);
    let mut y = inner.y;
    for (role, text) in &instead {
        for line in textwrap::wrap(text, usize::from(inner.width.max(1))) {
            if y >= inner.bottom() {
                break;
            }
            let place = Rect {
                y,
                height: 1,
                ..inner
            };
            paint::text(model, buffer, place, &line, *role);
            y += 1;
        }
    }
    instead.is_empty()
}

/// Lines for a pane that has no rows to show.
fn instead_of_rows(model: &Model, pane: Pane) -> Vec<(Role, String)> {
    let is_shown = match pane {
        Pane::Logs => !model.logs.window(1, model.filter(pane)).is_empty(),
        _ => !model.list(pane).shown.is_empty(),
    };
    if is_shown {
        return Vec::new();
    }
    if model.count(pane) > 0 {
        let what = match &model.logs.service {
            Some(service) if pane == Pane::Logs => format!("`{}` wrote nothing", visible(service)),
            _ => format!("no row holds `{}`", model.filter(pane)),
        };
        return vec![(Role::Dim, what)];
    }
    let (is_loading, why) = match pane {
        Pane::Workstreams => state(&model.status),
        Pane::Integration => state(&model.integration),
        Pane::Quality => state(&model.quality),
        Pane::Services => state(&model.services),
        Pane::Requests => state(&model.requests),
        Pane::Logs => (false, None),
    };
    if let Some(why) = why {
        return told(model, why);
    }
    if is_loading {
        return vec![(Role::Dim, "loading".to_owned())];
    }
    let text = match pane {
        Pane::Workstreams => "`workstreams.toml` has no workstream",
        Pane::Integration | Pane::Quality => "there is nothing to be told",
        Pane::Services => "`workstreams.toml` has no service",
        Pane::Requests => "nothing is asked for: `orion contract request` asks",
        Pane::Logs => match &model.logs.ended {
            Some(why) => return vec![(Role::Dim, visible(why).into_owned())],
            None => "nobody has written anything",
        },
    };
    vec![(Role::Dim, text.to_owned())]
}

fn state<T>(source: &crate::tui::source::Source<T>) -> (bool, Option<&Why>) {
    let is_loading = matches!(source, crate::tui::source::Source::Loading);
    (is_loading, source.why())
}

/// What went wrong, and what to do next.
pub(super) fn told(model: &Model, why: &Why) -> Vec<(Role, String)> {
    let message = format!("{} {}", model.glyphs.fail, visible(&why.message));
    let mut lines = vec![(Role::Fail, message)];
    if let Some(hint) = &why.hint {
        lines.push((Role::Hint, visible(hint).into_owned()));
    }
    lines
}
