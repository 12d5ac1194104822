//! CODEOWNERS from ownership: for every tracked path the owners that `workstreams.toml` says, or a finding.
//!
//! In `workstreams.toml` the most specific pattern wins, in CODEOWNERS the last line, so the lines come in
//! the order of their patterns' strength: by the number of names before the first wildcard, and where
//! patterns share those names, by what else tells them apart. Their text depends on `workstreams.toml` alone;
//! only where GitHub reads a pattern more widely than Orion does *and* a tracked path shows it, lines for
//! those paths follow.

mod owners;
mod pattern;

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

pub use owners::OwnedBy;

use super::import::Difference;
use super::matcher::Matcher;
use super::owner::{Owner, OwnerSet};
use super::parse::{Codeowners, parse};
use super::rules;
use super::shape::Shape;
use crate::config::Workspace;
use crate::diagnostic::Diagnostic;
use crate::ownership::{OwnershipMap, OwnershipRule, ranked};
use crate::path_tree::PathTree;

/// The first line of a file that Orion wrote.
pub const GENERATED: &str =
    "# Generated from workstreams.toml by `orion codeowners`. Edit that file, not this one.";

const HEADER: &str = "\
# The last line that matches a path decides. GitHub asks any one of its owners for a review; what the owners
# and everyone else may do is held by `orion check`.
";

/// A CODEOWNERS file, and what is to be said about it.
#[derive(Debug, Clone)]
pub struct Export {
    /// The whole text.
    pub text: String,
    /// What GitHub cannot be told.
    pub findings: Vec<Diagnostic>,
    /// The tracked paths whose owners GitHub would get wrong: `before` by `workstreams.toml`, `after` by the
    /// text.
    pub differences: Vec<Difference>,
}

/// Writes the file, reads it back as GitHub does, and compares the owners of every path in `tree`.
#[must_use]
pub fn export(workspace: &Workspace, tree: &PathTree) -> Export {
    let rules: Vec<OwnershipRule> = workspace.rules().cloned().collect();
    let mut owned_by = OwnedBy::new(workspace);
    let mut findings = owned_by.take_findings();
    let mut text = format!("{GENERATED}\n{HEADER}\n");
    let mut last = String::new();
    let mut entries = ranked(&rules);
    // Patterns with as many, but other names before the first wildcard have no path in common: among those
    // the alphabet decides, for whoever reads the file.
    entries.sort_by_cached_key(|entry| {
        let names: Vec<Vec<u8>> = entry
            .alternative
            .literal_prefix()
            .map(<[u8]>::to_vec)
            .collect();
        (names.len(), names)
    });
    for entry in entries {
        let rule = &rules[entry.rule];
        let written = pattern::write(&Shape::of(entry.alternative));
        if let Some(unsaid) = written.unsaid {
            findings.push(rules::unsaid(rule, unsaid));
        }
        let line = line(&written.text, owned_by.rule(rule));
        if line != last {
            text.push_str(&line);
        }
        last = line;
    }
    let map = OwnershipMap::new(rules);
    let corrections = corrections(&text, &map, &owned_by, tree);
    if !corrections.is_empty() {
        text.push_str(
            "\n# GitHub reads some of the patterns above more widely; these paths are not meant.\n",
        );
        text.push_str(&corrections);
    }
    let differences = differences(&parse(&text), &map, &owned_by, tree);
    findings.extend(rules::export_differs(&differences));
    findings.sort_by_key(Diagnostic::offset);
    Export {
        text,
        findings,
        differences,
    }
}

fn line(pattern: &str, owners: &[Owner]) -> String {
    let mut line = pattern.to_owned();
    for owner in owners {
        // Writing to a `String` cannot fail.
        let _ = write!(line, " {owner}");
    }
    line.push('\n');
    line
}

/// A line for each path that the text gives to the wrong owners.
fn corrections(text: &str, map: &OwnershipMap, owned_by: &OwnedBy, tree: &PathTree) -> String {
    differences(&parse(text), map, owned_by, tree)
        .iter()
        .map(|difference| {
            let path = difference.path.as_bytes();
            let owners = map.find(path).map_or(&[][..], |rule| owned_by.rule(rule));
            line(&pattern::write(&Shape::of_path(path)).text, owners)
        })
        .collect()
}

/// The paths to which `file` gives other owners than the rules do.
fn differences(
    file: &Codeowners,
    map: &OwnershipMap,
    owned_by: &OwnedBy,
    tree: &PathTree,
) -> Vec<Difference> {
    let matcher = Matcher::new(file);
    let mut theirs = matcher.cursor();
    let mut ours = map.cursor();
    let mut differences = Vec::new();
    for path in tree.paths() {
        let bytes = path.as_bytes();
        let before = ours
            .find(bytes)
            .map_or(&[][..], |rule| owned_by.rule(&map.rules()[rule]));
        let after = theirs
            .find(bytes)
            .map_or(&[][..], |line| file.lines[line].owners.as_slice());
        if before == after {
            continue;
        }
        let (before, after): (OwnerSet, OwnerSet) =
            (before.iter().collect(), after.iter().collect());
        if before != after {
            differences.push(Difference {
                path: path.clone(),
                before,
                after,
            });
        }
    }
    differences
}
