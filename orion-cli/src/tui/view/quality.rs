//! 3: how good the work is, each figure beside its target.

use ratatui::buffer::Buffer;

use super::frame;
use super::paint::{cells, piece, share, table};
use super::words::{span, target, trend, value, verdict};
use crate::tui::layout::Placed;
use crate::tui::model::Model;
use crate::tui::theme::Role;

pub(super) fn draw(model: &Model, placed: &Placed, buffer: &mut Buffer) {
    if !frame::draw(model, placed, buffer) {
        return;
    }
    let columns = [
        cells("", 14),
        cells("", 8),
        cells("", 5),
        cells("", 7),
        share("", 1),
    ];
    table(model, placed, buffer, &columns, |place| {
        let figure = model.figure(place)?;
        let (role, sign) = verdict(model.glyphs, figure.verdict);
        let value = value(model.glyphs, figure);
        let from = match (figure.at, &figure.because) {
            (Some(at), _) => span(model.now.duration_since(at)),
            (None, Some(because)) => because.clone(),
            (None, None) => String::new(),
        };
        Some(vec![
            piece(Role::Text, figure.name.title()),
            piece(Role::Text, format!("{value:>8}")),
            piece(role, format!("{sign} {}", target(figure))),
            piece(Role::Hint, trend(model.glyphs, figure)),
            piece(Role::Dim, crate::output::visible(&from)),
        ])
    });
}
