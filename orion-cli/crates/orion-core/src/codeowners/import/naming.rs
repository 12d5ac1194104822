//! What no pattern can order is named: the paths that a line decides today, one by one.

use std::collections::HashSet;

use super::precedence::{Candidate, Origin};
use super::teams::Teams;
use super::written;
use crate::ids::WorkstreamId;
use crate::ownership::{Access, OwnedPattern, OwnershipMap, OwnershipRule, ties};
use crate::path_tree::PathTree;

/// The patterns to write, and what they come to.
#[derive(Debug, Clone)]
pub(super) struct Ownership {
    /// Each candidate with its patterns.
    pub(super) written: Vec<(Candidate, Vec<String>)>,
    /// For every tracked path the team whose pattern decides it.
    pub(super) teams: Vec<Option<usize>>,
}

impl Ownership {
    /// The lines of which paths are named one by one, each with how many.
    pub(super) fn named(&self) -> Vec<(usize, usize)> {
        let mut named: Vec<(usize, usize)> = Vec::new();
        for (candidate, _) in &self.written {
            if candidate.origin == Origin::Path {
                match named.iter_mut().find(|(line, _)| *line == candidate.line) {
                    Some((_, count)) => *count += 1,
                    None => named.push((candidate.line, 1)),
                }
            }
        }
        named
    }
}

/// Writes the candidates; where two tie, or a path goes to the wrong team, names paths until neither is so or
/// nothing more can be done.
pub(super) fn complete(
    mut candidates: Vec<Candidate>,
    deciding: &[Option<usize>],
    teams: &Teams,
    tree: &PathTree,
) -> Ownership {
    let mut all_forms = false;
    let mut named = HashSet::new();
    loop {
        let written: Vec<(Candidate, Vec<String>)> = candidates
            .iter()
            .map(|candidate| {
                let patterns = written::patterns(&candidate.shape, tree, all_forms);
                (candidate.clone(), patterns)
            })
            .collect();
        let (rules, sources) = rules(&written, teams);
        let tied = ties(&rules);
        if !tied.is_empty() {
            if all_forms {
                let weaker: HashSet<usize> = tied
                    .iter()
                    .map(|tie| {
                        let (one, other) = (sources[tie.first], sources[tie.second]);
                        let (earlier, later) = if candidates[one].line > candidates[other].line {
                            (other, one)
                        } else {
                            (one, other)
                        };
                        // What is a path by itself cannot be said more narrowly.
                        if candidates[later].is_one_path() {
                            earlier
                        } else {
                            later
                        }
                    })
                    .collect();
                candidates = name_paths_of(&candidates, &weaker, deciding, tree, &mut named);
            }
            all_forms = true;
            continue;
        }
        let map = OwnershipMap::new(rules);
        let mut cursor = map.cursor();
        let decided: Vec<Option<usize>> = tree
            .paths()
            .iter()
            .map(|path| {
                cursor
                    .find(path.as_bytes())
                    .map(|rule| teams.of_line(candidates[sources[rule]].line))
            })
            .collect();
        let before = candidates.len();
        for (path, (line, team)) in deciding.iter().zip(&decided).enumerate() {
            if let Some(line) = *line
                && *team != Some(teams.of_line(line))
                && !(teams.is_nobody(teams.of_line(line)) && team.is_none())
                && named.insert(path)
            {
                let shape = written::path(tree.paths()[path].as_bytes());
                candidates.push(Candidate::new(shape, line, Origin::Path));
            }
        }
        if candidates.len() == before {
            return Ownership {
                written,
                teams: decided,
            };
        }
    }
}

/// Puts the paths that the candidates at `places` decide in their place.
fn name_paths_of(
    candidates: &[Candidate],
    places: &HashSet<usize>,
    deciding: &[Option<usize>],
    tree: &PathTree,
    named: &mut HashSet<usize>,
) -> Vec<Candidate> {
    let mut kept = Vec::with_capacity(candidates.len());
    for (place, candidate) in candidates.iter().enumerate() {
        if !places.contains(&place) {
            kept.push(candidate.clone());
            continue;
        }
        for (path, line) in deciding.iter().enumerate() {
            let bytes = tree.paths()[path].as_bytes();
            if *line == Some(candidate.line) && candidate.shape.matches(bytes) && named.insert(path)
            {
                kept.push(Candidate::new(
                    written::path(bytes),
                    candidate.line,
                    Origin::Path,
                ));
            }
        }
    }
    kept
}

/// The rules that the patterns make, and the place of each one's candidate.
fn rules(written: &[(Candidate, Vec<String>)], teams: &Teams) -> (Vec<OwnershipRule>, Vec<usize>) {
    let ids: Vec<WorkstreamId> = teams
        .workstreams()
        .into_iter()
        .map(|workstream| workstream.id)
        .collect();
    let mut rules = Vec::new();
    let mut sources = Vec::new();
    for (place, (candidate, patterns)) in written.iter().enumerate() {
        for pattern in patterns {
            // A pattern that cannot be read would decide nothing; the paths show it.
            let Ok(pattern) = pattern.parse::<OwnedPattern>() else {
                continue;
            };
            rules.push(OwnershipRule {
                owner: ids[teams.of_line(candidate.line)].clone(),
                pattern,
                access: Access::Full,
                review: Vec::new(),
                derived_from: Vec::new(),
                line: 0,
                span: 0..0,
            });
            sources.push(place);
        }
    }
    (rules, sources)
}
