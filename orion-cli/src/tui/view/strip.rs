//! A pane that is closed: one line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint;
use super::summary::summary;
use crate::tui::model::Model;
use crate::tui::pane::Pane;
use crate::tui::theme::Role;

pub(super) fn draw(model: &Model, pane: Pane, area: Rect, buffer: &mut Buffer) {
    let (role, text) = summary(model, pane);
    let pieces = vec![
        (Role::Dim, format!("  {} ", pane.number())),
        (Role::Path, format!("{:<12} ", pane.title())),
        (role, text),
    ];
    paint::pieces(model, buffer, area, &pieces);
}
