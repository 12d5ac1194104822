//! A second reading of the grammar, as plain as can be and slow, on the pattern's text.

use proptest::prelude::*;

use crate::ownership::OwnedPattern;

/// Whether `pattern`, without braces and backslashes, matches `path`, by the table in the module's docs.
fn table_matches(pattern: &str, path: &str) -> bool {
    let (bare, directory) = match pattern.strip_suffix('/') {
        Some(bare) => (bare, true),
        None => (pattern, false),
    };
    let components: Vec<&str> = bare.split('/').collect();
    let names: Vec<&str> = path.split('/').collect();
    let wild = bare.contains(['*', '?']);
    let entry = |names: &[&str]| components_match(&components, names);
    let above = |least: usize| (1..=names.len() - least).any(|end| entry(&names[..end]));
    if !wild {
        above(0)
    } else if directory {
        above(1)
    } else {
        entry(&names)
    }
}

fn components_match(components: &[&str], names: &[&str]) -> bool {
    match components {
        [] => names.is_empty(),
        ["**"] => !names.is_empty(),
        ["**", rest @ ..] => (0..=names.len()).any(|skip| components_match(rest, &names[skip..])),
        [component, rest @ ..] => names.split_first().is_some_and(|(name, below)| {
            name_matches(component, name) && components_match(rest, below)
        }),
    }
}

fn name_matches(component: &str, name: &str) -> bool {
    let mut characters = component.chars();
    let mut others = name.chars();
    match characters.next() {
        None => name.is_empty(),
        Some('*') => {
            name_matches(characters.as_str(), name)
                || others.next().is_some() && name_matches(component, others.as_str())
        }
        Some('?') => others.next().is_some() && name_matches(characters.as_str(), others.as_str()),
        Some(literal) => {
            others.next() == Some(literal) && name_matches(characters.as_str(), others.as_str())
        }
    }
}

fn component() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just("**".to_owned()),
        5 => "[abé]{1,2}",
        4 => "([abé]|\\?|\\*[abé?])?\\*?([abé?]){1,2}",
        1 => Just("*".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, ..ProptestConfig::default() })]

    #[test]
    fn matching_agrees_with_the_table(
        components in prop::collection::vec(component(), 1..5),
        slash in prop_oneof![Just(""), Just("/")],
        path in "[abé]{1,3}(/[abé]{1,3}){0,4}",
    ) {
        let text = components.join("/") + slash;
        let pattern: OwnedPattern = text.parse().expect("a pattern");
        prop_assert_eq!(
            pattern.matches(path.as_bytes()), table_matches(&text, &path), "`{}` on `{}`", text, path
        );
    }

    #[test]
    fn no_text_and_no_path_makes_it_panic(
        text in "[ab*?{},/\\\\.é\n]{0,12}",
        path in prop::collection::vec(any::<u8>(), 0..20),
    ) {
        match text.parse::<OwnedPattern>() {
            Ok(pattern) => {
                prop_assert_eq!(pattern.matches(&path), pattern.specificity_on(&path).is_some());
            }
            Err(error) => prop_assert!(text.get(error.span()).is_some(), "{:?} in `{}`", error, text),
        }
    }

    #[test]
    fn an_escaped_path_matches_itself(path in "[a*?{},\\\\!\\[]{1,4}(/[a*?{},\\\\!\\[]{1,4}){0,2}") {
        let pattern: OwnedPattern = OwnedPattern::escape(&path).parse().expect("a pattern");
        prop_assert!(pattern.matches(path.as_bytes()));
        prop_assert_eq!(pattern.alternatives()[0].specificity().literal_bytes, path.replace('/', "").len());
    }
}
