//! What a review clock shows.

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

use super::interval::union;
use super::{Calendar, Interval};
use crate::config::ReviewClock;

/// How the time used stands to the time there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Less than 75 % are used.
    OnTime,
    /// At least 75 % are used, and not more than there is.
    AtRisk,
    /// More is used than there is.
    Overdue,
}

impl Standing {
    /// How `used` stands to `within`.
    #[must_use]
    pub fn of(used: SignedDuration, within: SignedDuration) -> Self {
        // In nanoseconds there is nothing to round, and room for four times the longest duration.
        if used > within {
            Self::Overdue
        } else if used.as_nanos() * 4 >= within.as_nanos() * 3 {
            Self::AtRisk
        } else {
            Self::OnTime
        }
    }
}

/// Whether a clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Motion {
    /// The ball is with the owner, be it on a day that does not count.
    Running,
    /// The ball is with the requester.
    Paused,
    /// A decision has been made.
    Stopped,
}

/// What a review clock shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The time used, counted in the clock's mode; never negative.
    pub used: SignedDuration,
    /// The time there is, in the same mode.
    pub within: SignedDuration,
    /// Whether the clock runs.
    pub motion: Motion,
    /// How `used` stands to `within`; for a clock that has stopped, how it ended.
    pub standing: Standing,
    /// When the time was or will be up if the clock runs on; only while it runs, and `None` when that is never. At
    /// this instant exactly all of it is used, and nothing is overdue yet.
    pub due: Option<Timestamp>,
}

/// Reads a review clock at `now`.
///
/// `with_owner` are the closed intervals in which the ball was with the owner, in any order; instants in several of
/// them count once. `running_since` is the beginning of the interval that is open now; a clock that has `stopped`, by
/// a decision, has none, and one that is given is not looked at. What is dated after `now` has not been used yet.
#[must_use]
pub fn read_clock(
    calendar: &Calendar,
    clock: ReviewClock,
    with_owner: &[Interval],
    running_since: Option<Timestamp>,
    stopped: bool,
    now: Timestamp,
) -> Reading {
    let open = running_since.filter(|_| !stopped).map(|from| Interval {
        from,
        to: Timestamp::MAX,
    });
    let turns = union(with_owner.iter().copied().chain(open));
    let past = Interval {
        from: Timestamp::MIN,
        to: now,
    };
    let used = turns
        .iter()
        .map(|turn| calendar.counted(clock.mode, turn.intersection(past)))
        .fold(SignedDuration::ZERO, SignedDuration::saturating_add);
    let within = SignedDuration::try_from(clock.within).unwrap_or(SignedDuration::MAX);
    let motion = match (stopped, open) {
        (true, _) => Motion::Stopped,
        (false, Some(_)) => Motion::Running,
        (false, None) => Motion::Paused,
    };
    Reading {
        used,
        within,
        motion,
        standing: Standing::of(used, within),
        due: open.and_then(|_| due(calendar, clock, within, &turns)),
    }
}

/// When `within` is used up by these turns, of which the last has no end.
fn due(
    calendar: &Calendar,
    clock: ReviewClock,
    within: SignedDuration,
    turns: &[Interval],
) -> Option<Timestamp> {
    let mut left = within;
    for turn in turns {
        let up = calendar.after(clock.mode, turn.from, left);
        if up.is_some_and(|up| up <= turn.to) {
            return up;
        }
        left = left.saturating_sub(calendar.counted(clock.mode, *turn));
    }
    None
}
