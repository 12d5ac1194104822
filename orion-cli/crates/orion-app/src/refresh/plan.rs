//! What is to be asked for now: all of it once an hour, changes and checks once a minute.

use jiff::{SignedDuration, Timestamp};

use super::Kept;

/// Between two full readings, which notice what changes do not tell: issues that were deleted or moved.
const FULL: SignedDuration = SignedDuration::from_hours(1);
/// Between two readings of changes, and of checks.
const PARTS: SignedDuration = SignedDuration::from_mins(1);
/// Where fewer of a hundred points than this are left, everything is asked so many times more rarely.
const FEW: u64 = 20;
const SLOWER: i32 = 5;
/// Replicas of GitHub's may be that far behind each other.
const OVERLAP: SignedDuration = SignedDuration::from_secs(10);

/// What is to be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Everything.
    Full,
    /// What changed since then, by GitHub's clock.
    Changes(Timestamp),
    /// How the open pull requests stand.
    Checks,
}

/// What is to be asked for now, in this order.
#[must_use]
pub fn plan(kept: Option<&Kept>, now: Timestamp) -> Vec<Step> {
    let Some(kept) = kept else {
        return vec![Step::Full];
    };
    let points = kept.points.filter(|points| now < points.reset_at);
    let slower = match points {
        Some(points) if points.remaining == 0 => return Vec::new(),
        Some(points) if points.remaining * 100 < points.limit * FEW => SLOWER,
        _ => 1,
    };
    // What was read in the future was read before the clock was set back.
    let is_due = |at: Option<Timestamp>, every: SignedDuration| {
        at.is_none_or(|at| now < at || now.duration_since(at) >= every * slower)
    };
    let Some(as_of) = kept.as_of.filter(|_| !is_due(kept.full_at, FULL)) else {
        let is_due = is_due(kept.changes_at, PARTS) || is_due(kept.full_at, FULL);
        return if is_due { vec![Step::Full] } else { Vec::new() };
    };
    let mut steps = Vec::new();
    if is_due(kept.changes_at, PARTS) {
        let since = as_of.checked_sub(OVERLAP).unwrap_or(as_of);
        steps.push(Step::Changes(since));
    }
    if is_due(kept.checks_at, PARTS) {
        steps.push(Step::Checks);
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forge::Points;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn kept(remaining: u64) -> Kept {
        Kept {
            as_of: Some(at(-20)),
            full_at: Some(at(0)),
            changes_at: Some(at(0)),
            checks_at: Some(at(0)),
            points: Some(Points {
                limit: 5000,
                remaining,
                reset_at: at(7200),
            }),
            ..Kept::default()
        }
    }

    #[test]
    fn all_once_an_hour_and_parts_once_a_minute() {
        let kept = kept(4000);
        let parts = [Step::Changes(at(-30)), Step::Checks];
        assert_eq!(plan(None, at(0)), [Step::Full]);
        assert_eq!(plan(Some(&kept), at(59)), []);
        assert_eq!(plan(Some(&kept), at(60)), parts);
        assert_eq!(plan(Some(&kept), at(3599)), parts);
        assert_eq!(plan(Some(&kept), at(3600)), [Step::Full]);
        assert_eq!(plan(Some(&kept), at(-1)), [Step::Full]);
        let checked = Kept {
            checks_at: Some(at(50)),
            ..kept
        };
        assert_eq!(plan(Some(&checked), at(60)), parts[..1]);
    }

    #[test]
    fn few_points_are_made_to_last() {
        assert_eq!(plan(Some(&kept(1000)), at(60)).len(), 2);
        assert_eq!(plan(Some(&kept(999)), at(60)), []);
        assert_eq!(plan(Some(&kept(999)), at(300)).len(), 2);
        assert_eq!(plan(Some(&kept(999)), at(3600)).len(), 2);
        assert_eq!(plan(Some(&kept(0)), at(7199)), []);
        assert_eq!(plan(Some(&kept(0)), at(7200)), [Step::Full]);
    }

    #[test]
    fn a_repository_where_nothing_ever_happened_is_read_as_a_whole() {
        let empty = Kept {
            as_of: None,
            ..kept(4000)
        };
        assert_eq!(plan(Some(&empty), at(59)), []);
        assert_eq!(plan(Some(&empty), at(60)), [Step::Full]);
    }
}
