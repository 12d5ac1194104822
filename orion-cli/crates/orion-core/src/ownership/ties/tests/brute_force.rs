//! Ties, held against a search through every short path.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::ownership::sample_rules::rule;
use crate::ownership::{OwnershipRule, Specificity, ties};

/// Every path of up to three names of up to two characters.
fn short_paths() -> Vec<String> {
    let names: Vec<String> = ["a", "b", ".", "q"]
        .iter()
        .flat_map(|first| ["", "a", "b", "."].map(|second| format!("{first}{second}")))
        .filter(|name| name != "." && name != "..")
        .collect();
    let mut paths = names.clone();
    let mut longest = names.clone();
    for _ in 0..2 {
        longest = longest
            .iter()
            .flat_map(|path| names.iter().map(move |name| format!("{path}/{name}")))
            .collect();
        paths.extend_from_slice(&longest);
    }
    paths
}

/// The rules that are most specific on a path.
fn deciding(rules: &[OwnershipRule], path: &str) -> Vec<usize> {
    let on = |rule: &OwnershipRule| rule.pattern.specificity_on(path.as_bytes());
    let most: Option<Specificity> = rules.iter().filter_map(on).max();
    (0..rules.len())
        .filter(|index| most.is_some() && on(&rules[*index]) == most)
        .collect()
}

fn pattern() -> impl Strategy<Value = String> {
    let component = prop_oneof![
        2 => Just("**".to_owned()),
        6 => "[ab.]?[ab?*][ab?]?".prop_filter("no dots alone", |name| name != "." && name != ".."),
        1 => "\\{a,b\\}[ab]?",
    ];
    (
        prop::collection::vec(component, 1..4),
        prop_oneof![Just(""), Just("/")],
    )
        .prop_map(|(components, slash)| components.join("/") + slash)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn ties_are_those_that_trying_every_path_finds(
        owned in prop::collection::vec(("[abc]", pattern()), 2..6),
    ) {
        let rules: Vec<OwnershipRule> = owned
            .iter()
            .zip(1..)
            .map(|((owner, pattern), line)| rule(owner, pattern, line))
            .collect();
        let found = ties(&rules);
        for tie in &found {
            let example = std::str::from_utf8(&tie.example).expect("an example is text");
            let deciding = deciding(&rules, example);
            prop_assert!(
                deciding.contains(&tie.first) && deciding.contains(&tie.second), "{:?} does not show it", tie
            );
            prop_assert!(rules[tie.first].owner != rules[tie.second].owner);
        }
        let found: BTreeSet<(usize, usize)> = found.iter().map(|tie| (tie.first, tie.second)).collect();
        for path in short_paths() {
            let deciding = deciding(&rules, &path);
            for (at, first) in deciding.iter().enumerate() {
                for second in &deciding[at + 1..] {
                    let apart = rules[*first].owner != rules[*second].owner;
                    prop_assert!(!apart || found.contains(&(*first, *second)), "on {}", path);
                }
            }
        }
    }
}
