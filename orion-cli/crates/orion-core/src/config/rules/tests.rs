//! Every rule is documented by an example that breaks it.

use crate::codes::{ALL, Rule};
use crate::config::parse;
use crate::config::rules::encoding;
use crate::config::tests::with_frame;

fn rules() -> impl Iterator<Item = &'static Rule> {
    ALL.iter()
        .copied()
        .filter(|rule| rule.code.0.starts_with("CFG"))
}

#[test]
fn every_example_breaks_its_rule_and_no_other() {
    for rule in rules().filter(|rule| rule.code != encoding::RULE.code) {
        let found = parse(&with_frame(&file(rule))).diagnostics;
        assert!(!found.is_empty(), "{} {}", rule.code, rule.name);
        for finding in found {
            assert_eq!(
                finding.code, rule.code,
                "{}: {}",
                rule.name, finding.message
            );
            assert!(!finding.labels.is_empty(), "{}", rule.name);
            assert!(!finding.help.is_empty(), "{}", rule.name);
        }
    }
}

/// The file in a rule's example: the lines that are indented.
fn file(rule: &Rule) -> String {
    rule.example
        .lines()
        .filter_map(|line| line.strip_prefix("    ").or(line.is_empty().then_some("")))
        .flat_map(|line| [line, "\n"])
        .collect()
}
