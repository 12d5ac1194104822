//! Which of several matching rules decides.

use crate::ownership::sample_rules::{rule, rules};
use crate::ownership::{Access, OwnershipMap, OwnershipRule};

/// The pattern that decides each of `paths`.
#[track_caller]
fn check(patterns: &[&str], expected: &[(&str, Option<&str>)]) {
    let owned: Vec<(&str, &str)> = patterns.iter().map(|pattern| ("a", *pattern)).collect();
    let map = OwnershipMap::new(rules(&owned));
    for (path, pattern) in expected {
        let found = map.find(path.as_bytes()).map(|rule| rule.pattern.as_str());
        assert_eq!(found, *pattern, "on `{path}`");
    }
}

#[test]
fn without_rules_nobody_owns_anything() {
    check(&[], &[("a", None), ("", None), ("a/b", None)]);
}

#[test]
fn more_names_before_the_first_wildcard_win() {
    check(
        &[
            "**",
            "services/",
            "services/auth/",
            "services/*/migrations/",
        ],
        &[
            ("README.md", Some("**")),
            ("services", Some("services/")),
            (
                "services/user/migrations/1.sql",
                Some("services/*/migrations/"),
            ),
            // Two names before any wildcard, not one.
            ("services/auth/migrations/1.sql", Some("services/auth/")),
        ],
    );
}

#[test]
fn then_more_literal_bytes_win() {
    check(
        &[
            "**/*.rs",
            "**/build.rs",
            "*/x/",
            "**/tests/**",
            "**/x/tests/**",
        ],
        &[
            ("a/build.rs", Some("**/build.rs")),
            ("a/main.rs", Some("**/*.rs")),
            ("a/x/main.rs", Some("**/*.rs")),
            ("a/x/build.rs", Some("**/build.rs")),
            ("a/y/tests/b", Some("**/tests/**")),
            ("a/x/tests/b", Some("**/x/tests/**")),
        ],
    );
}

#[test]
fn a_file_in_a_directory_wins_over_the_directory() {
    check(
        &["docs/", "docs/CODEOWNERS", "docs/api/", "docs/api/*.md"],
        &[
            ("docs/a.md", Some("docs/")),
            ("docs/CODEOWNERS", Some("docs/CODEOWNERS")),
            ("docs/api/a.md", Some("docs/api/*.md")),
            ("docs/api/x/a.md", Some("docs/api/")),
        ],
    );
}

#[test]
fn wildcards_of_every_shape_are_found() {
    check(
        &[
            "*.tar.gz", "*.", "lib*", "*-test", "*mid*", "?", "a?c*.e", "*/",
        ],
        &[
            ("x.tar.gz", Some("*.tar.gz")),
            ("x.gz", None),
            ("x.", Some("*.")),
            ("library", Some("lib*")),
            ("unit-test", Some("*-test")),
            ("amidst", Some("*mid*")),
            ("x", Some("?")),
            ("é", Some("?")),
            ("abcd.e", Some("a?c*.e")),
            ("x/y", Some("*/")),
            ("long", None),
        ],
    );
}

#[test]
fn two_stars_may_stand_for_nothing_and_more_than_once() {
    check(
        &["**/a/**/b", "**/a/**/a/**/c"],
        &[
            ("a/b", Some("**/a/**/b")),
            ("x/a/y/z/b", Some("**/a/**/b")),
            ("a/a/c", Some("**/a/**/a/**/c")),
            ("a/x/a/x/c", Some("**/a/**/a/**/c")),
            ("a/x/c", None),
        ],
    );
}

#[test]
fn a_path_with_a_slash_at_its_end_is_a_directory() {
    check(
        &["docs/*/", "docs/*", "src/**"],
        &[
            ("docs/sub", Some("docs/*")),
            ("docs/sub/", Some("docs/*/")),
            ("src/", Some("src/**")),
            ("src", None),
        ],
    );
}

#[test]
fn of_one_owner_the_stricter_access_wins_then_the_first_by_text() {
    let with = |pattern, access, line| OwnershipRule {
        access,
        ..rule("a", pattern, line)
    };
    let line = |rules: Vec<OwnershipRule>| {
        OwnershipMap::new(rules)
            .find(b"docs/a.md")
            .map(|rule| rule.line)
    };
    let stricter = [
        with("docs/*.md", Access::Approval, 1),
        with("docs/a.??", Access::Full, 2),
        with("docs/a*.?", Access::ReadOnly, 3),
        with("docs/?.md", Access::Full, 4),
    ];
    for rotation in 0..stricter.len() {
        let mut rules = stricter.to_vec();
        rules.rotate_left(rotation);
        assert_eq!(line(rules.clone()), Some(4), "{rules:?}");
        for rule in &mut rules {
            rule.access = Access::Full;
        }
        assert_eq!(line(rules), Some(4));
    }
}

#[test]
fn names_are_compared_byte_by_byte() {
    let map = OwnershipMap::new(rules(&[("a", "Docs/"), ("a", "é/")]));
    assert!(map.find(b"docs/a").is_none());
    assert!(map.find("e\u{301}/a".as_bytes()).is_none());
    assert!(map.find("é/\u{fffd}".as_bytes()).is_some());
    assert!(map.find(b"\xe9/a").is_none());
    assert!(map.find(b"Docs/\xff\n").is_some());
}
