//! Progress: the weight of what is proved over all. Nothing else is progress.

use std::num::NonZeroU32;

use crate::evidence::Outcome;

/// Weights of a workstream's deliverables.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Progress {
    /// What is proved, parts of deliverables included.
    pub proved: f64,
    /// Of what it cannot be told.
    pub unknown: f64,
    /// All of it.
    pub total: f64,
}

impl Progress {
    /// Adds up deliverables: their weights, and what their proofs say.
    #[must_use]
    pub fn of(deliverables: impl IntoIterator<Item = (NonZeroU32, Outcome)>) -> Self {
        let mut progress = Self::default();
        for (weight, outcome) in deliverables {
            let weight = f64::from(weight.get());
            progress.total += weight;
            match outcome.share() {
                Some(share) => progress.proved += weight * share,
                None => progress.unknown += weight,
            }
        }
        progress
    }

    /// At least so much is done, in percent; `None` where nothing is to be delivered. Rounded down: what is not whole
    /// is never shown as 100.
    #[must_use]
    pub fn at_least(&self) -> Option<u8> {
        percent(self.proved, self.total)
    }

    /// At most so much is done, if all that is unknown were proved.
    #[must_use]
    pub fn at_most(&self) -> Option<u8> {
        percent(self.proved + self.unknown, self.total)
    }
}

fn percent(part: f64, total: f64) -> Option<u8> {
    if total <= 0.0 {
        return None;
    }
    // A sum of shares may miss a whole number by the last bit.
    let percent = (part / total * 100.0 + 1e-9).floor().clamp(0.0, 100.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is a whole number from 0 to 100"
    )]
    Some(percent as u8)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn outcome() -> impl Strategy<Value = Outcome> {
        prop_oneof![
            Just(Outcome::Proved),
            (1_usize..9).prop_map(|done| Outcome::of_part(done, 10)),
            Just(Outcome::Missing),
            Just(Outcome::Unknown),
        ]
    }

    fn weighted() -> impl Strategy<Value = Vec<(NonZeroU32, Outcome)>> {
        let one = (1_u32..1000, outcome())
            .prop_map(|(weight, outcome)| (NonZeroU32::new(weight).unwrap(), outcome));
        proptest::collection::vec(one, 1..12)
    }

    proptest! {
        #[test]
        fn it_is_a_range_within_a_hundred(items in weighted()) {
            let progress = Progress::of(items.iter().copied());
            let (least, most) = (progress.at_least().unwrap(), progress.at_most().unwrap());
            prop_assert!(least <= most && most <= 100);
            let is_all_proved = items.iter().all(|(_, outcome)| *outcome == Outcome::Proved);
            prop_assert_eq!(least == 100, is_all_proved);
            let is_known = !items.iter().any(|(_, outcome)| *outcome == Outcome::Unknown);
            prop_assert!(!is_known || least == most);
        }

        #[test]
        fn proving_one_more_never_takes_away(items in weighted(), index in any::<prop::sample::Index>()) {
            let before = Progress::of(items.iter().copied());
            let mut items = items;
            let index = index.index(items.len());
            items[index].1 = Outcome::Proved;
            let after = Progress::of(items);
            prop_assert!(after.at_least() >= before.at_least());
            prop_assert!(after.at_most() >= before.at_most());
        }
    }

    #[test]
    fn weights_count_and_nothing_is_no_percentage() {
        let weight = |weight| NonZeroU32::new(weight).unwrap();
        let progress = Progress::of([
            (weight(5), Outcome::Unknown),
            (weight(2), Outcome::Proved),
            (weight(1), Outcome::Partly(0.5)),
        ]);
        assert_eq!(progress.at_least(), Some(31));
        assert_eq!(progress.at_most(), Some(93));
        assert_eq!(Progress::of([]).at_least(), None);
        let thirds = Progress::of([(weight(1), Outcome::of_part(1, 3)); 3]);
        assert_eq!(thirds.at_least(), Some(33));
    }
}
