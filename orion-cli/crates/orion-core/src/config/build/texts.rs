//! Strings, and what is written as strings.

use std::ops::Range;

use jiff::civil::Date;

use super::Builder;
use super::builder::Placed;
use crate::config::raw::{Day, Entries, Field, Given, Misread, OneOrMany, Scalar, Text, Written};
use crate::config::rules::{invalid_date, missing_key};
use crate::config::{CommandLine, place};
use crate::diagnostic::Diagnostic;

impl Builder<'_> {
    /// A string that says something.
    pub(super) fn filled(&mut self, field: Field<String>) -> Option<Placed<String>> {
        let text = self.value(field)?;
        if text.value.trim().is_empty() {
            self.report(missing_key::empty(text.span));
            return None;
        }
        Some(text)
    }

    /// Strings that say something.
    pub(super) fn all_filled(&mut self, field: Field<Vec<Given<String>>>) -> Vec<String> {
        let texts = self.list(field);
        texts
            .into_iter()
            .filter_map(|text| {
                if text.value.trim().is_empty() {
                    self.report(missing_key::empty(text.span));
                    return None;
                }
                Some(text.value)
            })
            .collect()
    }

    /// A string with a form of its own.
    pub(super) fn text<T: Written>(&mut self, field: Field<Text<T>>) -> Option<Placed<T>> {
        let text = self.value(field)?;
        self.read(&text.value.text, text.span)
    }

    /// Strings with a form of their own.
    pub(super) fn texts<T: Written>(
        &mut self,
        field: Field<Vec<Given<Text<T>>>>,
    ) -> Vec<Placed<T>> {
        let texts = self.list(field);
        texts
            .into_iter()
            .filter_map(|text| self.read(&text.value.text, text.span))
            .collect()
    }

    /// One string with a form of its own, or several.
    pub(super) fn one_or_many<T: Written>(
        &mut self,
        field: Field<OneOrMany<Text<T>>>,
    ) -> Vec<Placed<T>> {
        let Some(texts) = self.value(field) else {
            return Vec::new();
        };
        match texts.value {
            OneOrMany::One(text) => self.read(&text.text, texts.span).into_iter().collect(),
            OneOrMany::Many(many) => {
                let many = self.all(many);
                many.into_iter()
                    .filter_map(|text| self.read(&text.value.text, text.span))
                    .collect()
            }
        }
    }

    /// Reads a text that stands at `span`.
    pub(super) fn read<T: Written>(&mut self, text: &str, span: Range<usize>) -> Option<Placed<T>> {
        match T::read(text) {
            Ok(value) => Some(Placed { value, span }),
            Err(misread) => {
                self.report_misread(misread, &span);
                None
            }
        }
    }

    fn report_misread(&mut self, misread: Misread, span: &Range<usize>) {
        let at = match &misread.within {
            Some(part) => place::inside(self.source, span, part),
            None => span.clone(),
        };
        self.report(
            Diagnostic::error(misread.rule.code, misread.message)
                .at(at, misread.label)
                .help(misread.help),
        );
    }

    /// A day of the calendar.
    pub(super) fn day(&mut self, day: Placed<Day>) -> Option<Placed<Date>> {
        match invalid_date::read(day.value, &day.span) {
            Ok(value) => Some(Placed {
                value,
                span: day.span,
            }),
            Err(finding) => {
                self.report(finding);
                None
            }
        }
    }

    /// The day of a key.
    pub(super) fn date(&mut self, field: Field<Day>) -> Option<Placed<Date>> {
        let day = self.value(field)?;
        self.day(day)
    }

    /// A command.
    pub(super) fn command(&mut self, field: Field<OneOrMany<String>>) -> Option<CommandLine> {
        let command = self.value(field)?;
        let (line, filled) = match command.value {
            OneOrMany::One(line) => {
                let filled = !line.trim().is_empty();
                (CommandLine::Shell(line), filled)
            }
            OneOrMany::Many(parts) => {
                let parts: Vec<String> =
                    self.all(parts).into_iter().map(|part| part.value).collect();
                let filled = parts.first().is_some_and(|program| !program.is_empty());
                (CommandLine::Program(parts), filled)
            }
        };
        if !filled {
            self.report(missing_key::empty(command.span));
            return None;
        }
        Some(line)
    }

    /// Entries whose keys have a form of their own and whose values become text.
    pub(super) fn settings<K: Written>(
        &mut self,
        field: Field<Entries<Scalar>>,
    ) -> Vec<(K, String)> {
        let entries = self.value(field).map(|entries| entries.value);
        entries
            .unwrap_or_default()
            .0
            .into_iter()
            .filter_map(|(key, value)| {
                let value = self.given(value);
                let key = self.read::<K>(key.get_ref(), key.span());
                Some((key?.value, value?.value.0))
            })
            .collect()
    }
}
