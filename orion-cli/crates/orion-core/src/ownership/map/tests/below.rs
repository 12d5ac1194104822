//! What rules name below an entry.

use crate::ownership::OwnershipMap;
use crate::ownership::sample_rules::rules;

fn below<'a>(map: &'a OwnershipMap, path: &str) -> Vec<&'a str> {
    map.below(path.as_bytes())
        .map(|rule| rule.pattern.as_str())
        .collect()
}

#[test]
fn an_entry_stands_in_the_way_of_what_is_named_below_it() {
    let map = OwnershipMap::new(rules(&[
        ("a", "services/user/"),
        ("a", "services/auth/"),
        ("a", "services/auth/migrations/*.sql"),
        ("a", "services/{mail,auth}/templates/**/*.html"),
        ("a", "services"),
        ("a", "*/auth/"),
    ]));
    assert_eq!(
        below(&map, "services"),
        [
            "services/user/",
            "services/auth/",
            "services/auth/migrations/*.sql",
            "services/{mail,auth}/templates/**/*.html",
        ]
    );
    assert_eq!(
        below(&map, "services/auth"),
        [
            "services/auth/migrations/*.sql",
            "services/{mail,auth}/templates/**/*.html",
            "*/auth/",
        ]
    );
    assert_eq!(
        below(&map, "services/auth/migrations"),
        ["services/auth/migrations/*.sql"]
    );
    assert!(below(&map, "services/auth/migrations/1.sql").is_empty());
    assert!(below(&map, "service").is_empty());
    assert!(below(&map, "docs").is_empty());
}

#[test]
fn a_directory_pattern_that_ends_in_a_name_speaks_of_that_name() {
    let map = OwnershipMap::new(rules(&[
        ("a", "**/migrations/"),
        ("a", "docs/*/"),
        ("a", "src/**"),
        ("a", "**/tests/**"),
        ("a", "**/tests/*.rs"),
    ]));
    assert_eq!(below(&map, "services/auth/migrations"), ["**/migrations/"]);
    assert_eq!(below(&map, "migrations"), ["**/migrations/"]);
    assert!(below(&map, "services/auth").is_empty());
    assert!(below(&map, "docs/a.md").is_empty());
    assert_eq!(below(&map, "docs"), ["docs/*/"]);
    assert_eq!(below(&map, "src"), ["src/**"]);
    assert_eq!(below(&map, "x/tests"), ["**/tests/**"]);
}
