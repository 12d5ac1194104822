//! Work that is not on the base branch yet: whose it is, and whether it will merge.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use jiff::{SignedDuration, Timestamp};
use orion_core::identity::workstreams_of_branch;
use orion_core::ids::WorkstreamId;
use orion_core::ownership::Access;

use super::github::PullSeen;
use super::memory::{BranchMemory, CommitMemory, LandedMemory, StatusMemory};
use super::ports::{BaseBranch, BaseCommit, LiveBranch, keep_only};
use super::report::{InFlightReport, PullRequestReport, PullRequestStanding};
use crate::ports::{Activity, RepositoryError};
use crate::request::RequestRules;

/// A branch that nobody has committed to for so long is not live any more.
const LIVE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Of more branches than that, the youngest are looked at.
const MOST: usize = 100;
/// What more paths a branch changes is not remembered, and asked again.
const REMEMBERED_PATHS: usize = 5_000;

/// A live branch with what it holds that the base does not.
pub(super) struct Flight {
    pub(super) branch: LiveBranch,
    pub(super) held: BranchMemory,
    /// The workstreams whose work it is.
    whose: Vec<WorkstreamId>,
}

impl Flight {
    /// Whether it is work of that workstream.
    pub(super) fn is_of(&self, workstream: &WorkstreamId) -> bool {
        self.whose.contains(workstream)
    }

    /// The workstreams whose work it is.
    pub(super) fn whose(&self) -> &[WorkstreamId] {
        &self.whose
    }

    /// What it changes, each path as often as commits do.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        let commits = self.held.commits.iter();
        commits.flat_map(|commit| commit.paths.iter().map(String::as_str))
    }

    /// Its pull request.
    pub(super) fn pull<'p>(&self, pulls: &'p [PullSeen]) -> Option<&'p PullSeen> {
        let name = &self.branch.name;
        let is_it = |pull: &&PullSeen| {
            *name == pull.head
                || name
                    .split_once('/')
                    .is_some_and(|(_, name)| name == pull.head)
        };
        pulls.iter().find(is_it)
    }

    /// What of it is that workstream's.
    pub(super) fn report(
        &self,
        workstream: &WorkstreamId,
        rules: RequestRules<'_>,
        pulls: &[PullSeen],
    ) -> InFlightReport {
        let is_own = |path: &&String| {
            let rule = rules.map.find(path.as_bytes());
            rule.is_some_and(|rule| rule.owner == *workstream)
        };
        let touching = |commit: &&CommitMemory| commit.paths.iter().any(|path| is_own(&path));
        let commits: Vec<_> = self.held.commits.iter().filter(touching).collect();
        let files: BTreeSet<_> = commits
            .iter()
            .flat_map(|commit| commit.paths.iter().filter(is_own))
            .collect();
        let youngest = commits.iter().map(|commit| commit.at).max();
        InFlightReport {
            branch: self.branch.name.clone(),
            commit: self.branch.commit.clone(),
            commits: commits.len(),
            files: files.len(),
            last_commit_at: youngest.unwrap_or(self.branch.at),
            conflicts: self.held.conflicts.clone(),
            pull_request: self.pull(pulls).map(|pull| PullRequestReport {
                number: pull.number,
                title: pull.title.clone(),
                url: pull.url.clone(),
                standing: standing(pull),
            }),
        }
    }
}

/// Whose move a pull request is.
pub(super) fn standing(pull: &PullSeen) -> PullRequestStanding {
    if pull.is_draft {
        PullRequestStanding::Draft
    } else if pull.changes_requested {
        PullRequestStanding::ChangesRequested
    } else {
        PullRequestStanding::InReview
    }
}

/// The live branches, the youngest first.
pub(super) fn flights(
    git: &(impl BaseBranch + Activity),
    base: &BaseCommit,
    rules: RequestRules<'_>,
    memory: &mut StatusMemory,
    now: Timestamp,
) -> Result<Vec<Flight>, RepositoryError> {
    let not_before = now.checked_sub(LIVE).unwrap_or(Timestamp::MIN);
    let mut flights = Vec::new();
    let (mut used, mut names) = (BTreeSet::new(), BTreeSet::new());
    for branch in git.live_branches(base, not_before, MOST)? {
        let key = format!("{}..{}", base.commit, branch.commit);
        let held = match memory.branches.get(&key) {
            Some(held) => held.clone(),
            None => held(git, base, &branch)?,
        };
        let paths: usize = held.commits.iter().map(|commit| commit.paths.len()).sum();
        if paths <= REMEMBERED_PATHS {
            memory.branches.insert(key.clone(), held.clone());
            used.insert(key);
        }
        if !held.conflicts.is_empty() {
            memory.conflicts.entry(branch.name.clone()).or_insert(now);
            names.insert(branch.name.clone());
        }
        let whose = whose(&branch, &held, rules);
        flights.push(Flight {
            branch,
            held,
            whose,
        });
    }
    keep_only(&mut memory.branches, &used);
    keep_only(&mut memory.conflicts, &names);
    Ok(flights)
}

fn held(
    git: &(impl BaseBranch + Activity),
    base: &BaseCommit,
    branch: &LiveBranch,
) -> Result<BranchMemory, RepositoryError> {
    let commits = git.ahead(&base.commit, &branch.commit)?;
    let commits = commits.into_iter().map(|commit| CommitMemory {
        at: commit.at,
        paths: commit.paths.iter().map(ToString::to_string).collect(),
    });
    // Histories that are unrelated do not merge at all: nobody means to.
    let conflicts = git.conflicts(&base.commit, &branch.commit);
    let conflicts = conflicts.unwrap_or_default();
    Ok(BranchMemory {
        commits: commits.collect(),
        conflicts: conflicts.iter().map(ToString::to_string).collect(),
    })
}

/// Whose work a branch is: of those that its name tells of, those whose files it changes; without such a name, all
/// whose files it changes, but for files that everyone writes.
fn whose(branch: &LiveBranch, held: &BranchMemory, rules: RequestRules<'_>) -> Vec<WorkstreamId> {
    let mut named = workstreams_of_branch(&branch.name, rules.workspace);
    if let (true, Some((_, name))) = (named.is_empty(), branch.name.split_once('/')) {
        named = workstreams_of_branch(name, rules.workspace);
    }
    let mut whose: Vec<WorkstreamId> = Vec::new();
    for path in held.commits.iter().flat_map(|commit| &commit.paths) {
        let Some(rule) = rules.map.find(path.as_bytes()) else {
            continue;
        };
        let counts = if named.is_empty() {
            rule.access != Access::Shared && rule.derived_from.is_empty()
        } else {
            named.contains(&&rule.owner)
        };
        if counts && !whose.contains(&rule.owner) {
            whose.push(rule.owner.clone());
        }
    }
    whose
}

/// When commits on the base touched the workstreams' files since then: the first and the last.
pub(super) fn landed(
    git: &impl Activity,
    base: &BaseCommit,
    rules: RequestRules<'_>,
    since: Timestamp,
    memory: &mut LandedMemory,
) -> Result<(), RepositoryError> {
    let mut hasher = DefaultHasher::new();
    for rule in rules.map.rules() {
        (rule.owner.as_str(), rule.pattern.as_str()).hash(&mut hasher);
    }
    let depends_on = format!("{} {since} {:x}", base.commit, hasher.finish());
    if memory.depends_on == depends_on {
        return Ok(());
    }
    let mut touched: BTreeMap<String, (Timestamp, Timestamp)> = BTreeMap::new();
    for commit in git.landed(&base.commit, since)? {
        for path in &commit.paths {
            let Some(rule) = rules.map.find(path.as_bytes()) else {
                continue;
            };
            let (first, last) = touched
                .entry(rule.owner.to_string())
                .or_insert((commit.at, commit.at));
            *first = commit.at.min(*first);
            *last = commit.at.max(*last);
        }
    }
    *memory = LandedMemory {
        depends_on,
        touched,
    };
    Ok(())
}
