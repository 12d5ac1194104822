//! Whatever stands in CODEOWNERS and whatever git tracks, carrying it over gives a `workstreams.toml` without
//! errors in which every path has the owners that it had, or says which have not; and so does the way back.
//!
//! The bytes are a CODEOWNERS file up to the first NUL, then paths, each up to the next NUL.
#![no_main]

use libfuzzer_sys::fuzz_target;
use orion_core::codeowners::{Matcher, OwnedBy, OwnerSet, export, import, parse};
use orion_core::config;
use orion_core::ownership::OwnershipMap;
use orion_core::path::RepoPath;
use orion_core::path_tree::PathTree;
use orion_core::proposal::Proposal;

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.split(|byte| *byte == 0);
    let source = String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
    let tree = PathTree::new(tracked(parts));
    let file = parse(&source);
    for finding in &file.findings {
        for label in &finding.labels {
            assert!(source.get(label.span.clone()).is_some(), "{finding:?}");
        }
    }
    let imported = import(&file, &tree);
    let proposal = Proposal {
        about: Vec::new(),
        name: "fuzz".to_owned(),
        base: "main".to_owned(),
        leaves_room: false,
        workstreams: imported.workstreams.clone(),
    };
    let text = proposal.to_string();
    let parsed = config::parse(&text);
    let workspace = parsed
        .workspace
        .unwrap_or_else(|| panic!("{text}\n{:#?}", parsed.diagnostics));

    let map = OwnershipMap::new(workspace.rules().cloned().collect());
    let owned_by = OwnedBy::new(&workspace);
    let matcher = Matcher::new(&file);
    let mut cursor = matcher.cursor();
    for path in tree.paths() {
        let line = cursor.find(path.as_bytes()).map(|index| &file.lines[index]);
        assert_eq!(line, file.find(path.as_bytes()), "{path:?}");
        let before = line.map_or_else(OwnerSet::default, |line| line.owner_set());
        let after = map
            .find(path.as_bytes())
            .map_or_else(OwnerSet::default, |rule| owned_by.set(rule));
        let told = imported
            .differences
            .iter()
            .any(|difference| difference.path == *path);
        assert_eq!(before != after, told, "{path:?}: {before}, then {after}\n{text}");
    }

    let exported = export(&workspace, &tree);
    let written = parse(&exported.text);
    assert_eq!(written.findings, [], "{}", exported.text);
    for path in tree.paths() {
        let owners = written
            .find(path.as_bytes())
            .map_or_else(OwnerSet::default, |line| line.owner_set());
        let wanted = map
            .find(path.as_bytes())
            .map_or_else(OwnerSet::default, |rule| owned_by.set(rule));
        let told = exported
            .differences
            .iter()
            .any(|difference| difference.path == *path);
        assert_eq!(owners != wanted, told, "{path:?}\n{}", exported.text);
    }
});

/// Paths as git could store them: no empty component, no `.` and no `..`, and none below another.
fn tracked<'a>(parts: impl Iterator<Item = &'a [u8]>) -> Vec<RepoPath> {
    let mut paths: Vec<&[u8]> = parts
        .take(64)
        .filter(|path| {
            path.split(|byte| *byte == b'/')
                .all(|name| !matches!(name, b"" | b"." | b".."))
        })
        .collect();
    paths.sort_unstable();
    let mut kept: Vec<&[u8]> = Vec::new();
    for path in paths {
        let below = kept
            .iter()
            .any(|file| path.starts_with(file) && path.get(file.len()) == Some(&b'/'));
        if !below {
            kept.push(path);
        }
    }
    kept.into_iter().map(RepoPath::new).collect()
}
