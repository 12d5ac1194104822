//! Which rule wins, worked out once for all.

use std::cmp::Ordering;

use crate::ownership::{Alternative, OwnershipRule, Specificity};

/// The place of a rule's alternative among all, from the weakest, counted from 1; 0 is no rule at all.
pub(super) type Rank = u32;

/// One alternative of one rule.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    /// The rule's index.
    pub(crate) rule: usize,
    /// The alternative.
    pub(crate) alternative: &'a Alternative,
    specificity: Specificity,
}

/// Every alternative of every rule, the weakest first.
pub(crate) fn ranked(rules: &[OwnershipRule]) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = rules
        .iter()
        .enumerate()
        .flat_map(|(rule, owned)| {
            let alternatives = owned.pattern.alternatives().iter();
            alternatives.map(move |alternative| Entry {
                rule,
                alternative,
                specificity: alternative.specificity(),
            })
        })
        .collect();
    entries.sort_by(|a, b| compare(rules, a, b));
    entries
}

/// The more specific one wins; then the stricter access; then the alternative that comes first by its text.
/// Whatever else tells two rules apart then decides, so that their order never does.
fn compare(rules: &[OwnershipRule], a: &Entry<'_>, b: &Entry<'_>) -> Ordering {
    let (rule_a, rule_b) = (&rules[a.rule], &rules[b.rule]);
    let rest = |rule: &'_ OwnershipRule| (rule.line, rule.span.start);
    a.specificity
        .cmp(&b.specificity)
        .then_with(|| rule_a.access.strictness().cmp(&rule_b.access.strictness()))
        .then_with(|| b.alternative.cmp(a.alternative))
        .then_with(|| rule_b.owner.cmp(&rule_a.owner))
        .then_with(|| rule_b.pattern.as_str().cmp(rule_a.pattern.as_str()))
        .then_with(|| rest(rule_b).cmp(&rest(rule_a)))
        .then_with(|| rule_b.review.cmp(&rule_a.review))
}
