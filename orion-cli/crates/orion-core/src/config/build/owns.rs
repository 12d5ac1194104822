//! `owns`

use super::Builder;
use super::builder::Placed;
use crate::config::raw;
use crate::config::rules::{duplicate_pattern, ownership_tie, self_review};
use crate::ids::WorkstreamId;
use crate::ownership::{Access, OwnedPattern, OwnershipRule};

impl Builder<'_> {
    /// The rules between all entries of `owns`.
    pub(super) fn between_rules(&mut self, rules: &[&OwnershipRule]) {
        self.findings.extend(ownership_tie::check(rules));
        self.findings.extend(duplicate_pattern::check(rules));
    }

    pub(super) fn owns(
        &mut self,
        field: raw::Field<Vec<raw::Given<raw::Owns>>>,
        owner: &WorkstreamId,
    ) -> Vec<OwnershipRule> {
        let entries = self.value(field).map(|list| list.value);
        let entries = entries.unwrap_or_default();
        let mut rules = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some(entry) = self.given(entry) else {
                continue;
            };
            match entry.value {
                raw::ShortOrTable::Short(text) => {
                    let pattern = self.read(&text.text, entry.span);
                    rules.extend(pattern.map(|pattern| self.rule(owner, pattern)));
                }
                raw::ShortOrTable::Table(table) => {
                    let table = self.known(table, "an entry of `owns`");
                    let table = Placed {
                        value: table,
                        span: entry.span,
                    };
                    rules.extend(self.owns_table(table, owner));
                }
            }
        }
        rules
    }

    fn rule(&self, owner: &WorkstreamId, pattern: Placed<OwnedPattern>) -> OwnershipRule {
        OwnershipRule {
            owner: owner.clone(),
            line: self.lines.line(pattern.span.start),
            span: pattern.span,
            pattern: pattern.value,
            access: Access::default(),
            review: Vec::new(),
            derived_from: Vec::new(),
        }
    }

    fn owns_table(
        &mut self,
        table: Placed<raw::OwnsTable>,
        owner: &WorkstreamId,
    ) -> Option<OwnershipRule> {
        let raw::OwnsTable {
            path,
            access,
            review,
            derived,
        } = table.value;
        self.need(
            &path,
            "the entry of `owns`",
            "path",
            &table.span,
            "path = \"…\"",
        );
        let pattern = self.text(path);
        let access = self.word(access);
        let review = self.reviewers(review, owner);
        let derived_from = derived
            .0
            .and_then(|derived| self.table(derived, "`derived`"))
            .map(|derived| {
                let raw::Derived { from } = derived.value;
                self.need(&from, "`derived`", "from", &derived.span, "from = \"…\"");
                self.one_or_many(from)
            });
        Some(OwnershipRule {
            access: access.map(|access| access.value).unwrap_or_default(),
            review,
            derived_from: derived_from
                .unwrap_or_default()
                .into_iter()
                .map(|pattern| pattern.value)
                .collect(),
            ..self.rule(owner, pattern?)
        })
    }

    fn reviewers(
        &mut self,
        field: raw::Field<Vec<raw::Given<raw::Text<WorkstreamId>>>>,
        owner: &WorkstreamId,
    ) -> Vec<WorkstreamId> {
        let names = self.list(field);
        let reviewers: Vec<Placed<WorkstreamId>> = names
            .into_iter()
            .filter_map(|name| self.workstream(&name.value, name.span))
            .collect();
        for reviewer in &reviewers {
            if reviewer.value == *owner {
                self.report(self_review::finding(owner.as_str(), reviewer.span.clone()));
            }
        }
        self.distinct("reviewer", reviewers, ToString::to_string)
    }
}
