//! Text in places: cut where it does not fit, and painted in its role.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthStr as _;

use crate::tui::layout::{Placed, lines_above, seen};
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// Pieces of text, one after the other.
pub(super) type Pieces = Vec<(Role, String)>;

/// One piece of text.
pub(super) fn piece(role: Role, text: impl Into<String>) -> Pieces {
    vec![(role, text.into())]
}

/// How wide a column is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Width {
    /// So many cells.
    Cells(u16),
    /// A share of what the others leave, by weight.
    Share(u16),
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// What stands above it.
    pub(super) head: &'static str,
    /// How wide it is.
    pub(super) width: Width,
}

/// A column of so many cells.
pub(super) const fn cells(head: &'static str, cells: u16) -> Column {
    Column {
        head,
        width: Width::Cells(cells),
    }
}

/// A column that shares the rest.
pub(super) const fn share(head: &'static str, weight: u16) -> Column {
    Column {
        head,
        width: Width::Share(weight),
    }
}

/// Paints one line of text, cut with a sign where it does not fit.
pub(super) fn text(model: &Model, buffer: &mut Buffer, area: Rect, text: &str, role: Role) -> u16 {
    styled(model, buffer, area, text, model.palette.style(role))
}

fn styled(model: &Model, buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let width = usize::from(area.width);
    if width == 0 || area.height == 0 {
        return area.x;
    }
    // Most text is short: its bytes bound its width.
    if text.len() <= width || text.width() <= width {
        return buffer.set_stringn(area.x, area.y, text, width, style).0;
    }
    let (x, y) = buffer.set_stringn(area.x, area.y, text, width - 1, style);
    let mut sign = [0; 4];
    let sign = model.glyphs.more.encode_utf8(&mut sign);
    buffer.set_stringn(x, y, sign, 1, style).0
}

/// Paints pieces one after the other: where the next would begin.
pub(super) fn pieces(model: &Model, buffer: &mut Buffer, area: Rect, pieces: &Pieces) -> u16 {
    let mut x = area.x;
    for (role, piece) in pieces {
        let left = Rect {
            x,
            width: area.right().saturating_sub(x),
            ..area
        };
        if left.width == 0 {
            break;
        }
        x = text(model, buffer, left, piece, *role);
    }
    x
}

/// The columns of a table, in their places. One cell is left between two.
fn laid_out(columns: &[Column], area: Rect) -> Vec<Rect> {
    let between = u16::try_from(columns.len().saturating_sub(1)).unwrap_or_default();
    let (mut taken, mut weights) = (between, 0);
    for column in columns {
        match column.width {
            Width::Cells(cells) => taken += cells,
            Width::Share(weight) => weights += weight,
        }
    }
    let mut rest = area.width.saturating_sub(taken);
    let mut x = area.x;
    let mut places = Vec::with_capacity(columns.len());
    for column in columns {
        let width = match column.width {
            Width::Cells(cells) => cells,
            Width::Share(weight) => {
                let width = rest * weight / weights.max(1);
                weights -= weight;
                rest -= width;
                width
            }
        };
        let width = width.min(area.right().saturating_sub(x));
        places.push(Rect { x, width, ..area });
        x = area.right().min(x + width + 1);
    }
    places
}

/// Paints a pane's rows in columns, with their heads if the pane has a line for them. `row` gives the pieces of each
/// column for the row in that place of the source.
pub(super) fn table(
    model: &Model,
    placed: &Placed,
    buffer: &mut Buffer,
    columns: &[Column],
    row: impl Fn(usize) -> Option<Vec<Pieces>>,
) {
    let pane = placed.pane;
    let inner = Rect {
        x: placed.area.x + 1,
        width: placed.area.width.saturating_sub(2),
        height: 1,
        y: placed.area.y + lines_above(pane),
    };
    // The selected row's sign stands before the columns.
    let columns_area = Rect {
        x: inner.x + 2,
        width: inner.width.saturating_sub(3),
        ..inner
    };
    let across = laid_out(columns, columns_area);
    if lines_above(pane) == 2 {
        for (column, place) in columns.iter().zip(&across) {
            let place = Rect {
                y: placed.area.y + 1,
                ..*place
            };
            text(model, buffer, place, column.head, Role::Dim);
        }
    }
    let list = model.list(pane);
    for (line, nth) in seen(model, placed).enumerate() {
        let y = inner.y + u16::try_from(line).unwrap_or(u16::MAX);
        let Some(cells) = list.shown.get(nth).and_then(|place| row(*place)) else {
            continue;
        };
        for (cell, place) in cells.iter().zip(&across) {
            pieces(model, buffer, Rect { y, ..*place }, cell);
        }
        if nth == list.selected {
            selected(model, buffer, Rect { y, ..inner }, pane == model.focus);
        }
    }
}

/// Marks a row as the selected one.
pub(super) fn selected(model: &Model, buffer: &mut Buffer, row: Rect, has_the_keys: bool) {
    let role = if has_the_keys { Role::Focus } else { Role::Dim };
    text(model, buffer, row, model.glyphs.selected, role);
    if has_the_keys {
        buffer.set_style(row, model.palette.style(Role::Selected));
        // A bar that is reversed says the reverse.
        let glyphs = model.glyphs;
        let eighths = glyphs.eighths.iter().flatten();
        let bars: Vec<_> = glyphs.bar.iter().chain(eighths).collect();
        for x in row.left()..row.right() {
            let cell = &mut buffer[(x, row.y)];
            if glyphs.eighths.is_some() && bars.iter().any(|bar| **bar == cell.symbol()) {
                cell.modifier.remove(Modifier::REVERSED);
            }
        }
    }
}
