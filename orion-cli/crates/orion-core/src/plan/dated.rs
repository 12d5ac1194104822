//! When everything is done by the calendar: around leave, and from the status date on.
//!
//! A moment is still a number of the project's working days, so that dates come last.

use jiff::civil::Date;

use super::Days;
use super::actuals::{Actual, Actuals};
use super::calendar::{Away, ProjectDays};
use super::network::Network;
use crate::config::LinkKind;

/// From when to when an activity is worked on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Position {
    /// Its beginning.
    pub(super) start: Days,
    /// Its end.
    pub(super) finish: Days,
}

impl Position {
    /// From the first beginning to the last end.
    pub(super) fn around(positions: &[Self]) -> Self {
        Self {
            start: positions
                .iter()
                .map(|at| at.start)
                .min()
                .unwrap_or_default(),
            finish: positions
                .iter()
                .map(|at| at.finish)
                .max()
                .unwrap_or_default(),
        }
    }
}

/// How far the work is, and on which day that is so.
#[derive(Debug, Clone, Copy)]
pub(super) struct StatusDate<'s> {
    /// How far.
    pub(super) actuals: &'s Actuals,
    /// The day.
    pub(super) today: Date,
}

/// What is known of an activity at the status date.
enum Known {
    /// It is done.
    Done(Position),
    /// It has begun, and so much of it is left.
    Running(Days, Days),
    /// It has not begun.
    Nothing,
}

/// The positions of all activities: what is done where it was, what has begun with what is left of it, and what has not
/// begun no earlier than the status date. Without one, everything is still to come, from the project's start on.
pub(super) fn positions(
    network: &Network<'_>,
    days: &ProjectDays,
    status: Option<StatusDate<'_>>,
) -> Vec<Position> {
    let away: Vec<Away> = network
        .workstreams
        .iter()
        .map(|workstream| Away::of(&workstream.leave, days))
        .collect();
    let today = status.map_or(Days::ZERO, |status| days.before(status.today));
    let known = known(network, days, status, today);
    let mut positions = vec![Position::default(); network.activities.len()];
    for &activity in &network.order {
        let away = &away[network.activities[activity].workstream];
        let duration = network.activities[activity].duration;
        let mut may_start = today;
        let mut may_finish = Days::ZERO;
        for link in network.incoming(activity) {
            let from = positions[link.from];
            match link.kind {
                LinkKind::FinishToStart => may_start = may_start.max(from.finish + link.lag),
                LinkKind::StartToStart => may_start = may_start.max(from.start + link.lag),
                LinkKind::FinishToFinish => may_finish = may_finish.max(from.finish + link.lag),
            }
        }
        positions[activity] = match known[activity] {
            Known::Done(position) => position,
            Known::Running(start, left) => Position {
                start,
                finish: away.done_from(today.max(start), left).1.max(may_finish),
            },
            Known::Nothing => {
                let from = may_start.max(away.begun_for(may_finish, duration));
                let (start, finish) = away.done_from(from, duration);
                Position { start, finish }
            }
        };
    }
    positions
}

/// What is known of each activity. Of a workstream's phases, what is left is left of the last ones.
fn known(
    network: &Network<'_>,
    days: &ProjectDays,
    status: Option<StatusDate<'_>>,
    today: Days,
) -> Vec<Known> {
    let mut known: Vec<Known> = network.activities.iter().map(|_| Known::Nothing).collect();
    let Some(status) = status else { return known };
    for (workstream, own) in network.workstreams.iter().zip(&network.of_workstream) {
        match status.actuals.of(&workstream.id) {
            None => {}
            Some(Actual::Done { started, finished }) => {
                let start = days.before(started);
                let finish = days.up_to(finished).max(start);
                for activity in own.clone() {
                    known[activity] = Known::Done(Position { start, finish });
                }
            }
            Some(Actual::Running { started, left }) => {
                let start = days.before(started);
                let duration = |activity: usize| network.activities[activity].duration;
                let whole: Days = own.clone().map(duration).sum();
                let mut left = whole.share(left);
                for activity in own.clone().rev() {
                    let of_it = left.min(duration(activity));
                    left = left - of_it;
                    let is_whole = of_it == duration(activity) && activity != own.start;
                    known[activity] = if of_it == Days::ZERO && activity + 1 < own.end {
                        let finish = today.max(start);
                        Known::Done(Position { start, finish })
                    } else if is_whole {
                        Known::Nothing
                    } else {
                        Known::Running(start, of_it)
                    };
                }
            }
        }
    }
    known
}
