//! Takes tables and lists out of the raw file and notes what is wrong with them.

use std::hash::Hash;
use std::ops::Range;

use super::names::Names;
use crate::config::raw::{Field, Given, Table};
use crate::config::rules::{duplicate_entry, missing_key, unknown_key, wrong_type};
use crate::diagnostic::{Diagnostic, LineIndex};

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Placed<T> {
    /// The value.
    pub(crate) value: T,
    /// Where it stands, as byte offsets.
    pub(crate) span: Range<usize>,
}

/// What has been found so far, and what is needed to look further.
pub(crate) struct Builder<'s> {
    pub(super) source: &'s str,
    pub(super) lines: LineIndex,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) workstreams: Names,
    pub(super) services: Names,
    pub(super) databases: Names,
}

impl<'s> Builder<'s> {
    /// Begins with a text.
    pub(crate) fn new(source: &'s str) -> Self {
        Self {
            source,
            lines: LineIndex::new(source),
            findings: Vec::new(),
            workstreams: Names::default(),
            services: Names::default(),
            databases: Names::default(),
        }
    }

    /// Everything that was found.
    pub(crate) fn into_findings(self) -> Vec<Diagnostic> {
        self.findings
    }

    /// Notes a finding.
    pub(super) fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// A value of the right type.
    pub(super) fn given<T>(&mut self, given: Given<T>) -> Option<Placed<T>> {
        match given.value {
            Ok(value) => Some(Placed {
                value,
                span: given.span,
            }),
            Err(words) => {
                let written = self.source.get(given.span.clone()).unwrap_or_default();
                self.report(wrong_type::finding(&words, written, given.span));
                None
            }
        }
    }

    /// The value of a key, if it is there and of the right type.
    pub(super) fn value<T>(&mut self, field: Field<T>) -> Option<Placed<T>> {
        field.0.and_then(|given| self.given(given))
    }

    /// A table; its unknown keys are noted. `name` is what it is called in messages.
    pub(super) fn table<T>(&mut self, given: Given<Table<T>>, name: &str) -> Option<Placed<T>> {
        let table = self.given(given)?;
        Some(Placed {
            value: self.known(table.value, name),
            span: table.span,
        })
    }

    /// What the known keys of a table say; the unknown ones are noted.
    pub(super) fn known<T>(&mut self, table: Table<T>, name: &str) -> T {
        for key in table.unknown {
            self.report(unknown_key::finding(
                key.get_ref(),
                key.span(),
                table.known,
                name,
            ));
        }
        table.value
    }

    /// The table of a key, or one without any keys.
    pub(super) fn table_or_empty<T: Default>(&mut self, field: Field<Table<T>>, name: &str) -> T {
        field
            .0
            .and_then(|given| self.table(given, name))
            .map(|table| table.value)
            .unwrap_or_default()
    }

    /// The entries of a list that are of the right type.
    pub(super) fn list<T>(&mut self, field: Field<Vec<Given<T>>>) -> Vec<Placed<T>> {
        let entries = self.value(field).map(|list| list.value).unwrap_or_default();
        self.all(entries)
    }

    pub(super) fn all<T>(&mut self, entries: Vec<Given<T>>) -> Vec<Placed<T>> {
        entries
            .into_iter()
            .filter_map(|entry| self.given(entry))
            .collect()
    }

    /// The tables of a list.
    pub(super) fn tables<T>(
        &mut self,
        field: Field<Vec<Given<Table<T>>>>,
        name: &str,
    ) -> Vec<Placed<T>> {
        let entries = self.value(field).map(|list| list.value).unwrap_or_default();
        entries
            .into_iter()
            .filter_map(|entry| self.table(entry, name))
            .collect()
    }

    /// Notes that a key which must be there is not.
    pub(super) fn need<T>(
        &mut self,
        field: &Field<T>,
        table: &str,
        key: &str,
        span: &Range<usize>,
        example: &str,
    ) {
        if !field.is_there() {
            self.report(missing_key::finding(table, key, span.clone(), example));
        }
    }

    /// The values of a list, of which each should be there once. `what` is what they are called in messages.
    pub(super) fn distinct<T: Eq + Hash>(
        &mut self,
        what: &str,
        items: Vec<Placed<T>>,
        name: impl Fn(&T) -> String,
    ) -> Vec<T> {
        let keys = items.iter().map(|item| (&item.value, item.span.clone()));
        let findings = duplicate_entry::check(what, keys, |value| name(value));
        self.findings.extend(findings);
        items.into_iter().map(|item| item.value).collect()
    }
}
