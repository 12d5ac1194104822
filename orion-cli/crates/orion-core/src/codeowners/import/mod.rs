//! Ownership from CODEOWNERS: for every tracked path the same owners before and after, or a finding.

mod naming;
mod precedence;
mod teams;
mod written;

#[cfg(test)]
mod tests;

use naming::Ownership;
use precedence::{Candidate, Origin};
use teams::Teams;

use super::matcher::Matcher;
use super::owner::OwnerSet;
use super::parse::Codeowners;
use super::rules;
use crate::diagnostic::Diagnostic;
use crate::ownership::Access;
use crate::path::RepoPath;
use crate::path_tree::PathTree;
use crate::proposal::{ProposedRule, ProposedWorkstream};

/// What came of a CODEOWNERS file.
#[derive(Debug, Clone)]
pub struct Import {
    /// The workstreams, in the order in which the file first names them.
    pub workstreams: Vec<ProposedWorkstream>,
    /// What is to be said about the file and about what did not go over as it stood.
    pub findings: Vec<Diagnostic>,
    /// The tracked paths whose owners would not be the same. Empty means: nothing changes for anyone.
    pub differences: Vec<Difference>,
    /// The tracked paths that nobody owns, before and after.
    pub unowned: Vec<RepoPath>,
}

/// A path whose owners are not the same before and after.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Difference {
    /// The path.
    pub path: RepoPath,
    /// Its owners by the one file.
    pub before: OwnerSet,
    /// Its owners by the other.
    pub after: OwnerSet,
}

/// Makes workstreams of the sets of owners that `file` names, and rules of its lines, such that every path in
/// `tree` keeps its owners. Whether it does is found by asking both for every path.
#[must_use]
pub fn import(file: &Codeowners, tree: &PathTree) -> Import {
    let teams = Teams::new(&file.lines);
    let matcher = Matcher::new(file);
    let mut cursor = matcher.cursor();
    let deciding: Vec<Option<usize>> = tree
        .paths()
        .iter()
        .map(|path| cursor.find(path.as_bytes()))
        .collect();
    let decides_within = |shape: &super::shape::Shape, line: usize| {
        let prefix = shape.literal_prefix();
        let entry = tree.position(prefix.as_bytes());
        tree.below(prefix.as_bytes()).chain(entry).any(|path| {
            deciding[path] == Some(line) && shape.matches(tree.paths()[path].as_bytes())
        })
    };
    let translation = precedence::translate(&file.lines, &teams, &decides_within);
    let ownership = naming::complete(translation.candidates, &deciding, &teams, tree);

    let mut findings = file.findings.clone();
    findings.extend(
        translation
            .idle
            .iter()
            .map(|(earlier, later)| rules::idle_line(&file.lines[*earlier], &file.lines[*later])),
    );
    let named = ownership.named();
    let left_open: Vec<(usize, usize)> = translation
        .left_open
        .into_iter()
        .filter(|(_, later)| named.iter().all(|(line, _)| line != later))
        .collect();
    findings.extend(rules::left_open(&file.lines, &left_open));
    findings.extend(rules::named_by_path(&file.lines, &named));
    findings.sort_by_key(Diagnostic::offset);

    let owners =
        |team: Option<usize>| team.map_or_else(OwnerSet::default, |team| teams.owners(team));
    let mut differences = Vec::new();
    let mut unowned = Vec::new();
    for (path, (line, team)) in tree
        .paths()
        .iter()
        .zip(deciding.iter().zip(&ownership.teams))
    {
        let before = owners(line.map(|line| teams.of_line(line)));
        let after = owners(*team);
        if before != after {
            differences.push(Difference {
                path: path.clone(),
                before,
                after,
            });
        } else if after.is_empty() {
            unowned.push(path.clone());
        }
    }
    findings.extend(rules::differs(&differences));
    findings.extend(rules::unowned(&unowned));
    Import {
        workstreams: workstreams(file, &teams, ownership),
        findings,
        differences,
        unowned,
    }
}

/// Gives each team its patterns, in the order of their lines. Teams of idle lines only are left out.
fn workstreams(file: &Codeowners, teams: &Teams, ownership: Ownership) -> Vec<ProposedWorkstream> {
    let mut workstreams = teams.workstreams();
    let number = |line: usize| file.lines[line].number;
    let mut written = ownership.written;
    written.sort_by_key(|(candidate, _)| candidate.line);
    for (candidate, patterns) in written {
        let team = teams.of_line(candidate.line);
        let about = about(&candidate, &number);
        let access = if teams.is_nobody(team) {
            Access::Shared
        } else {
            Access::Full
        };
        workstreams[team]
            .owns
            .extend(patterns.into_iter().map(|pattern| ProposedRule {
                pattern,
                access,
                about: about.clone(),
            }));
    }
    workstreams.retain(|workstream| !workstream.owns.is_empty());
    workstreams
}

fn about(candidate: &Candidate, number: &dyn Fn(usize) -> usize) -> String {
    let line = number(candidate.line);
    match candidate.origin {
        Origin::Line => String::new(),
        Origin::Over(earlier) => format!("line {line} comes after line {}", number(earlier)),
        Origin::Without(later) => format!("line {line}, but for line {}", number(later)),
        Origin::Path => format!("line {line}"),
    }
}
