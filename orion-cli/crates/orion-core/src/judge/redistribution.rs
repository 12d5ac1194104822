//! What a change of `workstreams.toml` does to the paths that git tracks.

use std::collections::{BTreeSet, HashMap};

use super::Policy;
use crate::ids::WorkstreamId;
use crate::ownership::{Cursor, OwnedPattern, OwnershipRule};
use crate::path::RepoPath;

/// Who is concerned by a change of the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redistribution {
    /// The workstreams that owned such a path, own it afterwards, or reviewed it and no longer would; by id.
    pub concerned: Vec<WorkstreamId>,
    /// How many paths get another owner, access, reviewers or sources.
    pub paths: usize,
    /// The first of them.
    pub example: Option<RepoPath>,
}

/// Compares two versions of the rules, path by path.
pub struct Comparison<'p> {
    base: Cursor<'p>,
    base_rules: &'p [OwnershipRule],
    /// `None`: the file is gone, and with it every owner.
    new: Option<(Cursor<'p>, &'p [OwnershipRule])>,
    /// Which pairs of rules say the same, so that rules are compared once and not for every path.
    same: HashMap<(Option<usize>, Option<usize>), bool>,
    concerned: BTreeSet<WorkstreamId>,
    paths: usize,
    example: Option<RepoPath>,
}

impl<'p> Comparison<'p> {
    /// Compares the rules at the base with those after the change; `None` when the change deletes the file.
    #[must_use]
    pub fn new(base: &'p Policy, new: Option<&'p Policy>) -> Self {
        Self {
            base: base.map.cursor(),
            base_rules: base.map.rules(),
            new: new.map(|policy| (policy.map.cursor(), policy.map.rules())),
            same: HashMap::new(),
            concerned: BTreeSet::new(),
            paths: 0,
            example: None,
        }
    }

    /// Looks at one tracked path.
    pub fn visit(&mut self, path: &[u8]) {
        let before = self.base.find(path);
        let after = self.new.as_mut().and_then(|(cursor, _)| cursor.find(path));
        let old = before.map(|index| &self.base_rules[index]);
        let new = after.and_then(|index| self.new.as_ref().map(|(_, rules)| &rules[index]));
        let same = self
            .same
            .entry((before, after))
            .or_insert_with(|| terms(old) == terms(new));
        if *same {
            return;
        }
        self.paths += 1;
        self.example
            .get_or_insert_with(|| RepoPath::new(path.to_vec()));
        for rule in old.into_iter().chain(new) {
            if !self.concerned.contains(&rule.owner) {
                self.concerned.insert(rule.owner.clone());
            }
        }
        let kept = |reviewer: &&WorkstreamId| new.is_some_and(|new| new.review.contains(reviewer));
        for reviewer in old.into_iter().flat_map(|old| &old.review) {
            if !kept(&reviewer) {
                self.concerned.insert(reviewer.clone());
            }
        }
    }

    /// Who is concerned.
    #[must_use]
    pub fn finish(self) -> Redistribution {
        Redistribution {
            concerned: self.concerned.into_iter().collect(),
            paths: self.paths,
            example: self.example,
        }
    }
}

/// What a rule grants, wherever it stands and however its pattern is written.
fn terms(rule: Option<&OwnershipRule>) -> impl PartialEq {
    rule.map(|rule| {
        let reviewers: BTreeSet<&WorkstreamId> = rule.review.iter().collect();
        let sources: BTreeSet<&str> = rule.derived_from.iter().map(OwnedPattern::as_str).collect();
        (&rule.owner, rule.access, reviewers, sources)
    })
}
