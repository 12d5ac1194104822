//! CFG041: one pattern twice with one owner.

use std::collections::HashMap;

use crate::codes::{Code, Rule};
use crate::diagnostic::Diagnostic;
use crate::ids::WorkstreamId;
use crate::ownership::{Alternative, OwnershipRule};

pub(crate) const RULE: Rule = Rule {
    code: Code("CFG041"),
    name: "duplicate pattern",
    what: "A workstream owns the same paths by two entries with the same pattern, spelled the same or not.",
    why: "The one that is less strict never decides anything. It is a warning, since the owner is clear.",
    example: r#"`workstreams.toml` has:

    [workstreams.auth]
    owns = ["services/auth", { path = "services/auth/", access = "exclusive" }]"#,
    fix: "Keep the entry that says what is meant.",
};

/// Finds entries with a pattern that an earlier entry of the same workstream has. All rules of the file, in
/// its order.
pub(crate) fn check(rules: &[&OwnershipRule]) -> Vec<Diagnostic> {
    let mut seen: HashMap<(&WorkstreamId, &Alternative), usize> =
        HashMap::with_capacity(rules.len());
    let mut findings = Vec::new();
    for (index, rule) in rules.iter().enumerate() {
        let alternatives = rule.pattern.alternatives().iter();
        let earlier = alternatives
            .map(|alternative| *seen.entry((&rule.owner, alternative)).or_insert(index))
            .find(|earlier| *earlier != index);
        if let Some(first) = earlier.and_then(|earlier| rules.get(earlier)) {
            findings.push(
                Diagnostic::warning(
                    RULE.code,
                    format!("`{}` owns `{}` twice", rule.owner, rule.pattern.as_str()),
                )
                .at(rule.span.clone(), "")
                .also(first.span.clone(), "this entry has the same pattern")
                .help("keep one of the two"),
            );
        }
    }
    findings
}
