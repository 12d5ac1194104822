//! Workstreams from the folder layout: one for each part of the repository that stands on its own.
//!
//! Parts are what the build tools' workspaces list, what stands in folders that usually hold parts, and every
//! other folder at the root. What is left (files at the root, hidden folders, files beside parts) is one
//! more workstream.

mod manifest;

#[cfg(test)]
mod tests;

pub use manifest::{MANIFESTS, Manifest};

use std::collections::BTreeSet;

use super::{Names, ProposedRule, ProposedWorkstream, title_of};
use crate::ownership::OwnedPattern;
use crate::path_tree::PathTree;

/// Folders whose folders are usually parts of their own.
const PARTS_OF: [&str; 8] = [
    "apps", "crates", "libs", "modules", "packages", "plugins", "projects", "services",
];

/// The most parts that are listed one by one. Beyond, the folders at the root are the parts.
pub const MOST_PARTS: usize = 40;

/// What came of a layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The workstreams, the parts first, in the order of their paths.
    pub workstreams: Vec<ProposedWorkstream>,
    /// The manifests that listed parts.
    pub manifests: Vec<String>,
    /// How many parts there would be, when they were too many to list.
    pub too_many: Option<usize>,
}

/// Finds the parts among the tracked paths. `manifests` are those of [`MANIFESTS`] that the root holds.
#[must_use]
pub fn layout(tree: &PathTree, manifests: &[Manifest]) -> Layout {
    let mut listing = Vec::new();
    let mut parts: BTreeSet<String> = BTreeSet::new();
    for manifest in manifests {
        let found = manifest.members(tree);
        if !found.is_empty() {
            listing.push(manifest.name.to_owned());
        }
        parts.extend(found);
    }
    for parent in PARTS_OF {
        parts.extend(tree.directories_in(parent).map(str::to_owned));
    }
    let tops: Vec<&str> = tree
        .directories_in("")
        .filter(|directory| !directory.starts_with('.'))
        .collect();
    parts.retain(|part| !part.starts_with('.'));
    let holds_part = |top: &str| {
        parts.iter().any(|part| {
            part.strip_prefix(top)
                .is_some_and(|rest| rest.starts_with('/'))
        })
    };
    let plain: Vec<String> = tops
        .iter()
        .filter(|top| !holds_part(top))
        .map(|top| (*top).to_owned())
        .collect();
    parts.extend(plain);
    let mut parts = outermost(&parts);
    let too_many = (parts.len() > MOST_PARTS).then_some(parts.len());
    if too_many.is_some() {
        parts = tops.iter().map(|top| (*top).to_owned()).collect();
        listing.clear();
    }
    Layout {
        workstreams: workstreams(tree, &parts),
        manifests: listing,
        too_many,
    }
}

/// Leaves out what lies in another part.
fn outermost(parts: &BTreeSet<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for part in parts {
        let inner = part
            .match_indices('/')
            .any(|(slash, _)| parts.contains(&part[..slash]));
        if !inner {
            kept.push(part.clone());
        }
    }
    kept
}

fn workstreams(tree: &PathTree, parts: &[String]) -> Vec<ProposedWorkstream> {
    let mut names = Names::default();
    let mut workstreams: Vec<ProposedWorkstream> = parts
        .iter()
        .map(|part| {
            let name = name_of(part, parts);
            ProposedWorkstream {
                id: names.id(&name),
                title: title_of(&name),
                about: String::new(),
                members: Vec::new(),
                owns: vec![directory(part)],
            }
        })
        .collect();
    let rest = rest(tree, parts);
    if !rest.is_empty() {
        workstreams.push(ProposedWorkstream {
            id: names.id("platform"),
            title: "Platform".to_owned(),
            about:
                "What belongs to no part: files at the root, the build, the continuous integration."
                    .to_owned(),
            members: Vec::new(),
            owns: rest,
        });
    }
    workstreams
}

/// The last name of the path; the whole path where another part ends in the same name.
fn name_of(part: &str, parts: &[String]) -> String {
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let shared = parts
        .iter()
        .any(|other| other != part && last(other) == last(part));
    if shared {
        part.replace('/', "-")
    } else {
        part.rsplit('/').next().unwrap_or(part).to_owned()
    }
}

fn directory(path: &str) -> ProposedRule {
    ProposedRule::new(format!("{}/", OwnedPattern::escape(path)))
}

/// The files at the root, and the folders at the root with tracked files outside every part.
fn rest(tree: &PathTree, parts: &[String]) -> Vec<ProposedRule> {
    let mut rest = Vec::new();
    let mut tops: BTreeSet<&str> = BTreeSet::new();
    let mut at_root = false;
    for path in tree.paths().iter().filter_map(|path| path.as_utf8()) {
        let covered = path.match_indices('/').any(|(slash, _)| {
            parts
                .binary_search_by(|part| part.as_str().cmp(&path[..slash]))
                .is_ok()
        });
        match path.split_once('/') {
            None => at_root = true,
            Some((top, _)) if !covered => {
                tops.insert(top);
            }
            Some(_) => {}
        }
    }
    if at_root || tree.paths().is_empty() {
        rest.push(ProposedRule::new("*"));
    }
    rest.extend(tops.into_iter().map(directory));
    rest
}
