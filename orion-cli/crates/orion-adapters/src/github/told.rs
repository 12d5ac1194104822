//! What GitHub told a work tree's processes: when it may be asked again, and when it was last written to.

use std::fs;
use std::path::Path;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use orion_app::forge::ForgeError;
use serde::{Deserialize, Serialize};

use crate::private::{is_there, replace_lightly};

/// The version of the file's form.
const VERSION: u32 = 1;
/// No limit of GitHub's lasts longer.
const LONGEST: SignedDuration = SignedDuration::from_hours(1);
/// For a limit that does not say how long it lasts; again and again, twice as long each time.
const UNTOLD: SignedDuration = SignedDuration::from_mins(1);
/// How long a limit is remembered that is over.
const REMEMBERED: SignedDuration = SignedDuration::from_mins(10);

/// All of it. What is in the file and cannot be read is as if it were not there.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Told {
    version: u32,
    limits: Vec<Limit>,
    /// When the write began that has not ended.
    writing_since: Option<Timestamp>,
    /// When the last write ended.
    written_at: Option<Timestamp>,
}

/// When it may be asked again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Limit {
    account: String,
    /// None for all of them.
    budget: Option<String>,
    told_at: Timestamp,
    until: Timestamp,
}

impl Told {
    /// Reads what others were told, in the place of what is known.
    pub(super) fn read(&mut self, path: &Path) {
        let content = is_there(path)
            .ok()
            .filter(|there| *there)
            .and_then(|_| fs::read(path).ok());
        let told = content.and_then(|content| serde_json::from_slice::<Self>(&content).ok());
        *self = told
            .filter(|told| told.version == VERSION)
            .unwrap_or_default();
    }

    /// Keeps it for others.
    pub(super) fn write(&self, path: &Path) {
        let told = Self {
            version: VERSION,
            ..self.clone()
        };
        let Ok(text) = serde_json::to_vec(&told) else {
            return;
        };
        if let Err(error) = replace_lightly(path, &text) {
            tracing::debug!(%error, "what GitHub told is not kept");
        }
    }

    /// Why this budget may not be asked of now.
    pub(super) fn limit(&self, account: &str, budget: &str, now: Timestamp) -> Option<ForgeError> {
        let fits = |limit: &&Limit| {
            let of_budget = limit.budget.as_deref().is_none_or(|name| name == budget);
            limit.account == account && of_budget && limit.holds(now)
        };
        let limit = self.limits.iter().filter(fits).max_by_key(|it| it.until)?;
        Some(ForgeError::Limited {
            until: Some(limit.until),
            secondary: limit.budget.is_none(),
        })
    }

    /// Notes a limit: a secondary one is for all budgets.
    pub(super) fn limited(
        &mut self,
        account: &str,
        budget: &str,
        until: Option<Timestamp>,
        secondary: bool,
        now: Timestamp,
    ) {
        let budget = (!secondary).then(|| budget.to_owned());
        let is_same = |limit: &Limit| limit.account == account && limit.budget == budget;
        let before = self.limits.iter().find(|limit| is_same(limit));
        let until = until.unwrap_or_else(|| {
            let before = before.filter(|limit| limit.is_fresh(now));
            let doubled = before.map(|limit| limit.until.duration_since(limit.told_at) * 2);
            later(now, doubled.unwrap_or(UNTOLD).max(UNTOLD))
        });
        let until = until.min(later(now, LONGEST));
        // One that holds longer stays.
        if before.is_some_and(|limit| limit.holds(now) && limit.until >= until) {
            return;
        }
        self.limits
            .retain(|limit| !is_same(limit) && limit.is_fresh(now));
        self.limits.push(Limit {
            account: account.to_owned(),
            budget,
            told_at: now,
            until,
        });
    }

    /// Notes that a write is about to be sent.
    pub(super) fn write_begins(&mut self, now: Timestamp) {
        self.writing_since = Some(now);
    }

    /// Notes that it ended, however it did.
    pub(super) fn write_ended(&mut self, now: Timestamp) {
        self.writing_since = None;
        self.written_at = Some(now);
    }

    /// How long to wait before the next write, so that they are that far apart.
    pub(super) fn before_writing(&self, apart: Duration, now: Timestamp) -> Option<Duration> {
        left(self.writing_since.max(self.written_at)?, apart, now)
    }

    /// How long a write may still take effect whose process died.
    pub(super) fn unsettled(&self, within: Duration, now: Timestamp) -> Option<Duration> {
        left(self.writing_since?, within, now)
    }
}

impl Limit {
    /// Whether it holds now. Where the clock was set back, nobody waits longer than GitHub said.
    fn holds(&self, now: Timestamp) -> bool {
        self.told_at <= now && now < self.until
    }

    /// Whether it still says something.
    fn is_fresh(&self, now: Timestamp) -> bool {
        self.told_at <= now && now < later(self.until, REMEMBERED)
    }
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// What is left of the time since then; nothing where the clock was set back past it.
fn left(since: Timestamp, whole: Duration, now: Timestamp) -> Option<Duration> {
    let gone = Duration::try_from(now.duration_since(since)).ok()?;
    whole.checked_sub(gone).filter(|left| !left.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn until(told: &Told, account: &str, budget: &str, now: i64) -> Option<(i64, bool)> {
        match told.limit(account, budget, at(now))? {
            ForgeError::Limited {
                until: Some(until),
                secondary,
            } => Some((until.as_second() - at(0).as_second(), secondary)),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_limit_is_for_its_account_and_budget_and_ends() {
        let mut told = Told::default();
        told.limited("a", "core", Some(at(600)), false, at(0));
        assert_eq!(until(&told, "a", "core", 599), Some((600, false)));
        assert_eq!(until(&told, "a", "core", 600), None);
        assert_eq!(until(&told, "a", "graphql", 0), None);
        assert_eq!(until(&told, "b", "core", 0), None);
        told.limited("a", "core", Some(at(5)), true, at(0));
        assert_eq!(until(&told, "a", "graphql", 0), Some((5, true)));
        assert_eq!(until(&told, "a", "core", 0), Some((600, false)));
        // What is told later and ends earlier does not lift it.
        told.limited("a", "core", Some(at(60)), false, at(1));
        assert_eq!(until(&told, "a", "core", 59), Some((600, false)));
    }

    #[test]
    fn nobody_waits_longer_than_an_hour_or_after_the_clock_was_set_back() {
        let mut told = Told::default();
        told.limited("a", "core", Some(at(90_000)), false, at(0));
        assert_eq!(until(&told, "a", "core", 0), Some((3600, false)));
        assert_eq!(until(&told, "a", "core", -1), None);
        told.write_ended(at(0));
        let second = Duration::from_secs(1);
        assert_eq!(told.before_writing(second, at(0)), Some(second));
        assert_eq!(told.before_writing(second, at(1)), None);
        assert_eq!(told.before_writing(second, at(-50)), None);
    }

    #[test]
    fn a_limit_that_says_no_time_is_a_minute_and_doubles() {
        let mut told = Told::default();
        told.limited("a", "core", None, true, at(0));
        assert_eq!(until(&told, "a", "core", 0), Some((60, true)));
        told.limited("a", "core", None, true, at(70));
        assert_eq!(until(&told, "a", "core", 70), Some((190, true)));
        told.limited("a", "core", None, true, at(2000));
        assert_eq!(until(&told, "a", "core", 2000), Some((2060, true)));
    }

    #[test]
    fn a_write_without_an_end_is_unsettled_for_a_while() {
        let mut told = Told::default();
        let while_ = Duration::from_secs(10);
        told.write_begins(at(0));
        assert_eq!(told.unsettled(while_, at(4)), Some(Duration::from_secs(6)));
        assert_eq!(told.unsettled(while_, at(10)), None);
        told.write_ended(at(4));
        assert_eq!(told.unsettled(while_, at(4)), None);
    }

    #[test]
    fn a_file_in_pieces_tells_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("told.json");
        let mut told = Told::default();
        told.limited("a", "core", Some(at(600)), false, at(0));
        told.write(&file);
        let mut other = Told::default();
        other.read(&file);
        assert_eq!(until(&other, "a", "core", 0), Some((600, false)));
        let whole = fs::read(&file).unwrap();
        for cut in 0..whole.len() {
            fs::write(&file, &whole[..cut]).unwrap();
            other.read(&file);
            assert_eq!(other, Told::default());
        }
        fs::write(&file, br#"{"version":2,"limits":[]}"#).unwrap();
        other.read(&file);
        assert_eq!(other, Told::default());
    }
}
