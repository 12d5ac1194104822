//! A list of requests.

use std::fmt::Write as _;

use jiff::Timestamp;
use orion_app::request::{ListReport, RequestRow};
use orion_core::request::{Ball, RequestState};

use super::clock::{ago, clock_cell};
use crate::output::table::{Cell, Role, render_table};
use crate::output::{Theme, counted, visible};

/// Open requests, then what waits in the outbox.
pub(crate) fn render_list(report: &ListReport, now: Timestamp, theme: Theme) -> String {
    let mut text = String::new();
    if report.requests.is_empty() {
        let _ = writeln!(text, "no open requests to change a {}", report.kind.word());
    } else {
        let head = ["ISSUE", "STATE", "SINCE", "CLOCK", "MOVE", "TITLE"];
        let rows: Vec<_> = report.requests.iter().map(|row| cells(row, now)).collect();
        text.push_str(&render_table(head, &rows, theme));
    }
    if !report.queued.is_empty() {
        let many = counted(report.queued.len(), "request");
        let _ = writeln!(
            text,
            "\n{many} not on GitHub yet (`orion outbox send` sends):"
        );
        for queued in &report.queued {
            let _ = writeln!(
                text,
                "  {}  {}",
                theme.dim(&queued.key),
                visible(&queued.title)
            );
        }
    }
    text
}

fn cells(row: &RequestRow, now: Timestamp) -> [Cell; 6] {
    let owners: Vec<_> = row.owners.iter().map(ToString::to_string).collect();
    let whose = match row.ball {
        Ball::Owner => owners.join(", "),
        Ball::Requester => row
            .requester
            .clone()
            .unwrap_or_else(|| "requester".to_owned()),
        Ball::Consumers => "consumers".to_owned(),
        Ball::Nobody => "nobody".to_owned(),
    };
    [
        row.number.to_string().into(),
        Cell::new(row.state.word(), role_of(row.state)),
        ago(row.since, now).into(),
        clock_cell(&row.clock),
        whose.into(),
        (&row.title).into(),
    ]
}

pub(super) fn role_of(state: RequestState) -> Role {
    match state {
        RequestState::Requested | RequestState::ChangesRequested => Role::Warn,
        RequestState::Approved
        | RequestState::Implementing
        | RequestState::Released
        | RequestState::Adopted => Role::Ok,
        RequestState::Rejected => Role::Fail,
    }
}
