//! When which key signs: one after the other, each published before its turn and for a while after it.

use std::time::Duration;

use jiff::Timestamp;

/// How long before its turn a key is published, so that whoever keeps the published keys for a while knows
/// it before they meet a token of it.
const LEAD: Duration = Duration::from_hours(24);

/// How long the turns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeline {
    /// How long a key signs.
    pub rotation: Duration,
    /// How long a key is published after its turn: as long as a token of it may be used.
    pub keep: Duration,
}

impl Timeline {
    /// How long before its turn a key is published.
    #[must_use]
    pub fn lead(self) -> Duration {
        LEAD.min(self.rotation / 2)
    }

    /// When the next key is to sign, if it is time to make it; `newest` is when the newest one began, or
    /// will.
    ///
    /// The very first signs at once. A later one never does, even when it comes late because nobody ran.
    #[must_use]
    pub fn next(self, newest: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
        let Some(newest) = newest else {
            return Some(now);
        };
        let turn = newest + self.rotation;
        let announced = now + self.lead();
        (turn <= announced).then_some(turn.max(announced))
    }

    /// Whether a key whose successor began then is of no more use.
    #[must_use]
    pub fn retired(self, successor: Timestamp, now: Timestamp) -> bool {
        successor + self.keep <= now
    }
}

/// Which of the keys that begin at these times, in order, signs now: the last that has begun. Should none
/// have, because a clock was set back, the first does.
#[must_use]
pub(super) fn signing(
    begins: impl IntoIterator<Item = Timestamp>,
    now: Timestamp,
) -> Option<usize> {
    let mut signing = None;
    for (index, begin) in begins.into_iter().enumerate() {
        if signing.is_none() || begin <= now {
            signing = Some(index);
        }
    }
    signing
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_hours(24);
    const MONTHLY: Timeline = Timeline {
        rotation: Duration::from_hours(30 * 24),
        keep: Duration::from_mins(11),
    };

    fn day(number: u32) -> Timestamp {
        Timestamp::UNIX_EPOCH + DAY * number
    }

    #[test]
    fn the_first_key_signs_at_once() {
        assert_eq!(MONTHLY.next(None, day(3)), Some(day(3)));
    }

    #[test]
    fn the_next_key_is_made_a_day_before_its_turn() {
        let almost = day(29) - Duration::from_micros(1);
        assert_eq!(MONTHLY.next(Some(day(0)), almost), None);
        assert_eq!(MONTHLY.next(Some(day(0)), day(29)), Some(day(30)));
        // It is the newest from then on.
        assert_eq!(MONTHLY.next(Some(day(30)), day(29)), None);
    }

    #[test]
    fn a_key_that_comes_late_is_published_first_all_the_same() {
        assert_eq!(MONTHLY.next(Some(day(0)), day(100)), Some(day(101)));
    }

    #[test]
    fn with_short_turns_the_lead_is_half_a_turn() {
        let hourly = Timeline {
            rotation: Duration::from_hours(1),
            ..MONTHLY
        };
        assert_eq!(hourly.lead(), Duration::from_mins(30));
    }

    #[test]
    fn the_last_key_that_has_begun_signs() {
        let begins = [day(0), day(30), day(60)];
        assert_eq!(signing(begins, day(0)), Some(0));
        assert_eq!(signing(begins, day(30) - Duration::from_micros(1)), Some(0));
        assert_eq!(signing(begins, day(30)), Some(1));
        assert_eq!(signing(begins, day(400)), Some(2));
        assert_eq!(signing([], day(0)), None);
    }

    #[test]
    fn a_clock_that_was_set_back_leaves_somebody_to_sign() {
        assert_eq!(signing([day(10), day(40)], day(1)), Some(0));
    }

    #[test]
    fn a_key_stays_published_until_its_last_token_has_expired() {
        let end = day(30) + MONTHLY.keep;
        assert!(!MONTHLY.retired(day(30), end - Duration::from_micros(1)));
        assert!(MONTHLY.retired(day(30), end));
    }
}
