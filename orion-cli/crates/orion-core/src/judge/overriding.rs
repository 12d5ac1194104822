//! Which refusals are overridden, and by which commits.

use std::collections::HashMap;

use super::Overrides;
use super::report::OverrideReport;
use super::rules::override_in_force::one_line;
use super::ruling::add_each_once;
use crate::change::CommitNote;
use crate::ids::WorkstreamId;
use crate::path::RepoPath;

/// A change that was refused, before any override.
pub(super) struct Refused<'c> {
    pub(super) path: &'c RepoPath,
    /// Whose approval an override needs.
    pub(super) needs: Vec<WorkstreamId>,
}

/// The overrides, arranged by path.
pub(super) struct Overriding<'o> {
    overrides: Overrides<'o>,
    /// For each path that commits touch: the latest reason, or nothing as soon as one commit gives none.
    reasons: HashMap<&'o RepoPath, Option<&'o str>>,
}

impl<'o> Overriding<'o> {
    pub(super) fn new(overrides: Overrides<'o>) -> Self {
        let mut reasons: HashMap<&RepoPath, Option<&str>> = HashMap::new();
        for commit in commits_with_any_override(overrides) {
            let reason = commit.override_reason.as_deref();
            for path in &commit.paths {
                reasons
                    .entry(path)
                    .and_modify(|known| *known = known.and(reason))
                    .or_insert(reason);
            }
        }
        Self { overrides, reasons }
    }

    /// Why a refused path is let through, if it is.
    pub(super) fn reason(&self, path: &RepoPath) -> Option<&'o str> {
        match self.overrides {
            Overrides::None => None,
            Overrides::ThisCommit(reason) => Some(reason),
            Overrides::Commits(_) => self.reasons.get(path).copied().flatten(),
        }
    }

    /// Every override there is. The commit being made is listed only when it lets something through.
    pub(super) fn reports(&self, refused: &[Refused<'_>]) -> Vec<OverrideReport> {
        match self.overrides {
            Overrides::None => Vec::new(),
            Overrides::ThisCommit(_) if refused.is_empty() => Vec::new(),
            Overrides::ThisCommit(reason) => {
                vec![report(None, reason, refused.iter())]
            }
            Overrides::Commits(commits) => commits
                .iter()
                .filter_map(|commit| {
                    let reason = commit.override_reason.as_deref()?;
                    let touched = refused
                        .iter()
                        .filter(|refused| commit.paths.contains(refused.path));
                    Some(report(Some(commit.id.clone()), reason, touched))
                })
                .collect(),
        }
    }
}

/// The commits of a range, or none of them when none has a trailer.
fn commits_with_any_override(overrides: Overrides<'_>) -> &[CommitNote] {
    match overrides {
        Overrides::Commits(commits)
            if commits
                .iter()
                .any(|commit| commit.override_reason.is_some()) =>
        {
            commits
        }
        _ => &[],
    }
}

fn report<'r, 'c: 'r>(
    commit: Option<String>,
    reason: &str,
    refused: impl Iterator<Item = &'r Refused<'c>>,
) -> OverrideReport {
    let mut report = OverrideReport {
        commit,
        reason: one_line(reason),
        paths: Vec::new(),
        needs: Vec::new(),
    };
    for refused in refused {
        report.paths.push(refused.path.clone());
        add_each_once(&mut report.needs, refused.needs.iter().cloned());
    }
    report
}
