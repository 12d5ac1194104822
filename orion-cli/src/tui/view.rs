//! The screen, drawn from the model alone.

mod detail;
mod explain;
mod footer;
mod frame;
mod header;
mod help;
mod integration;
mod logs;
mod overlay;
mod paint;
mod quality;
mod requests;
mod services;
mod strip;
mod summary;
mod words;
mod workstreams;

pub(crate) use detail::detail;
pub(crate) use explain::explanation;
pub(crate) use help::help;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::layout::{Form, LEAST, layout};
use super::model::{Model, Overlay};
use super::pane::Pane;
use super::theme::Role;

/// Draws everything.
pub(crate) fn view(model: &Model, screen: Rect, buffer: &mut Buffer) {
    let Some(layout) = layout(model, screen) else {
        too_small(model, screen, buffer);
        return;
    };
    header::draw(model, layout.header, buffer);
    let page = model
        .overlays
        .iter()
        .rev()
        .find_map(|overlay| match overlay {
            Overlay::Page(page) | Overlay::Help(page) => Some(page),
            Overlay::Question(_) => None,
        });
    if let Some(page) = page {
        overlay::draw_page(model, page, layout.body, buffer);
    } else {
        for placed in &layout.panes {
            if placed.form == Form::Strip {
                strip::draw(model, placed.pane, placed.area, buffer);
                continue;
            }
            match placed.pane {
                Pane::Workstreams => workstreams::draw(model, placed, buffer),
                Pane::Integration => integration::draw(model, placed, buffer),
                Pane::Quality => quality::draw(model, placed, buffer),
                Pane::Services => services::draw(model, placed, buffer),
                Pane::Requests => requests::draw(model, placed, buffer),
                Pane::Logs => logs::draw(model, placed, buffer),
            }
        }
    }
    if let Some(Overlay::Question(question)) = model.overlays.last() {
        overlay::draw_question(model, question, layout.body, buffer);
    }
    footer::draw(model, layout.footer, buffer);
}

fn too_small(model: &Model, screen: Rect, buffer: &mut Buffer) {
    let (width, height) = LEAST;
    let text = format!(
        "the terminal is {} x {}: at least {width} x {height} shows something, q quits",
        screen.width, screen.height
    );
    let lines = textwrap::wrap(&text, usize::from(screen.width.max(1)));
    for (line, y) in lines.iter().zip(screen.y..screen.bottom()) {
        let area = Rect {
            y,
            height: 1,
            ..screen
        };
        paint::text(model, buffer, area, line, Role::Warn);
    }
}
