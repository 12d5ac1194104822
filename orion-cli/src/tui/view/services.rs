//! 4: how the local stack fares.

use jiff::Timestamp;
use ratatui::buffer::Buffer;

use super::frame;
use super::paint::{cells, piece, share, table};
use super::words::{bytes, condition, span};
use crate::output::visible;
use crate::tui::layout::Placed;
use crate::tui::model::Model;
use crate::tui::theme::Role;

pub(super) fn draw(model: &Model, placed: &Placed, buffer: &mut Buffer) {
    if !frame::draw(model, placed, buffer) {
        return;
    }
    let has_loads = !model.loads.is_empty();
    let mut columns = vec![share("Service", 3), cells("State", 14)];
    if has_loads {
        columns.extend([cells("CPU", 7), cells("Mem", 8)]);
    }
    columns.extend([
        cells("Uptime", 6),
        cells("Restarts", 8),
        share("Address", 4),
    ]);
    table(model, placed, buffer, &columns, |place| {
        let service = model.service(place)?;
        let (role, sign) = condition(model.glyphs, service.condition);
        let state = match service.exit_code {
            Some(code) => format!("{sign} {} ({code})", service.condition.words()),
            None => format!("{sign} {}", service.condition.words()),
        };
        let started = service.started_at.as_deref();
        let started = started.and_then(|at| at.parse::<Timestamp>().ok());
        let uptime = started.map(|at| span(model.now.duration_since(at)));
        let restarts = if service.restarts > 0 {
            Role::Warn
        } else {
            Role::Dim
        };
        let (last_role, last) = match &service.answer {
            Some(answer) => (Role::Warn, visible(answer).into_owned()),
            None => (Role::Dim, service.addresses.join(" ")),
        };
        let mut cells = vec![
            piece(Role::Text, visible(&service.name)),
            piece(role, state),
        ];
        if has_loads {
            let load = model.loads.get(&service.name);
            let processor = load.and_then(|load| load.processor);
            let processor = processor.map(|percent| format!("{percent:.1} %"));
            let memory = load.map(|load| bytes(load.memory));
            cells.push(piece(Role::Text, processor.unwrap_or_default()));
            cells.push(piece(Role::Text, memory.unwrap_or_default()));
        }
        cells.extend([
            piece(Role::Text, uptime.unwrap_or_default()),
            piece(restarts, service.restarts.to_string()),
            piece(last_role, last),
        ]);
        Some(cells)
    });
}
