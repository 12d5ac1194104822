//! Layouts of the usual kinds.

use std::fmt::Write as _;

use super::{Layout, MOST_PARTS, Manifest, layout};
use crate::path::RepoPath;
use crate::path_tree::PathTree;

fn of(paths: &[&str], manifests: &[(&'static str, &str)]) -> Layout {
    let tree = PathTree::new(paths.iter().map(|path| RepoPath::from(*path)).collect());
    let manifests: Vec<Manifest> = manifests
        .iter()
        .map(|(name, text)| Manifest {
            name,
            text: (*text).to_owned(),
        })
        .collect();
    layout(&tree, &manifests)
}

fn shown(layout: &Layout) -> String {
    let mut text = String::new();
    for workstream in &layout.workstreams {
        let patterns: Vec<&str> = workstream
            .owns
            .iter()
            .map(|rule| rule.pattern.as_str())
            .collect();
        writeln!(text, "{}: {}", workstream.id, patterns.join(" ")).unwrap();
    }
    text
}

#[test]
fn folders_that_hold_parts_give_one_workstream_each() {
    let layout = of(
        &[
            ".github/workflows/ci.yml",
            "README.md",
            "docs/a.md",
            "packages/auth/src/a.ts",
            "packages/user/src/a.ts",
            "packages/tsconfig.json",
            "services/auth/main.go",
            "scripts/[x]/run",
        ],
        &[],
    );
    insta::assert_snapshot!(shown(&layout), @r"
    docs: docs/
    packages-auth: packages/auth/
    user: packages/user/
    scripts: scripts/
    services-auth: services/auth/
    platform: * .github/ packages/
    ");
}

#[test]
fn a_workspace_lists_its_parts_wherever_they_are() {
    let layout = of(
        &[
            "Cargo.toml",
            "core/Cargo.toml",
            "core/macros/Cargo.toml",
            "tools/x/Cargo.toml",
            "tools/y",
        ],
        &[(
            "Cargo.toml",
            "[workspace]\nmembers = [\"core\", \"core/*\", \"tools/*\"]",
        )],
    );
    assert_eq!(layout.manifests, ["Cargo.toml"]);
    insta::assert_snapshot!(shown(&layout), @r"
    core: core/
    x: tools/x/
    platform: * tools/
    ");
}

#[test]
fn too_many_parts_are_taken_by_their_folders() {
    let paths: Vec<String> = (0..=MOST_PARTS)
        .map(|number| format!("crates/c{number}/lib.rs"))
        .collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let layout = of(&paths, &[]);
    assert_eq!(layout.too_many, Some(MOST_PARTS + 1));
    assert_eq!(shown(&layout), "crates: crates/\n");
}

#[test]
fn an_empty_repository_has_a_platform() {
    assert_eq!(shown(&of(&[], &[])), "platform: *\n");
    assert_eq!(
        shown(&of(&["platform/a", "b"], &[])),
        "platform: platform/\nplatform-2: *\n"
    );
}
