//! 1: how the workstreams stand.

use ratatui::buffer::Buffer;

use super::frame;
use super::paint::{cells, piece, share, table};
use super::words::{bar, blockers, status};
use crate::output::visible;
use crate::tui::layout::Placed;
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// From this width on there is room for what is in flight.
const ROOMY: u16 = 96;

pub(super) fn draw(model: &Model, placed: &Placed, buffer: &mut Buffer) {
    if !frame::draw(model, placed, buffer) {
        return;
    }
    let is_roomy = placed.area.width >= ROOMY;
    let mut columns = vec![
        share("Workstream", 1),
        cells("Progress", 19),
        cells("Status", 9),
    ];
    if is_roomy {
        columns.push(share("In flight", 1));
    }
    columns.push(share("Blockers", 1));
    let glyphs = model.glyphs;
    table(model, placed, buffer, &columns, |place| {
        let row = model.workstream(place)?;
        let number = row.number.map(|number| number.to_string());
        let number = number.unwrap_or_default();
        let (role, sign) = status(glyphs, row.status);
        let name = vec![
            (Role::Dim, format!("{number:>2} ")),
            (Role::Text, visible(&row.title).into_owned()),
        ];
        let mut cells = vec![
            name,
            bar(glyphs, &row.progress, 10),
            piece(role, format!("{sign} {}", row.status.as_str())),
        ];
        if is_roomy {
            let in_flight = match row.in_flight.as_slice() {
                [] => String::new(),
                [one] => visible(&one.branch).into_owned(),
                several => format!("{} branches", several.len()),
            };
            cells.push(piece(Role::Dim, in_flight));
        }
        let (role, text) = blockers(row);
        cells.push(piece(role, visible(&text)));
        Some(cells)
    });
}
