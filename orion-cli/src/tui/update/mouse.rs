//! The mouse: a click selects, a second one on the same row leads into it, the wheel moves.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::{Dirty, key};
use crate::tui::effect::Effect;
use crate::tui::keymap::Command;
use crate::tui::layout::{Form, Placed, layout, lines_above, seen};
use crate::tui::model::Model;
use crate::tui::pane::Pane;

/// Rows that one notch of the wheel moves.
const NOTCH: isize = 3;

pub(super) fn moved(model: &mut Model, event: MouseEvent) -> (Dirty, Vec<Effect>) {
    let at = Position::new(event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => clicked(model, at),
        MouseEventKind::ScrollDown => wheeled(model, at, NOTCH),
        MouseEventKind::ScrollUp => wheeled(model, at, -NOTCH),
        _ => (false, Vec::new()),
    }
}

/// The pane under the pointer, unless something lies over it.
fn hit(model: &Model, at: Position) -> Option<Placed> {
    if !model.overlays.is_empty() {
        return None;
    }
    let (width, height) = model.size;
    let layout = layout(model, Rect::new(0, 0, width, height))?;
    layout.panes.into_iter().find(|it| it.area.contains(at))
}

fn clicked(model: &mut Model, at: Position) -> (Dirty, Vec<Effect>) {
    let Some(placed) = hit(model, at) else {
        return (false, Vec::new());
    };
    let had_the_keys = model.focus == placed.pane;
    model.go_to(placed.pane);
    if placed.form == Form::Strip {
        return (true, Vec::new());
    }
    let Some(line) = at.y.checked_sub(placed.area.y + lines_above(placed.pane)) else {
        return (true, Vec::new());
    };
    let line = usize::from(line);
    if placed.pane == Pane::Logs {
        let filter = model.filter(Pane::Logs).to_owned();
        let height = crate::tui::layout::height_of_rows(&placed);
        model.logs.at = model.logs.window(height, &filter).get(line).copied();
        return (true, Vec::new());
    }
    let row = seen(model, &placed).nth(line);
    let list = &mut model.lists[placed.pane.index()];
    let Some(row) = row else {
        return (true, Vec::new());
    };
    if had_the_keys && list.selected == row {
        return (true, key::run(model, Command::Enter));
    }
    list.selected = row;
    (true, Vec::new())
}

fn wheeled(model: &mut Model, at: Position, by: isize) -> (Dirty, Vec<Effect>) {
    if !model.overlays.is_empty() {
        key::scroll(model, by);
        return (true, Vec::new());
    }
    let Some(placed) = hit(model, at) else {
        return (false, Vec::new());
    };
    model.go_to(placed.pane);
    key::go(model, by);
    (true, Vec::new())
}
