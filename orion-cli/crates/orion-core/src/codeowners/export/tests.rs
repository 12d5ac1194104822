//! Whole files, written and read back.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::{Export, export};
use crate::codeowners::{import, parse};
use crate::config;
use crate::path::RepoPath;
use crate::path_tree::PathTree;

fn tree(paths: &[String]) -> PathTree {
    PathTree::new(
        paths
            .iter()
            .map(|path| RepoPath::from(path.as_str()))
            .collect(),
    )
}

/// Workstreams with a member each, and what they own, as TOML.
fn of(workstreams: &[(&str, String)], paths: &[String]) -> Result<Export, String> {
    let mut source = String::from("schema = 1\n[project]\nname = \"p\"\n");
    for (id, owns) in workstreams {
        writeln!(
            source,
            "[workstreams.{id}]\nmembers = [\"@{id}\"]\nowns = [{owns}]"
        )
        .unwrap();
    }
    let parsed = config::parse(&source);
    match parsed.workspace {
        Some(workspace) => Ok(export(&workspace, &tree(paths))),
        None => Err(format!("{source}\n{:?}", parsed.diagnostics)),
    }
}

fn lines(export: &Export) -> Vec<&str> {
    export
        .text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

#[test]
fn lines_come_in_the_order_of_their_strength() {
    let export = of(
        &[
            ("a", r#""services/auth/", "**", "*.md""#.to_owned()),
            (
                "b",
                r#""services/", { path = "services/auth/x", review = ["a"] }"#.to_owned(),
            ),
            (
                "c",
                r#"{ path = "services/auth/open/", access = "shared" }, "**/*.sql""#.to_owned(),
            ),
        ],
        &[],
    )
    .unwrap();
    assert_eq!(
        lines(&export),
        [
            "* @a",
            "/*.md @a",
            "*.sql @c",
            "/services @b",
            "/services/auth @a",
            "/services/auth/open",
            "/services/auth/x @b @a",
        ]
    );
    assert_eq!(export.findings, []);
}

/// `orion codeowners` writes it anew.
#[test]
fn this_repositorys_own_file_is_fresh() {
    let policy = include_str!("../../../../../../workstreams.toml");
    let own = config::parse(policy).workspace.unwrap();
    let export = export(&own, &PathTree::default());
    assert_eq!(export.findings, []);
    assert_eq!(
        export.text,
        include_str!("../../../../../../.github/CODEOWNERS")
    );
}

#[test]
fn what_github_reads_more_widely_is_put_right_for_tracked_paths() {
    let export = of(
        &[
            ("a", r#""**""#.to_owned()),
            ("b", r#""docs/*.md""#.to_owned()),
        ],
        &["docs/x.md/inside".to_owned(), "docs/y.md".to_owned()],
    )
    .unwrap();
    assert_eq!(
        lines(&export),
        ["* @a", "/docs/*.md @b", "/docs/x.md/inside @a"]
    );
    assert_eq!(export.differences, []);
}

#[test]
fn what_github_cannot_tell_apart_is_reported() {
    let export = of(
        &[("a", r#""c#""#.to_owned()), ("b", r#""c?""#.to_owned())],
        &["c#".to_owned(), "c\u{1}".to_owned(), "c+".to_owned()],
    )
    .unwrap();
    let codes: Vec<_> = export
        .findings
        .iter()
        .map(|finding| finding.code.0)
        .collect();
    assert_eq!(codes, ["COD023", "COD020"]);
    assert_eq!(export.differences.len(), 1);
}

fn patterns() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        4 => "[ab]",
        1 => Just("*".to_owned()),
        1 => Just("**".to_owned()),
        1 => Just("*.x".to_owned()),
        1 => Just("a*".to_owned()),
        1 => Just("?".to_owned()),
        1 => Just("{a,b}".to_owned()),
        1 => Just("[a] !".to_owned()),
    ];
    (prop::collection::vec(name, 1..4), any::<bool>()).prop_map(|(names, directory)| {
        format!("{}{}", names.join("/"), if directory { "/" } else { "" })
    })
}

fn rules() -> impl Strategy<Value = String> {
    let access = prop_oneof![
        3 => Just("full"),
        1 => Just("exclusive"),
        1 => Just("approval"),
        1 => Just("read-only"),
        1 => Just("shared"),
    ];
    let rule = (patterns(), access, any::<bool>()).prop_map(|(pattern, access, review)| {
        let review = if review { ", review = [\"x\"]" } else { "" };
        format!("{{ path = \"{pattern}\", access = \"{access}\"{review} }}")
    });
    prop::collection::vec(rule, 0..4).prop_map(|rules| rules.join(", "))
}

fn trees() -> impl Strategy<Value = Vec<String>> {
    let name = prop_oneof![4 => "[ab]", 1 => Just("a.x".to_owned()), 1 => Just("[a] !".to_owned())];
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
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_path_has_its_owners_on_github_and_after_the_way_back(
        x in rules(), y in rules(), z in rules(), paths in trees()
    ) {
        // What ties is no policy, and never gets here.
        if let Ok(export) = of(&[("x", x), ("y", y), ("z", z)], &paths) {
            prop_assert_eq!(&export.differences, &[]);
            let file = parse(&export.text);
            prop_assert_eq!(&file.findings, &[]);
            prop_assert_eq!(&import(&file, &tree(&paths)).differences, &[]);
        }
    }
}
