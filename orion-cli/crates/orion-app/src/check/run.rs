//! The use case: read the policies, find out who is acting, judge.

use orion_core::change::{Change, ChangeKind, EntryType};
use orion_core::identity::workstreams_named;
use orion_core::ids::WorkstreamId;
use orion_core::judge::{CheckReport, Occasion, Overrides, POLICY_FILE, Policies, Question, judge};
use orion_core::path::RepoPath;

use super::facts::{facts, facts_of_range};
use super::policy::{read_policy, usable};
use super::versions::{both_versions, redistribution};
use super::{CheckRequest, CheckScope, CouldNotTell, Speaker};
use crate::ports::{ChangeScope, IndexPolicy, Repository, Revision, Staged};

/// Judges the changes that the request names.
///
/// # Errors
/// [`CouldNotTell`]: no verdict, which is never the same as "allowed".
pub fn check(
    repository: &dyn Repository,
    request: &CheckRequest,
) -> Result<CheckReport, CouldNotTell> {
    match &request.scope {
        CheckScope::Staged { override_reason } => {
            staged(repository, &request.speaker, override_reason.as_deref())
        }
        CheckScope::Range {
            base,
            head,
            approved,
        } => range(repository, &request.speaker, base, head, approved),
        CheckScope::Paths(paths) => edit(repository, &request.speaker, paths),
    }
}

/// git looks through the index while HEAD's policy is read and parsed here.
fn staged(
    repository: &dyn Repository,
    speaker: &Speaker,
    override_reason: Option<&str>,
) -> Result<CheckReport, CouldNotTell> {
    let override_reason = override_reason.filter(|reason| !reason.trim().is_empty());
    let pending = repository.begin_staged()?;
    let at_head = read_policy(repository, &Revision::Head);
    let facts = facts(repository, speaker)?;
    let Staged { changes, policy } = pending.finish()?;
    let mut notices = Vec::new();
    let at_head = match at_head {
        // Whoever mends a broken policy has to be able to commit that, and only that way it leaves a trace.
        Err(CouldNotTell::Policy { version, .. })
            if override_reason.is_some() && matches!(policy, IndexPolicy::Differs(Some(_))) =>
        {
            notices.push(format!(
                "{version} cannot be used and is overridden: judged by the staged one alone"
            ));
            None
        }
        other => other?,
    };
    let (policies, base_gone) = match (at_head, policy) {
        (Some(policy), IndexPolicy::SameAsHead) => (Policies::one(policy), false),
        (Some(policy), IndexPolicy::Differs(None)) => (Policies::one(policy), true),
        (base, IndexPolicy::Differs(Some(bytes))) => {
            let newest = usable(bytes, &Revision::Index)?;
            (Policies { newest, base }, false)
        }
        (None, IndexPolicy::SameAsHead | IndexPolicy::Differs(None)) => {
            let policy = read_policy(repository, &Revision::WorkTree)?
                .ok_or_else(|| CouldNotTell::NoPolicy("in this repository".to_owned()))?;
            notices.push(format!(
                "`{POLICY_FILE}` is not committed yet: judged by the one in the work tree"
            ));
            (Policies::one(policy), false)
        }
    };
    let actor = policies.actor(&facts)?;
    let redistribution = redistribution(&changes, &policies, base_gone, |visit| {
        repository.tracked(visit)
    })?;
    let mut report = judge(&Question {
        actor,
        changes: &changes,
        policies: &policies,
        occasion: &Occasion::Commit,
        overrides: override_reason.map_or(Overrides::None, Overrides::ThisCommit),
        redistribution: redistribution.as_ref(),
    });
    report.notices = notices;
    Ok(report)
}

fn range(
    repository: &dyn Repository,
    speaker: &Speaker,
    base: &str,
    head: &str,
    approved: &[String],
) -> Result<CheckReport, CouldNotTell> {
    let changes = repository.changes(&ChangeScope::Range {
        base: base.to_owned(),
        head: head.to_owned(),
    })?;
    let commits = repository.commits(base, head)?;
    let (policies, base_gone) = policies_of_range(repository, base, head)?;
    let facts = facts_of_range(facts(repository, speaker)?, head, &commits, &policies);
    let actor = policies.actor(&facts)?;
    let occasion = Occasion::PullRequest {
        base: base.to_owned(),
        head: head.to_owned(),
        approved: approvals(approved, &policies)?,
    };
    let redistribution = redistribution(&changes, &policies, base_gone, |visit| {
        repository.tracked_at(head, visit)
    })?;
    Ok(judge(&Question {
        actor,
        changes: &changes,
        policies: &policies,
        occasion: &occasion,
        overrides: Overrides::Commits(&commits),
        redistribution: redistribution.as_ref(),
    }))
}

/// Judged by what is committed and by what is being written, the stricter of both.
fn edit(
    repository: &dyn Repository,
    speaker: &Speaker,
    paths: &[RepoPath],
) -> Result<CheckReport, CouldNotTell> {
    let (policies, _) = both_versions(repository, &Revision::Head, &Revision::WorkTree)?
        .ok_or_else(|| CouldNotTell::NoPolicy("in this repository".to_owned()))?;
    let actor = policies.actor(&facts(repository, speaker)?)?;
    let changes: Vec<Change> = paths.iter().map(as_if_modified).collect();
    Ok(judge(&Question {
        actor,
        changes: &changes,
        policies: &policies,
        occasion: &Occasion::Edit,
        overrides: Overrides::None,
        redistribution: None,
    }))
}

/// A path written with `/` at its end is a directory: what holds for all below it holds for it too.
fn as_if_modified(path: &RepoPath) -> Change {
    let (bytes, entry) = match path.as_bytes().strip_suffix(b"/") {
        Some(directory) => (directory, EntryType::Submodule),
        None => (path.as_bytes(), EntryType::File),
    };
    Change {
        path: RepoPath::new(bytes.to_vec()),
        previous_path: None,
        kind: ChangeKind::Modified,
        before: entry,
        after: entry,
    }
}

fn policies_of_range(
    repository: &dyn Repository,
    base: &str,
    head: &str,
) -> Result<(Policies, bool), CouldNotTell> {
    let at = |revision: &str| Revision::Named(revision.to_owned());
    both_versions(repository, &at(base), &at(head))?
        .ok_or_else(|| CouldNotTell::NoPolicy(format!("at `{base}` or at `{head}`")))
}

fn approvals(names: &[String], policies: &Policies) -> Result<Vec<WorkstreamId>, CouldNotTell> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let names = names.join(",");
    Ok(workstreams_named(
        &names,
        "`--approved`",
        &policies.workspaces(),
    )?)
}
