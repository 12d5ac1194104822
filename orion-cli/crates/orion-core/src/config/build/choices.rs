//! One of a few words, and numbers within their bounds.

use super::Builder;
use super::builder::Placed;
use crate::config::raw::{Field, Given, Vocabulary, Whole, Word};
use crate::config::rules::{out_of_range, unknown_word};

impl Builder<'_> {
    /// One of a few words.
    pub(super) fn word<V: Vocabulary>(&mut self, field: Field<Word<V>>) -> Option<Placed<V>> {
        let word = self.value(field)?;
        self.choose(word)
    }

    /// Some of a few words.
    pub(super) fn words<V: Vocabulary>(
        &mut self,
        field: Field<Vec<Given<Word<V>>>>,
    ) -> Vec<Placed<V>> {
        let words = self.list(field);
        words
            .into_iter()
            .filter_map(|word| self.choose(word))
            .collect()
    }

    fn choose<V: Vocabulary>(&mut self, word: Placed<Word<V>>) -> Option<Placed<V>> {
        let text = &word.value.text;
        let found = V::WORDS.iter().find(|(known, ..)| known == text);
        if let Some((_, value, _)) = found {
            return Some(Placed {
                value: *value,
                span: word.span,
            });
        }
        let known: Vec<&str> = V::WORDS.iter().map(|(known, ..)| *known).collect();
        self.report(unknown_word::finding(text, V::WHAT, &known, word.span));
        None
    }

    /// A whole number within its bounds.
    pub(super) fn whole<N: TryFrom<i64>, const MINIMUM: i64, const MAXIMUM: i64>(
        &mut self,
        field: Field<Whole<MINIMUM, MAXIMUM>>,
    ) -> Option<Placed<N>> {
        let number = self.value(field)?;
        self.bounded(number)
    }

    /// Whole numbers within their bounds.
    pub(super) fn wholes<N: TryFrom<i64>, const MINIMUM: i64, const MAXIMUM: i64>(
        &mut self,
        numbers: Vec<Given<Whole<MINIMUM, MAXIMUM>>>,
    ) -> Vec<Placed<N>> {
        let numbers = self.all(numbers);
        numbers
            .into_iter()
            .filter_map(|number| self.bounded(number))
            .collect()
    }

    fn bounded<N: TryFrom<i64>, const MINIMUM: i64, const MAXIMUM: i64>(
        &mut self,
        number: Placed<Whole<MINIMUM, MAXIMUM>>,
    ) -> Option<Placed<N>> {
        let Whole(value) = number.value;
        let within = (MINIMUM..=MAXIMUM).contains(&value);
        let number_of_type = within.then(|| N::try_from(value).ok()).flatten();
        if number_of_type.is_none() {
            self.report(out_of_range::finding(
                value,
                MINIMUM,
                MAXIMUM,
                number.span.clone(),
            ));
        }
        Some(Placed {
            value: number_of_type?,
            span: number.span,
        })
    }
}
