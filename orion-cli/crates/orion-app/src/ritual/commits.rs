//! What git tells: what landed on the base branch, and what is ahead of it.

use jiff::Timestamp;
use orion_core::identity::workstreams_of_branch;
use orion_core::ids::WorkstreamId;

use super::Item;
use crate::ports::{Activity, CommitSummary, RepositoryError};
use crate::request::RequestRules;

/// What git knows.
#[derive(Default)]
pub(super) struct InGit {
    pub(super) landed: Vec<Item>,
    /// Branches with commits that are not on the base.
    pub(super) ahead: Vec<Item>,
}

/// Asks git.
pub(super) fn look(
    git: &impl Activity,
    rules: RequestRules<'_>,
    since: Timestamp,
) -> Result<InGit, RepositoryError> {
    let base = rules.workspace.project.base.as_str();
    let landed = git.landed(base, since)?;
    let mut ahead = Vec::new();
    for branch in git.branches()? {
        let whose = workstreams_of_branch(&branch, rules.workspace);
        if branch == base || whose.is_empty() {
            continue;
        }
        let mut commits = git.ahead(base, &format!("refs/heads/{branch}"))?;
        commits.retain(|commit| owners(commit, rules).iter().any(|id| whose.contains(&id)));
        if let Some(commit) = commits.first() {
            ahead.push(Item {
                what: match commits.len() {
                    1 => "1 commit ahead".to_owned(),
                    many => format!("{many} commits ahead"),
                },
                title: format!("{branch}: {}", commit.subject),
                since: Some(commit.at),
                workstreams: whose.into_iter().cloned().collect(),
                number: None,
                url: None,
                due: None,
            });
        }
    }
    let landed = landed.iter().map(|commit| Item {
        what: format!("commit {}", commit.id.get(..12).unwrap_or_default()),
        title: commit.subject.clone(),
        since: Some(commit.at),
        workstreams: owners(commit, rules),
        number: None,
        url: None,
        due: None,
    });
    Ok(InGit {
        landed: landed.collect(),
        ahead,
    })
}

fn owners(commit: &CommitSummary, rules: RequestRules<'_>) -> Vec<WorkstreamId> {
    let mut owners: Vec<WorkstreamId> = Vec::new();
    for path in &commit.paths {
        if let Some(rule) = rules.map.find(path.as_bytes())
            && !owners.contains(&rule.owner)
        {
            owners.push(rule.owner.clone());
        }
    }
    owners
}
