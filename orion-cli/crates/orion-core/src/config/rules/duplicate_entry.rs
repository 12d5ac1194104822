//! CFG010: the same thing twice in one list.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG010"),
    name: "duplicate entry",
    what: "A list names something twice: a member, a need, a phase, a deliverable, a step, a contract, an event.",
    why: "Where things are found by their name, two of one name cannot be told apart; elsewhere the second is a \
          slip, and often stands for another name that is missing.",
    example: r#"`workstreams.toml` has:

    [[gates.push.steps]]
    name = "lint"
    run = "a"

    [[gates.push.steps]]
    name = "lint"
    run = "b""#,
    fix: "Remove one of the two, or write the name that was meant.",
};

/// Finds the items that are there before: `what` says what they are, for example `member`, and `name` what one of them
/// is called.
pub(crate) fn check<K: Eq + Hash>(
    what: &str,
    items: impl IntoIterator<Item = (K, Range<usize>)>,
    name: impl Fn(&K) -> String,
) -> Vec<Diagnostic> {
    let mut seen: HashMap<K, Range<usize>, RandomState> = HashMap::default();
    let mut findings = Vec::new();
    for (key, span) in items {
        if let Some(first) = seen.get(&key) {
            let name = name(&key);
            findings.push(
                Diagnostic::error(RULE.code, format!("the {what} `{name}` is there twice"))
                    .at(span, "")
                    .also(first.clone(), "first here")
                    .help("remove one of the two, or write the name that was meant"),
            );
        } else {
            seen.insert(key, span);
        }
    }
    findings
}
