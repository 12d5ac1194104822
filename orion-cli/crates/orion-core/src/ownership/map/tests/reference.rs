//! The map, held against a naive reference on generated rules and paths.

use proptest::prelude::*;

use crate::ownership::sample_rules::rule;
use crate::ownership::{
    Access, Alternative, Component, Cursor, OwnershipMap, OwnershipRule, Reach,
};

fn access() -> impl Strategy<Value = Access> {
    prop::sample::select(vec![
        Access::Full,
        Access::Exclusive,
        Access::Approval,
        Access::ReadOnly,
        Access::Shared,
    ])
}

fn component() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just("**".to_owned()),
        6 => "[ab]{1,2}",
        6 => "(a|b|\\*|\\?)?(\\*|\\?|\\.)(a|b|\\?)?"
            .prop_filter("a name", |name| name != "." && !name.contains("**")),
        2 => "\\{a,b\\*\\}[ab.]?",
    ]
}

/// Rules of two owners, with every shape of pattern there is.
fn owned() -> impl Strategy<Value = Vec<OwnershipRule>> {
    let slash = prop_oneof![Just(""), Just("/")];
    let pattern = (prop::collection::vec(component(), 1..4), slash)
        .prop_map(|(components, slash)| components.join("/") + slash);
    let owned = (pattern, "[pq]", access(), 1_usize..9);
    prop::collection::vec(owned, 0..10).prop_map(|owned| {
        owned
            .into_iter()
            .map(|(pattern, owner, access, line)| OwnershipRule {
                access,
                ..rule(&owner, &pattern, line)
            })
            .collect()
    })
}

fn path() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        9 => "[ab.]{1,3}(/[ab.]{1,3}){0,4}/?".prop_map(String::into_bytes),
        1 => prop::collection::vec(prop::sample::select(b"ab/\xff\xc3\n".to_vec()), 0..9),
    ]
}

/// What decides by specificity, access and pattern's text, by looking at every rule.
fn strongest<'a>(rules: &'a [OwnershipRule], path: &[u8]) -> Option<&'a OwnershipRule> {
    rules
        .iter()
        .flat_map(|rule| {
            let alternatives = rule.pattern.alternatives().iter();
            alternatives.map(move |alternative| (rule, alternative))
        })
        .filter(|(_, alternative)| alternative.matches(path))
        .min_by_key(|(rule, alternative)| {
            (
                std::cmp::Reverse((alternative.specificity(), rule.access.strictness())),
                *alternative,
                &rule.owner,
                rule.pattern.as_str(),
                rule.line,
            )
        })
        .map(|(rule, _)| rule)
}

fn found<'a>(
    cursor: &mut Cursor<'_>,
    rules: &'a [OwnershipRule],
    path: &[u8],
) -> Option<&'a OwnershipRule> {
    cursor.find(path).map(|index| &rules[index])
}

/// Whether a pattern speaks of something below the entry of these names.
fn lies_below(alternative: &Alternative, names: &[&[u8]]) -> bool {
    let prefix: Vec<&[u8]> = alternative.literal_prefix().collect();
    let components = alternative.components();
    let goes_on = components.len() > names.len() || alternative.reach() == Reach::Below;
    let covers_name = alternative.reach() == Reach::Below
        && matches!(components.last(), Some(Component::Literal(_)))
        && entry_matches(components, names);
    covers_name || prefix.starts_with(names) && goes_on
}

fn entry_matches(components: &[Component], names: &[&[u8]]) -> bool {
    match components {
        [] => names.is_empty(),
        [Component::AnyDepth, rest @ ..] => {
            (0..=names.len()).any(|skip| entry_matches(rest, &names[skip..]))
        }
        [component, rest @ ..] => names
            .split_first()
            .is_some_and(|(name, below)| component.matches(name) && entry_matches(rest, below)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, ..ProptestConfig::default() })]

    #[test]
    fn the_map_agrees_with_looking_at_every_rule(
        rules in owned(), paths in prop::collection::vec(path(), 1..30),
    ) {
        let map = OwnershipMap::new(rules.clone());
        for path in &paths {
            prop_assert_eq!(map.find(path), strongest(&rules, path), "on {}", path.escape_ascii());
        }
    }

    #[test]
    fn a_cursor_answers_as_if_each_path_were_its_first(
        rules in owned(), mut paths in prop::collection::vec(path(), 1..30),
    ) {
        let map = OwnershipMap::new(rules);
        let mut cursor = map.cursor();
        for path in &paths {
            prop_assert_eq!(found(&mut cursor, map.rules(), path), map.find(path), "on {}", path.escape_ascii());
        }
        paths.sort();
        for path in &paths {
            prop_assert_eq!(found(&mut cursor, map.rules(), path), map.find(path), "on {}", path.escape_ascii());
        }
    }

    #[test]
    fn the_order_of_rules_decides_nothing(
        (rules, shuffled) in owned().prop_flat_map(|rules| (Just(rules.clone()), Just(rules).prop_shuffle())),
        paths in prop::collection::vec(path(), 1..30),
    ) {
        let (map, other) = (OwnershipMap::new(rules), OwnershipMap::new(shuffled));
        for path in &paths {
            prop_assert_eq!(map.find(path), other.find(path), "on {}", path.escape_ascii());
        }
    }

    #[test]
    fn what_lies_below_agrees_with_its_definition(rules in owned(), path in "[ab.]{1,2}(/[ab.]{1,2}){0,2}") {
        let map = OwnershipMap::new(rules);
        let names: Vec<&[u8]> = path.as_bytes().split(|byte| *byte == b'/').collect();
        let listed: Vec<&OwnershipRule> = map.below(path.as_bytes()).collect();
        let defined: Vec<&OwnershipRule> = map
            .rules()
            .iter()
            .filter(|rule| rule.pattern.alternatives().iter().any(|alternative| lies_below(alternative, &names)))
            .collect();
        prop_assert_eq!(listed, defined);
    }
}
