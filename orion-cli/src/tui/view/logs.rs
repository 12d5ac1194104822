//! 6: what the services write.

use orion_core::stack::Level;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::frame;
use super::paint;
use crate::output::visible;
use crate::tui::layout::{Placed, height_of_rows};
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// The most cells that a service's name gets.
const NAME: usize = 16;

pub(super) fn draw(model: &Model, placed: &Placed, buffer: &mut Buffer) {
    if !frame::draw(model, placed, buffer) {
        return;
    }
    let pane = placed.pane;
    let filter = model.filter(pane);
    let numbers = model.logs.window(height_of_rows(placed), filter);
    let entries = || numbers.iter().filter_map(|number| model.logs.get(*number));
    let names = entries().map(|entry| entry.service.chars().count());
    let width = names.max().unwrap_or_default().min(NAME);
    let selected = model.logs.at.and_then(|_| model.logs.selected(filter));
    for (number, y) in numbers.iter().zip(placed.area.y + 1..) {
        let Some(entry) = model.logs.get(*number) else {
            continue;
        };
        let row = Rect {
            x: placed.area.x + 1,
            y,
            width: placed.area.width.saturating_sub(2),
            height: 1,
        };
        let (level, text) = entry.read();
        let (role, word) = match level {
            Some(Level::Error) => (Role::Fail, "error "),
            Some(Level::Warn) => (Role::Warn, "warn  "),
            Some(Level::Info) => (Role::Ok, "info  "),
            Some(Level::Debug) => (Role::Dim, "debug "),
            Some(Level::Trace) => (Role::Dim, "trace "),
            None => (Role::Dim, ""),
        };
        let name = visible(&entry.service);
        let pieces = vec![
            (Role::Hint, format!("{name:<width$.width$} ")),
            (role, word.to_owned()),
            (Role::Text, text),
        ];
        let text = Rect {
            x: row.x + 2,
            width: row.width.saturating_sub(3),
            ..row
        };
        paint::pieces(model, buffer, text, &pieces);
        if selected == Some(*number) {
            paint::selected(model, buffer, row, pane == model.focus);
        }
    }
}
