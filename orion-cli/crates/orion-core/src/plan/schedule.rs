//! The critical path method: when everything can be done at the earliest, and must be at the latest.
//!
//! Kelley and Walker, "Critical-path planning and scheduling" (1959); links with lags as in the precedence diagrams of
//! Fondahl (1961). An activity is done in one piece: a link that holds its end holds its beginning too.

use std::ops::Range;

use super::Days;
use super::network::{Link, Network};
use crate::config::LinkKind;

/// When an activity can and must be done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Times {
    /// Its earliest beginning.
    pub(super) earliest_start: Days,
    /// Its earliest end.
    pub(super) earliest_finish: Days,
    /// Its latest beginning.
    pub(super) latest_start: Days,
    /// Its latest end.
    pub(super) latest_finish: Days,
}

impl Times {
    /// How late it may be without the end, or the deadline, being late.
    pub(super) fn total_slack(&self) -> Days {
        self.latest_start - self.earliest_start
    }
}

/// The times of every activity.
#[derive(Debug)]
pub(super) struct Schedule {
    /// By activity.
    pub(super) times: Vec<Times>,
    /// When everything is done.
    pub(super) end: Days,
    /// The least slack there is; zero unless a deadline is earlier than the end.
    pub(super) least_slack: Days,
}

impl Schedule {
    /// Computes them, in time proportional to the links. `deadline` is the moment by which all should be done.
    pub(super) fn of(network: &Network<'_>, deadline: Option<Days>) -> Self {
        let mut times = vec![Times::default(); network.activities.len()];
        for &activity in &network.order {
            let start = network
                .incoming(activity)
                .iter()
                .map(|link| earliest(network, link, &times))
                .fold(Days::ZERO, Days::max);
            times[activity].earliest_start = start;
            times[activity].earliest_finish = start + network.activities[activity].duration;
        }
        let end = times
            .iter()
            .map(|times| times.earliest_finish)
            .max()
            .unwrap_or_default();
        let due = deadline.map_or(end, |deadline| deadline.min(end));
        for &activity in network.order.iter().rev() {
            let duration = network.activities[activity].duration;
            let finish = network
                .outgoing(activity)
                .iter()
                .map(|link| latest(link, duration, &times))
                .fold(due, Days::min);
            times[activity].latest_finish = finish;
            times[activity].latest_start = finish - duration;
        }
        let least_slack = times.iter().map(Times::total_slack).min();
        Self {
            end,
            least_slack: least_slack.unwrap_or_default(),
            times,
        }
    }

    /// How much later the link would let what waits begin than it does: zero when the link drives it.
    pub(super) fn gap(&self, network: &Network<'_>, link: &Link) -> Days {
        self.times[link.to].earliest_start - earliest(network, link, &self.times)
    }

    /// The earliest beginning that a link leaves what waits, be it before the project's start.
    pub(super) fn bound(&self, network: &Network<'_>, link: &Link) -> Days {
        earliest(network, link, &self.times)
    }

    /// Whether an activity has the least slack.
    pub(super) fn is_critical(&self, activity: usize) -> bool {
        self.times[activity].total_slack() == self.least_slack
    }

    /// How late the activities of one workstream may be without anything of another, or the end, being late.
    pub(super) fn free_slack(&self, network: &Network<'_>, activities: Range<usize>) -> Days {
        let mut free: Option<Days> = None;
        let mut least = |slack: Days| free = Some(free.map_or(slack, |free| free.min(slack)));
        for activity in activities.clone() {
            least(self.end - self.times[activity].earliest_finish);
            let outgoing = network.outgoing(activity).iter();
            for link in outgoing.filter(|link| !activities.contains(&link.to)) {
                least(self.gap(network, link));
            }
        }
        free.unwrap_or_default()
    }
}

fn earliest(network: &Network<'_>, link: &Link, times: &[Times]) -> Days {
    let from = &times[link.from];
    match link.kind {
        LinkKind::FinishToStart => from.earliest_finish + link.lag,
        LinkKind::StartToStart => from.earliest_start + link.lag,
        LinkKind::FinishToFinish => {
            from.earliest_finish + link.lag - network.activities[link.to].duration
        }
    }
}

/// The latest end that a link leaves what is waited on, which takes that long.
fn latest(link: &Link, duration: Days, times: &[Times]) -> Days {
    let to = &times[link.to];
    match link.kind {
        LinkKind::FinishToStart => to.latest_start - link.lag,
        LinkKind::StartToStart => to.latest_start - link.lag + duration,
        LinkKind::FinishToFinish => to.latest_finish - link.lag,
    }
}
