//! What is about to leave this machine: the last look before others see it.

use std::collections::HashSet;

use orion_core::judge::{CheckReport, JudgedChange, Verdict};
use orion_core::path::RepoPath;

use super::pushed_ref::{PushedRef, parse};
use super::{HookCall, HookCheck, HookFailure, HookRun, HookWorld};
use crate::check::{CheckRequest, CheckScope, CouldNotTell, check, read_policy};
use crate::ports::{RepositoryError, Revision};

/// The branch that work is merged into, where no policy names one.
const DEFAULT_BASE: &str = "main";

/// `pre-push`.
pub(super) fn before(world: &dyn HookWorld, call: &HookCall) -> Result<HookRun, HookFailure> {
    let remote = call.arguments.first().map_or("origin", String::as_str);
    let mut run = HookRun::silent();
    for pushed in parse(&call.input)? {
        let Some(head) = head(world, &pushed)? else {
            continue;
        };
        match judge(world, call, remote, &pushed, &head)? {
            Outcome::NothingNew => {}
            Outcome::Judged(report) => run.checks.push(HookCheck {
                subject: Some(pushed.remote),
                report,
            }),
            Outcome::NothingToCompare(why) => {
                run.notices
                    .push(format!("`{}` was not judged: {why}", pushed.remote));
            }
        }
    }
    Ok(run)
}

enum Outcome {
    /// The remote has all of it already.
    NothingNew,
    Judged(CheckReport),
    NothingToCompare(&'static str),
}

/// What is pushed, by a name that tells whose branch it is where there is one; `None` for a deletion, or for
/// something that is no commit.
fn head(world: &dyn HookWorld, pushed: &PushedRef) -> Result<Option<String>, HookFailure> {
    let Some(id) = &pushed.local_id else {
        return Ok(None);
    };
    let Some(commit) = world.commit_at(id)? else {
        return Ok(None);
    };
    let named = pushed.local.starts_with("refs/heads/")
        && world.commit_at(&pushed.local)?.as_ref() == Some(&commit);
    Ok(Some(if named { pushed.local.clone() } else { commit }))
}

/// Judges what the ref changes against the branch that work is merged into, as its pull request will show it.
/// Refused is only what a commit touches that the remote does not have yet: nobody answers for what was merged
/// from there, or was pushed before.
fn judge(
    world: &dyn HookWorld,
    call: &HookCall,
    remote: &str,
    pushed: &PushedRef,
    head: &str,
) -> Result<Outcome, HookFailure> {
    let there = match &pushed.remote_id {
        Some(id) => world.commit_at(id)?,
        None => None,
    };
    let bases = bases(world, remote, pushed, there.clone(), head)?;
    let mut why = "the remote has nothing yet that it could be compared with";
    if bases.is_empty() {
        return Ok(Outcome::NothingToCompare(why));
    }
    let new = world.commits_unknown_to(remote, there.as_deref(), head)?;
    if new.is_empty() {
        return Ok(Outcome::NothingNew);
    }
    for base in bases {
        let request = CheckRequest {
            scope: CheckScope::Range {
                base,
                head: head.to_owned(),
                approved: Vec::new(),
            },
            speaker: call.speaker.clone(),
        };
        match check(world, &request) {
            Ok(mut report) => {
                let touched: HashSet<&RepoPath> =
                    new.iter().flat_map(|commit| &commit.paths).collect();
                keep_denied(&mut report, &touched);
                return Ok(Outcome::Judged(report));
            }
            Err(CouldNotTell::NoPolicy(_)) => why = "there is no `workstreams.toml` in it",
            // A history of its own, such as that of a branch for pages, changes nothing of the base's.
            Err(CouldNotTell::Repository(RepositoryError::MissingMergeBase {
                shallow: false,
                ..
            })) => why = "it shares no history with what the remote has",
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Outcome::NothingToCompare(why))
}

/// What it can be compared with, the best first: the branch that work is merged into, as the remote has it,
/// and what the ref was there before.
fn bases(
    world: &dyn HookWorld,
    remote: &str,
    pushed: &PushedRef,
    there: Option<String>,
    head: &str,
) -> Result<Vec<String>, HookFailure> {
    let base = base_branch(world, head)?;
    let is_base = pushed.remote == format!("refs/heads/{base}");
    let mut candidates = Vec::new();
    if is_name(remote) {
        candidates.push(format!("refs/remotes/{remote}/{base}"));
        candidates.push(format!("refs/remotes/{remote}/HEAD"));
    }
    candidates.push(format!("refs/remotes/origin/{base}"));
    if !is_base {
        candidates.push(format!("refs/heads/{base}"));
    }
    let mut bases = Vec::new();
    for candidate in candidates {
        if world.commit_at(&candidate)?.is_some() {
            bases.push(candidate);
            break;
        }
    }
    if is_base {
        bases.splice(0..0, there);
    } else {
        bases.extend(there);
    }
    Ok(bases)
}

/// The branch that work is merged into, by what is pushed.
fn base_branch(world: &dyn HookWorld, head: &str) -> Result<String, HookFailure> {
    let policy = read_policy(world, &Revision::Named(head.to_owned()))?;
    Ok(policy.map_or_else(
        || DEFAULT_BASE.to_owned(),
        |policy| policy.workspace.project.base,
    ))
}

/// git passes the address where the remote has no name.
fn is_name(remote: &str) -> bool {
    !remote.is_empty()
        && !remote.contains([':', ' ', '\\', '~', '^'])
        && !remote.starts_with(['/', '.'])
}

/// Takes out of a report the refusals of paths that nobody touched.
fn keep_denied(report: &mut CheckReport, touched: &HashSet<&RepoPath>) {
    let stays =
        |change: &JudgedChange| change.verdict != Verdict::Denied || touched.contains(&change.path);
    report.changes.retain(stays);
    report.summary.denied = report
        .changes
        .iter()
        .filter(|change| change.verdict == Verdict::Denied)
        .count();
}
