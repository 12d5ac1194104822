//! CFG050: one number twice.

use std::collections::HashMap;
use std::ops::Range;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG050"),
    name: "duplicate number",
    what: "Two workstreams have the same `number`, or two levels of escalation the same `level`.",
    why: "People call workstreams and levels by their numbers.",
    example: r"`workstreams.toml` has:

    [workstreams.auth]
    number = 1

    [workstreams.user]
    number = 1",
    fix: "Give each its own number, or leave the number of a workstream out.",
};

/// Finds the numbers that are there before: `what` says of what they are, for example `workstream`.
pub(crate) fn check(what: &str, numbers: &[(u32, Range<usize>)]) -> Vec<Diagnostic> {
    let mut seen: HashMap<u32, &Range<usize>> = HashMap::new();
    let mut findings = Vec::new();
    for (number, span) in numbers {
        if let Some(first) = seen.get(number) {
            let mut candidates = 1..=numbers.len() + 1;
            let free = candidates.find(|free| {
                numbers
                    .iter()
                    .all(|(taken, _)| usize::try_from(*taken) != Ok(*free))
            });
            let finding = Diagnostic::error(RULE.code, format!("there are two {what}s {number}"))
                .at(span.clone(), "")
                .also((*first).clone(), "the first is here");
            findings.push(match free {
                Some(free) => finding.help(format!("the first free number is {free}")),
                None => finding,
            });
        } else {
            seen.insert(*number, span);
        }
    }
    findings
}
