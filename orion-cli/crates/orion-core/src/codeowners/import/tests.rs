//! Whole files, carried over.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::{Import, import};
use crate::codeowners::parse;
use crate::path::RepoPath;
use crate::path_tree::PathTree;

fn carry(source: &str, paths: &[&str]) -> Import {
    let tree = PathTree::new(paths.iter().map(|path| RepoPath::from(*path)).collect());
    import(&parse(source), &tree)
}

/// Owner, then its patterns with their access and comment.
fn shown(import: &Import) -> String {
    let mut text = String::new();
    for workstream in &import.workstreams {
        let members = workstream.members.join(" ");
        writeln!(text, "{} {members}", workstream.id).unwrap();
        for rule in &workstream.owns {
            write!(text, "  {} {}", rule.access.as_str(), rule.pattern).unwrap();
            if !rule.about.is_empty() {
                write!(text, "  # {}", rule.about).unwrap();
            }
            text.push('\n');
        }
    }
    for finding in &import.findings {
        writeln!(text, "{} {}", finding.code, finding.message).unwrap();
    }
    text
}

#[test]
fn lines_whose_orders_agree_go_over_as_they_stand() {
    let import = carry(
        "* @acme/core\n/services/ @acme/services\n/services/auth/ @ada @bob\nREADME.md @Ada\n/docs/* docs@example.com\n",
        &[
            "services/auth/a",
            "services/b",
            "README.md",
            "x/README.md",
            "docs/a",
            "docs/x/b",
        ],
    );
    assert_eq!(import.differences, []);
    insta::assert_snapshot!(shown(&import), @r"
    core @acme/core
      full **
    services @acme/services
      full services/
    ada-and-bob @ada @bob
      full services/auth/
    ada @Ada
      full **/README.md
      full services/**/README.md  # line 4 comes after line 2
      full services/auth/**/README.md  # line 4 comes after line 3
    docs docs@example.com
      full docs/*
    ");
}

#[test]
fn a_later_less_specific_line_becomes_a_more_specific_pattern() {
    let import = carry(
        "* @core\n/docs/ @writers\n/api/ @api\n*.sql @database\n",
        &["docs/a.md", "docs/a.sql", "api/x", "b.sql"],
    );
    assert_eq!(import.differences, []);
    insta::assert_snapshot!(shown(&import), @r"
    core @core
      full **
    writers @writers
      full docs/
    api @api
      full api/
    database @database
      full **/*.sql
      full docs/**/*.sql  # line 4 comes after line 2
      full api/**/*.sql  # line 4 comes after line 3
    ");
}

#[test]
fn a_later_line_that_cannot_be_more_specific_is_cut_out_of_the_earlier_one() {
    let import = carry(
        "* @core\n/* @root\n/docs/ @writers\n/docs/* @editors\n",
        &["a", "x/y", "docs/a", "docs/x/y"],
    );
    assert_eq!(import.differences, []);
    insta::assert_snapshot!(shown(&import), @r"
    core @core
      full */  # line 1, but for line 2
    root @root
      full *
    writers @writers
      full docs/*/  # line 3, but for line 4
    editors @editors
      full docs/*
    ");
}

#[test]
fn a_name_that_a_later_line_takes_keeps_what_is_below_it() {
    for taken in ["", "@editors"] {
        let import = carry(&format!("a/b @writers\na/* {taken}\n"), &["a/b", "a/c"]);
        assert_eq!(import.differences, [], "{taken}");
    }
    let import = carry("a/b @writers\na/* @editors\n", &["a/b"]);
    insta::assert_snapshot!(shown(&import), @r"
    writers @writers
      full a/b/**  # line 1, but for line 2
    editors @editors
      full a/*
    ");
}

#[test]
fn a_path_that_is_named_goes_before_a_pattern_of_the_same_words() {
    let source = "a @x\n/a \na*/a z@example.com\n*/ \n";
    assert_eq!(carry(source, &["a/a"]).differences, []);
}

#[test]
fn what_a_line_takes_away_is_everyones() {
    let import = carry(
        "/apps/ @octocat\n/apps/github\n/nothing/\n",
        &["apps/a", "apps/github/b", "README", "nothing/x"],
    );
    assert_eq!(import.differences, []);
    insta::assert_snapshot!(shown(&import), @r"
    octocat @octocat
      full apps/
    everyone 
      shared apps/github/
    COD008 nobody owns `README`, `apps/github/b`, `nothing/x`
    ");
}

#[test]
fn what_no_pattern_can_order_is_named_path_by_path() {
    let import = carry(
        "/docs/ @writers\n/docs/? @editors\n",
        &["docs/a", "docs/b/c", "docs/cc"],
    );
    assert_eq!(import.differences, []);
    insta::assert_snapshot!(shown(&import), @r"
    writers @writers
      full docs/
    editors @editors
      full docs/a  # line 2
      full docs/b/c  # line 2
    COD005 `/docs/?` is carried over for 2 tracked paths only
    ");
}

#[test]
fn a_line_that_never_decides_is_reported() {
    let import = carry("/docs/ @writers\n* @core\n", &["docs/a", "b"]);
    assert_eq!(import.differences, []);
    insta::assert_snapshot!(shown(&import), @r"
    core @core
      full **
    COD004 `/docs/` never decides, and is not carried over
    ");
}

#[test]
fn names_that_no_pattern_can_say_are_reported_not_guessed() {
    let source = "* @core\na\\\u{1}b @one\na\\\u{2}b @two\n";
    let import = carry(source, &["a\u{1}b", "a\u{2}b"]);
    assert_eq!(import.differences.len(), 1);
    insta::assert_snapshot!(shown(&import).replace('\u{2}', "^B"), @r"
    core @core
      full **
    one @one
      full **/a?b
      full **/a?b/
    COD006 new paths that `a\^Bb` shares with line 2 will go there, not here
    COD007 owners would change: `a\u{2}b` (@one, not @two)
    ");
}

#[test]
fn many_overlaps_are_made_only_where_a_path_needs_them() {
    let mut source = String::new();
    for number in 0..200 {
        writeln!(source, "/service{number}/ @team{number}").unwrap();
    }
    source.push_str("*.sql @database\n");
    let import = carry(&source, &["service7/a.sql", "service7/b", "service8/c"]);
    assert_eq!(import.differences, []);
    let database = import
        .workstreams
        .iter()
        .find(|workstream| workstream.id.as_str() == "database")
        .unwrap();
    let patterns: Vec<_> = database
        .owns
        .iter()
        .map(|rule| rule.pattern.as_str())
        .collect();
    assert_eq!(patterns, ["**/*.sql", "service7/**/*.sql"]);
    assert_eq!(import.findings.last().unwrap().code.0, "COD006");
}

fn files() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        4 => "[ab]",
        1 => Just("*".to_owned()),
        1 => Just("**".to_owned()),
        1 => Just("*.x".to_owned()),
        1 => Just("a*".to_owned()),
        1 => Just("?".to_owned()),
    ];
    let pattern = (
        any::<bool>(),
        prop::collection::vec(name, 1..4),
        any::<bool>(),
    )
        .prop_map(|(anchored, names, directory)| {
            format!(
                "{}{}{}",
                if anchored { "/" } else { "" },
                names.join("/"),
                if directory { "/" } else { "" }
            )
        });
    let owners = prop_oneof![
        Just(""),
        Just("@x"),
        Just("@y"),
        Just("@x @y"),
        Just("z@example.com"),
    ];
    prop::collection::vec((pattern, owners), 0..9).prop_map(|lines| {
        lines
            .into_iter()
            .fold(String::new(), |mut source, (pattern, owners)| {
                writeln!(source, "{pattern} {owners}").unwrap();
                source
            })
    })
}

fn trees() -> impl Strategy<Value = Vec<String>> {
    let name = prop_oneof![4 => "[ab]", 1 => Just("a.x".to_owned()), 1 => Just("ab".to_owned())];
    let path = prop::collection::vec(name, 1..5).prop_map(|names| names.join("/"));
    prop::collection::vec(path, 0..12).prop_map(|mut paths| {
        // No path is both a file and a directory.
        paths.sort();
        let all = paths.clone();
        paths.retain(|path| {
            !all.iter()
                .any(|other| other.starts_with(&format!("{path}/")))
        });
        paths
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_path_keeps_its_owners(source in files(), paths in trees()) {
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let import = carry(&source, &paths);
        prop_assert_eq!(&import.differences, &[]);
    }
}
