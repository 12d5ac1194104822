//! Which levels speak now, and which comes next.
//!
//! - A level without a place for its notice says nothing.
//! - The first that speaks does so at once.
//! - Each further one speaks when the notice before it has stayed unanswered for its `respond-within`: at the very
//!   instant at which that time is up. All time counts, nights too.
//! - An answer lets the time of the last notice begin anew, since a word is not yet a solution.
//! - A level whose own `respond-within` is zero speaks at once about what is critical.
//! - Where nothing ran for long, the levels do not catch up: nobody was asked meanwhile.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::config::EscalationLevel;

/// A notice that went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// Its level.
    pub level: u8,
    /// When it went out first.
    pub at: Timestamp,
}

/// What is known of a blocker.
#[derive(Debug, Clone, Copy)]
pub struct Course<'a> {
    /// Since when it blocks.
    pub since: Timestamp,
    /// Whether it is of the kind that everyone hears of at once.
    pub is_critical: bool,
    /// Whether it blocks no longer: decided, or closed.
    pub is_settled: bool,
    /// What went out about it.
    pub notices: &'a [Notice],
    /// When somebody answered who can do something about it.
    pub answers: &'a [Timestamp],
}

/// A level that speaks later, if nothing changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upcoming {
    /// The level.
    pub level: u8,
    /// When.
    pub at: Timestamp,
}

/// How far it goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Climb {
    /// The levels that speak now, lowest first.
    pub due: Vec<u8>,
    /// The one that speaks next, once those have.
    pub next: Option<Upcoming>,
}

/// What was asked before a level.
#[derive(Clone, Copy)]
enum Before {
    /// Nothing: it is the first.
    Nothing,
    /// A notice that went out, or goes out now, with the time for an answer.
    Notice(Timestamp, Option<Duration>),
    /// One that has not gone out.
    Silence,
}

/// How far a blocker has come at `now`. The levels are in order. What is known counts though it be dated after `now`:
/// the clocks of two machines differ, and a notice that went out did so.
#[must_use]
pub fn climb(levels: &[EscalationLevel], course: Course<'_>, now: Timestamp) -> Climb {
    let mut climb = Climb::default();
    if course.is_settled {
        return climb;
    }
    let mut before = Before::Nothing;
    for level in levels.iter().filter(|level| !level.notify.is_empty()) {
        if let Some(at) = course.noticed(level.level) {
            before = Before::Notice(at, level.respond_within);
            continue;
        }
        let is_at_once = course.is_critical && level.respond_within == Some(Duration::ZERO);
        let opens = if is_at_once {
            Some(course.since)
        } else {
            course.opens(before)
        };
        before = Before::Silence;
        match opens {
            Some(at) if at <= now => {
                climb.due.push(level.level);
                before = Before::Notice(now, level.respond_within);
            }
            Some(at) if climb.next.is_none_or(|next| at < next.at) => {
                climb.next = Some(Upcoming {
                    level: level.level,
                    at,
                });
            }
            _ => {}
        }
    }
    climb
}

impl Course<'_> {
    /// When the notice of a level went out.
    fn noticed(&self, level: u8) -> Option<Timestamp> {
        let notices = self.notices.iter();
        let of_level = notices.filter(|notice| notice.level == level);
        of_level.map(|notice| notice.at).min()
    }

    /// When the level behind `before` speaks; `None` when that is not known, or never.
    fn opens(&self, before: Before) -> Option<Timestamp> {
        let (asked, within) = match before {
            Before::Nothing => return Some(self.since),
            Before::Silence => return None,
            Before::Notice(at, within) => (at, SignedDuration::try_from(within?).ok()?),
        };
        let answered = self.answers.iter().copied().max();
        let from = answered.map_or(asked, |answered| answered.max(asked));
        from.checked_add(within).ok()
    }
}
