//! What is remembered of a proof between two looks: the last that was known, and whether it held before.

use serde::{Deserialize, Serialize};

use super::{Mark, Outcome};

/// An outcome that was known, and where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// What the proof said; never [`Outcome::Unknown`].
    pub outcome: Outcome,
    /// Where and when it said so.
    pub mark: Mark,
}

/// What is remembered of one deliverable.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ProofMemory {
    /// The proof that it is about. Another proof of the same deliverable begins anew.
    pub proof: String,
    /// The last that was known.
    pub last: Option<Seen>,
    /// Where it was proved last.
    pub proved: Option<Mark>,
    /// The first commit that was seen without it after that.
    pub regressed: Option<Mark>,
}

impl ProofMemory {
    /// What is remembered after another look. An outcome that is unknown changes nothing.
    #[must_use]
    pub fn after(previous: Option<&Self>, proof: &str, outcome: Outcome, mark: &Mark) -> Self {
        let mut memory = match previous {
            Some(previous) if previous.proof == proof => previous.clone(),
            _ => Self {
                proof: proof.to_owned(),
                ..Self::default()
            },
        };
        match outcome {
            Outcome::Unknown => return memory,
            Outcome::Proved => {
                memory.proved = Some(mark.clone());
                memory.regressed = None;
            }
            Outcome::Partly(_) | Outcome::Missing => {
                if memory.proved.is_some() && memory.regressed.is_none() {
                    memory.regressed = Some(mark.clone());
                }
            }
        }
        // The instant of the first look at what has not changed since is the one worth keeping.
        let is_same = |seen: &Seen| seen.outcome == outcome && seen.mark.commit == mark.commit;
        if !memory.last.as_ref().is_some_and(is_same) {
            memory.last = Some(Seen {
                outcome,
                mark: mark.clone(),
            });
        }
        memory
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::*;

    fn mark(number: i64) -> Mark {
        Mark {
            commit: format!("{number:040x}"),
            at: Timestamp::from_second(number).unwrap(),
        }
    }

    #[test]
    fn a_regression_is_dated_by_the_first_look_without_it() {
        let mut memory = None;
        let looks = [
            Outcome::Missing,
            Outcome::Proved,
            Outcome::Unknown,
            Outcome::Partly(0.5),
            Outcome::Missing,
        ];
        for (number, outcome) in (1..).zip(looks) {
            memory = Some(ProofMemory::after(
                memory.as_ref(),
                "p",
                outcome,
                &mark(number),
            ));
        }
        let memory = memory.unwrap();
        assert_eq!(memory.proved, Some(mark(2)));
        assert_eq!(memory.regressed, Some(mark(4)));
        assert_eq!(memory.last.as_ref().unwrap().mark, mark(5));
        let mended = ProofMemory::after(Some(&memory), "p", Outcome::Proved, &mark(6));
        assert_eq!(mended.regressed, None);
        let other = ProofMemory::after(Some(&memory), "q", Outcome::Missing, &mark(7));
        assert_eq!(
            other.regressed, None,
            "another proof was never proved before"
        );
    }

    fn outcome() -> impl Strategy<Value = Outcome> {
        prop_oneof![
            Just(Outcome::Proved),
            Just(Outcome::Partly(0.5)),
            Just(Outcome::Missing),
            Just(Outcome::Unknown),
        ]
    }

    proptest! {
        #[test]
        fn it_has_regressed_exactly_when_the_last_known_is_not_proved_and_one_before_was(
            looks in proptest::collection::vec(outcome(), 1..20),
        ) {
            let mut memory = None;
            for (number, outcome) in (1..).zip(&looks) {
                memory = Some(ProofMemory::after(memory.as_ref(), "p", *outcome, &mark(number)));
            }
            let memory = memory.unwrap();
            let known: Vec<_> = looks.iter().filter(|it| **it != Outcome::Unknown).collect();
            let was_proved = known.contains(&&Outcome::Proved);
            let is_proved = known.last() == Some(&&Outcome::Proved);
            prop_assert_eq!(memory.regressed.is_some(), was_proved && !is_proved);
            prop_assert_eq!(memory.last.map(|seen| seen.outcome), known.last().map(|it| **it));
        }
    }
}
