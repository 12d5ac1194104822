//! `deliverables`

use std::num::NonZeroU32;
use std::ops::Range;

use super::Builder;
use super::builder::Placed;
use crate::config::raw;
use crate::config::rules::exactly_one;
use crate::config::{Deliverable, Proof};
use crate::ids::{ContractName, IssueNumber};

impl Builder<'_> {
    /// The deliverables, and the contracts that prove some of them.
    pub(super) fn deliverables(
        &mut self,
        field: raw::Field<Vec<raw::Given<raw::Table<raw::Deliverable>>>>,
        contracts: &mut Vec<Placed<ContractName>>,
    ) -> Vec<Deliverable> {
        let mut names = Vec::new();
        let mut deliverables = Vec::new();
        for table in self.tables(field, "a deliverable") {
            let raw::Deliverable {
                name,
                weight,
                proof,
            } = table.value;
            self.need(
                &name,
                "the deliverable",
                "name",
                &table.span,
                "name = \"…\"",
            );
            self.need(
                &proof,
                "the deliverable",
                "proof",
                &table.span,
                "proof = { path = \"…\" }",
            );
            let name = self.filled(name);
            let weight = self.whole::<u32, _, _>(weight);
            let proof = proof
                .0
                .and_then(|proof| self.table(proof, "`proof`"))
                .and_then(|proof| self.proof(proof.value, &proof.span, contracts));
            let Some(name) = name else { continue };
            if let Some(proof) = proof {
                deliverables.push(Deliverable {
                    name: name.value.clone(),
                    weight: weight
                        .and_then(|weight| NonZeroU32::new(weight.value))
                        .unwrap_or(NonZeroU32::MIN),
                    proof,
                });
            }
            names.push(name);
        }
        self.distinct("deliverable", names, Clone::clone);
        deliverables
    }

    fn proof(
        &mut self,
        proof: raw::Proof,
        span: &Range<usize>,
        contracts: &mut Vec<Placed<ContractName>>,
    ) -> Option<Proof> {
        let raw::Proof {
            test,
            path,
            glob,
            at_least,
            contract,
            issue,
            milestone,
            command,
            checklist,
        } = proof;
        let kinds = [
            ("test", test.span()),
            ("path", path.span()),
            ("glob", glob.span()),
            ("contract", contract.span()),
            ("issue", issue.span()),
            ("milestone", milestone.span()),
            ("command", command.span()),
            ("checklist", checklist.span()),
        ];
        self.exactly_one("the proof", &kinds, span);
        if let (Some(at_least), None) = (at_least.span(), glob.span()) {
            self.report(exactly_one::without("at-least", "glob", at_least));
        }
        let at_least = self.whole::<u32, _, _>(at_least);
        let test = self.filled(test).map(|test| Proof::Test(test.value));
        let path = self.text(path).map(|path| Proof::Path(path.value));
        let glob = self.text(glob).map(|pattern| Proof::Glob {
            pattern: pattern.value,
            at_least: at_least
                .and_then(|count| NonZeroU32::new(count.value))
                .unwrap_or(NonZeroU32::MIN),
        });
        let contract = self.text(contract).map(|contract| {
            contracts.push(contract.clone());
            Proof::Contract(contract.value)
        });
        let issue = self
            .whole(issue)
            .and_then(|number| IssueNumber::new(number.value))
            .map(Proof::Issue);
        let milestone = self
            .filled(milestone)
            .map(|title| Proof::Milestone(title.value));
        let command = self.command(command).map(Proof::Command);
        let checklist = self
            .text(checklist)
            .map(|path| Proof::Checklist(path.value));
        test.or(path)
            .or(glob)
            .or(contract)
            .or(issue)
            .or(milestone)
            .or(command)
            .or(checklist)
    }

    /// Notes that not exactly one of the keys is there.
    pub(super) fn exactly_one(
        &mut self,
        table: &str,
        keys: &[(&str, Option<Range<usize>>)],
        span: &Range<usize>,
    ) {
        let mut there = keys
            .iter()
            .filter_map(|(key, span)| span.clone().map(|span| (*key, span)));
        let Some(first) = there.next() else {
            let names: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
            self.report(exactly_one::none(table, &names, span.clone()));
            return;
        };
        for other in there {
            self.report(exactly_one::several(table, first.clone(), other));
        }
    }
}
