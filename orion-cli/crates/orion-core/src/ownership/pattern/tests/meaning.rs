//! What a pattern means, held against cases.

use crate::ownership::{OwnedPattern, Reach, Specificity};

fn pattern(text: &str) -> OwnedPattern {
    text.parse()
        .unwrap_or_else(|error| panic!("`{text}`: {error}"))
}

#[track_caller]
fn check(text: &str, yes: &[&[u8]], no: &[&[u8]]) {
    let pattern = pattern(text);
    for path in yes {
        assert!(
            pattern.matches(path),
            "`{text}` should match {}",
            path.escape_ascii()
        );
    }
    for path in no {
        assert!(
            !pattern.matches(path),
            "`{text}` should not match {}",
            path.escape_ascii()
        );
    }
}

#[test]
fn a_name_without_wildcards_is_a_file_or_a_directory_with_all_below_it() {
    for text in ["services/auth", "services/auth/"] {
        check(
            text,
            &[
                b"services/auth",
                b"services/auth/",
                b"services/auth/src/main.rs",
            ],
            &[
                b"services",
                b"services/authentication",
                b"services/Auth/a",
                b"x/services/auth",
                b"",
            ],
        );
    }
}

#[test]
fn a_wildcard_without_a_slash_behind_it_matches_entries_only() {
    check(
        "docs/*.md",
        &[b"docs/a.md", b"docs/.md", b"docs/\xff.md", b"docs/a\nb.md"],
        &[b"docs/a.md/b", b"docs/x/a.md", b"docs/a.mdx", b"docs"],
    );
    check(
        "docs/*",
        &[b"docs/a", b"docs/"],
        &[b"docs/a/b", b"docs/a/", b"docs"],
    );
}

#[test]
fn a_wildcard_with_a_slash_behind_it_matches_what_is_below_only() {
    check(
        "packages/*/prisma/",
        &[b"packages/a/prisma/x", b"packages/a/prisma/x/y"],
        &[b"packages/a/prisma", b"packages/prisma/x"],
    );
    check("docs/*/", &[b"docs/a/b", b"docs/a/"], &[b"docs/a", b"docs"]);
}

#[test]
fn two_stars_are_any_number_of_components_and_at_the_end_at_least_one() {
    check(
        "**/Cargo.lock",
        &[b"Cargo.lock", b"a/Cargo.lock", b"a/b/Cargo.lock"],
        &[b"Cargo.lock/a", b"aCargo.lock"],
    );
    check("docs/**", &[b"docs/a", b"docs/a/b"], &[b"docs", b"docsa/b"]);
    check("a/**/b", &[b"a/b", b"a/x/b", b"a/x/y/b"], &[b"a", b"a/b/c"]);
    check("**", &[b"a", b"a/b", b""], &[]);
    check(
        "**/migrations/",
        &[b"migrations/1", b"a/migrations/1", b"a/migrations/b/1"],
        &[b"migrations", b"a/migrations"],
    );
}

#[test]
fn two_stars_say_no_more_when_doubled_and_no_less_with_a_slash() {
    for text in ["docs/**/**", "docs/**"] {
        check(text, &[b"docs/a", b"docs/a/b"], &[b"docs"]);
    }
    for text in ["docs/**/", "docs/*/"] {
        check(text, &[b"docs/a/b", b"docs/a/b/c"], &[b"docs/a"]);
    }
    check("**/", &[b"a/b"], &[b"a"]);
}

#[test]
fn a_question_mark_is_one_character_or_one_byte_where_it_is_not_utf_8() {
    check(
        "?",
        &[b"a", "é".as_bytes(), "😀".as_bytes(), b"\xff", b"\n"],
        &[b"", b"ab", b"\xff\xff", "éé".as_bytes()],
    );
    check(
        "*??",
        &[b"ab", "é€".as_bytes()],
        &["€".as_bytes(), "é".as_bytes()],
    );
    check(
        "a?é",
        &["aöé".as_bytes(), b"a\xc3\xc3\xa9"],
        &["aé".as_bytes()],
    );
}

#[test]
fn brackets_commas_and_exclamation_marks_are_literal() {
    check("app/[id]/", &[b"app/[id]/page"], &[b"app/i/page"]);
    check("a,b", &[b"a,b"], &[b"a"]);
    check("!a", &[b"!a"], &[b"b"]);
}

#[test]
fn a_backslash_takes_the_next_character_literally() {
    check(r"a\*b", &[b"a*b"], &[b"axb", b"a\\xb"]);
    check(r"\{\{name\}\}/", &[b"{{name}}/x"], &[]);
    check(r"\a\\", &[b"a\\"], &[]);
    check(r"{a\,b,c}", &[b"a,b", b"c"], &[b"a"]);
}

#[test]
fn what_is_escaped_means_itself() {
    let name = r"a*?{b,c}\[d]!é";
    check(
        &OwnedPattern::escape(name),
        &[name.as_bytes()],
        &[b"a*?b\\[d]!"],
    );
}

#[test]
fn braces_spell_patterns_out() {
    let spelled = pattern("{a,b}/x{1,2,}");
    assert_eq!(spelled.alternatives().len(), 6);
    check("{a,b}/x{1,2,}", &[b"a/x1", b"b/x", b"b/x2/y"], &[b"c/x1"]);
    check("{*.rs,Cargo.*}", &[b"a.rs", b"Cargo.lock"], &[b"a.toml"]);
    assert_eq!(pattern("{a,a}").alternatives().len(), 1);
    assert_eq!(pattern("{*,a}*").alternatives().len(), 2);
}

#[test]
fn each_alternative_reaches_as_far_as_it_would_alone() {
    let reach = |text| {
        pattern(text)
            .alternatives()
            .iter()
            .map(crate::ownership::Alternative::reach)
            .collect::<Vec<_>>()
    };
    assert_eq!(reach("a"), [Reach::EntryAndBelow]);
    assert_eq!(reach("{a,b*}"), [Reach::EntryAndBelow, Reach::Entry]);
    assert_eq!(reach("{a,b*}/"), [Reach::EntryAndBelow, Reach::Below]);
    assert_eq!(reach("a/**"), [Reach::Below]);
}

#[test]
fn specificity_counts_leading_names_then_literal_bytes() {
    let specificity = |text: &str| {
        let Specificity {
            literal_components,
            literal_bytes,
        } = pattern(text).alternatives()[0].specificity();
        (literal_components, literal_bytes)
    };
    assert_eq!(specificity("services/auth/"), (2, 12));
    assert_eq!(specificity("services/*/migrations/"), (1, 18));
    assert_eq!(specificity("**/Cargo.lock"), (0, 10));
    assert_eq!(specificity(r"a/\*b/?.é"), (2, 6));
    assert_eq!(specificity("**"), (0, 0));
}

#[test]
fn the_most_specific_alternative_counts_on_a_path() {
    let pattern = pattern("{src,s*}/**");
    let on = |path| pattern.specificity_on(path).map(|s| s.literal_components);
    assert_eq!(on(b"src/a"), Some(1));
    assert_eq!(on(b"sub/a"), Some(0));
    assert_eq!(on(b"sub"), None);
}

#[test]
fn a_hostile_pattern_on_a_hostile_path_takes_no_exponential_time() {
    let deep = "**/a*a*a*a*a*a*a*b/".repeat(40);
    let path = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac/".repeat(80);
    assert!(!pattern(&deep).matches(path.as_bytes()));
}
