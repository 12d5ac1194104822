//! 5: what is asked for, whose move it is, and how much time is left.

use jiff::Timestamp;
use orion_app::request::{ClockReport, RequestRow};
use orion_app::status::RequestSeen;
use orion_core::clock::{Motion, Standing};
use orion_core::ids::WorkstreamId;
use orion_core::request::Ball;
use ratatui::buffer::Buffer;

use super::frame;
use super::paint::{cells, piece, share, table};
use super::words::span;
use crate::output::visible;
use crate::tui::layout::Placed;
use crate::tui::model::Model;
use crate::tui::rows::RequestLine;
use crate::tui::theme::Role;

/// From this width on there is room for whose move it is.
const ROOMY: u16 = 80;

pub(super) fn draw(model: &Model, placed: &Placed, buffer: &mut Buffer) {
    if !frame::draw(model, placed, buffer) {
        return;
    }
    let is_roomy = placed.area.width >= ROOMY;
    let mut columns = vec![cells("", 6), share("Request", 1)];
    if is_roomy {
        columns.extend([cells("State", 17), cells("Move of", 14)]);
    }
    columns.push(cells("Clock", 12));
    table(model, placed, buffer, &columns, |place| {
        let (number, title, state, whose, clock) = match model.request(place)? {
            RequestLine::Open(_, row) => (
                row.number.to_string(),
                &row.title,
                piece(Role::Text, row.state.word()),
                whose(row),
                clock(model, &row.clock),
            ),
            RequestLine::Remembered(row) => (
                row.number.to_string(),
                &row.title,
                piece(Role::Dim, last_known(row)),
                row.whose.join(", "),
                row.due.map(|due| until(model, due, Role::Text)),
            ),
            RequestLine::Queued(_, row) => (
                "-".to_owned(),
                &row.title,
                piece(Role::Warn, "queued"),
                "nobody".to_owned(),
                None,
            ),
        };
        let mut cells = vec![piece(Role::Dim, number), piece(Role::Text, visible(title))];
        let clock = clock.map(|(role, text)| piece(role, text));
        if is_roomy {
            cells.extend([state, piece(Role::Dim, visible(&whose))]);
            cells.extend(clock);
        } else {
            // Where there is room for one of the two, a clock that has stopped tells less.
            cells.push(clock.unwrap_or(state));
        }
        Some(cells)
    });
}

/// Whose move it is, by name.
pub(super) fn whose(row: &RequestRow) -> String {
    match row.ball {
        Ball::Owner => {
            let owners: Vec<_> = row.owners.iter().map(WorkstreamId::as_str).collect();
            owners.join(", ")
        }
        Ball::Requester => row
            .requester
            .clone()
            .unwrap_or_else(|| "the requester".to_owned()),
        Ball::Consumers => "consumers".to_owned(),
        Ball::Nobody => "nobody".to_owned(),
    }
}

/// How much time is left, or how much too much was taken; nothing once it is decided.
pub(super) fn clock(model: &Model, clock: &ClockReport) -> Option<(Role, String)> {
    let role = match clock.standing {
        Standing::OnTime => Role::Ok,
        Standing::AtRisk => Role::Warn,
        Standing::Overdue => Role::Fail,
    };
    Some(match (clock.motion, clock.due) {
        (Motion::Stopped, _) => return None,
        (Motion::Paused, _) => (Role::Dim, "paused".to_owned()),
        (Motion::Running, Some(due)) => until(model, due, role),
        (Motion::Running, None) => (role, "runs".to_owned()),
    })
}

/// How long until then, or since.
fn until(model: &Model, due: Timestamp, role: Role) -> (Role, String) {
    if due > model.now {
        let left = due.duration_since(model.now);
        return (role, format!("{} left", span(left)));
    }
    let over = model.now.duration_since(due);
    (Role::Fail, format!("{} over", span(over)))
}

/// What is remembered of how far it was.
pub(super) fn last_known(row: &RequestSeen) -> &'static str {
    if row.in_review { "in review" } else { "open" }
}
