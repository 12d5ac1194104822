//! A review's clock, for people.

use jiff::{SignedDuration, Timestamp};
use orion_app::request::ClockReport;
use orion_core::clock::{Motion, Standing};

use crate::output::table::{Cell, Role};

/// How the clock stands: how much is left, or by how much it is over.
pub(super) fn clock_cell(clock: &ClockReport) -> Cell {
    let left = clock.within_seconds - clock.used_seconds;
    let text = match clock.motion {
        Motion::Stopped => return Cell::new("decided", Role::Dim),
        _ if left < 0 => format!("{} over", hours(-left)),
        Motion::Running => format!("{} left", hours(left)),
        Motion::Paused => format!("paused, {} left", hours(left)),
    };
    let role = match clock.standing {
        Standing::OnTime => Role::Ok,
        Standing::AtRisk => Role::Warn,
        Standing::Overdue => Role::Fail,
    };
    Cell::new(text, role)
}

/// A length of time in its two largest units.
pub(super) fn hours(seconds: i64) -> String {
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    match hours {
        0 => format!("{minutes} min"),
        1..48 => format!("{hours} h {minutes} min"),
        _ => format!("{} d {} h", hours / 24, hours % 24),
    }
}

/// How long ago.
pub(super) fn ago(then: Timestamp, now: Timestamp) -> String {
    let since = now.duration_since(then).max(SignedDuration::ZERO);
    hours(since.as_secs())
}
