//! 2: how the parts fit together, in the seed's rows.

use ratatui::buffer::Buffer;

use super::frame;
use super::paint::{cells, piece, share, table};
use super::words::point;
use crate::output::visible;
use crate::tui::layout::Placed;
use crate::tui::model::Model;
use crate::tui::theme::Role;

/// From this width on there is room for what is first to be said of a row.
const ROOMY: u16 = 60;

pub(super) fn draw(model: &Model, placed: &Placed, buffer: &mut Buffer) {
    if !frame::draw(model, placed, buffer) {
        return;
    }
    let mut columns = vec![cells("", 16), cells("", 13), cells("", 7)];
    if placed.area.width >= ROOMY {
        columns.push(share("", 1));
    }
    table(model, placed, buffer, &columns, |place| {
        let row = model.integration_row(place)?;
        let (role, sign) = point(model.glyphs, row.state);
        let note = row.note.as_deref().unwrap_or_default();
        Some(vec![
            piece(Role::Text, row.title.clone()),
            piece(role, format!("{sign} {}", row.state.words())),
            piece(Role::Dim, format!("{}/{}", row.tally.hold, row.tally.of)),
            piece(Role::Dim, visible(note)),
        ])
    });
}
