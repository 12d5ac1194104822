//! Ties that people write.

use std::fmt::Write;

use insta::assert_snapshot;

use crate::ownership::sample_rules::rules;
use crate::ownership::{MAX_TIES, ties};

/// The ties among rules, one a line.
fn drawn(owned: &[(&str, &str)]) -> String {
    let rules = rules(owned);
    let mut lines = String::new();
    for tie in ties(&rules) {
        writeln!(
            lines,
            "{} | {} on {}",
            rules[tie.first].pattern.as_str(),
            rules[tie.second].pattern.as_str(),
            String::from_utf8(tie.example).expect("an example is text")
        )
        .expect("a string takes everything");
    }
    lines
}

#[test]
fn one_pattern_of_two_owners() {
    assert_snapshot!(drawn(&[("a", "docs/"), ("b", "docs")]), @"docs/ | docs on docs");
    assert_snapshot!(drawn(&[("a", "**"), ("b", "**")]), @"** | ** on x");
}

#[test]
fn one_pattern_of_one_owner_is_no_tie() {
    assert_snapshot!(drawn(&[("a", "docs/"), ("a", "docs")]), @"");
}

#[test]
fn wildcards_that_meet() {
    assert_snapshot!(drawn(&[("a", "docs/*.md"), ("b", "docs/api*")]), @"docs/*.md | docs/api* on docs/api.md");
    assert_snapshot!(drawn(&[("a", "services/*/migrations/"), ("b", "services/a*/migration?/**")]), @"services/*/migrations/ | services/a*/migration?/** on services/a/migrations/x");
    assert_snapshot!(drawn(&[("a", "**/migrations/"), ("b", "**/dashboards/")]), @"**/migrations/ | **/dashboards/ on dashboards/migrations/x");
    assert_snapshot!(drawn(&[("a", "é?/**"), ("b", "?é/*")]), @"é?/** | ?é/* on éé/x");
}

#[test]
fn wildcards_that_do_not_meet() {
    for (first, second) in [
        ("**/*.rs", "**/*.py"),
        ("docs/*.md", "docs/*/"),
        ("a*/x", "b*/x"),
        ("*/a/b", "*/a/c"),
        ("**/a/*", "**/b/*"),
        ("*a", "?b"),
    ] {
        assert_eq!(
            drawn(&[("a", first), ("b", second)]),
            "",
            "`{first}` and `{second}`"
        );
    }
}

#[test]
fn names_that_git_does_not_store_are_no_examples() {
    assert_snapshot!(drawn(&[("a", "?*"), ("b", "*?")]), @"?* | *? on x");
    assert_snapshot!(drawn(&[("a", ".*"), ("b", "*.")]), @".* | *. on .x.");
    assert_snapshot!(drawn(&[("a", "**/.*"), ("b", "**/*.")]), @"**/.* | **/*. on .x.");
}

#[test]
fn the_example_is_a_path_that_no_more_specific_rule_takes() {
    assert_snapshot!(drawn(&[
        ("a", "*/src/"), ("b", "*/src/**"), ("c", "x/"), ("c", "y/"), ("c", "*/src/a*"), ("c", "*/src/y?"),
    ]), @"*/src/ | */src/** on z/src/z");
}

#[test]
fn no_tie_where_more_specific_rules_take_every_common_path() {
    assert_snapshot!(drawn(&[("a", "docs/*.md"), ("b", "docs/api*"), ("c", "docs/api*.md")]), @"");
    assert_snapshot!(drawn(&[("a", "x?"), ("b", "?y"), ("c", "xy")]), @"");
}

/// Names of each length are taken by a pattern of their own, and longer ones by the last.
#[test]
fn beyond_its_budget_the_search_for_what_more_specific_rules_take_reports_the_tie() {
    let ties_with = |lengths: usize| {
        let mut takers: Vec<String> = (0..lengths)
            .map(|n| format!("a{}a", "?".repeat(n)))
            .collect();
        takers.push(format!("a{}*a", "?".repeat(lengths)));
        takers.push("a".to_owned());
        let takers = takers.iter().map(|taker| ("c", taker.as_str()));
        let owned: Vec<(&str, &str)> = [("a", "a*"), ("b", "*a")]
            .into_iter()
            .chain(takers)
            .collect();
        let found = ties(&rules(&owned));
        found.iter().any(|tie| (tie.first, tie.second) == (0, 1))
    };
    assert!(!ties_with(6));
    assert!(ties_with(28));
}

#[test]
fn a_more_specific_alternative_of_the_same_rule_takes_paths_too() {
    assert_snapshot!(drawn(&[("a", "{s*,sa}/"), ("b", "?a/")]), @"");
}

#[test]
fn each_pair_is_listed_once_and_in_order() {
    assert_snapshot!(drawn(&[("a", "{x,y,z}"), ("b", "{z,y}"), ("a", "y"), ("c", "z")]), @"
    {x,y,z} | {z,y} on y
    {x,y,z} | z on z
    {z,y} | y on y
    {z,y} | z on z
    ");
}

#[test]
fn the_list_is_cut() {
    let patterns: Vec<String> = (10..90).map(|n| format!("w{n}")).collect();
    let owned: Vec<(&str, &str)> = patterns
        .iter()
        .map(|owner| (owner.as_str(), "docs/**"))
        .collect();
    assert_eq!(ties(&rules(&owned)).len(), MAX_TIES);
}
