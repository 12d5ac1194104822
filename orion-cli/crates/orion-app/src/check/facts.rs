//! What is known of whoever is acting.

use orion_core::change::CommitNote;
use orion_core::config::Workspace;
use orion_core::identity::{Actor, IdentityFacts, resolve, workstreams_of_branch};
use orion_core::judge::Policies;

use super::{CouldNotTell, Speaker};
use crate::ports::Repository;

/// What the repository and the speaker know of whoever is acting.
pub(super) fn facts(
    repository: &dyn Repository,
    speaker: &Speaker,
) -> Result<IdentityFacts, CouldNotTell> {
    let known = repository.identity()?;
    Ok(IdentityFacts {
        flag: speaker.flag.clone(),
        environment: speaker.environment.clone(),
        branch: speaker.branch.clone().or(known.branch),
        login: speaker.login.clone().or(known.login),
        ..known
    })
}

/// Who is acting here, as `orion check` would find it.
///
/// # Errors
/// [`CouldNotTell`] when git fails, or a flag, variable or setting names what is no workstream.
pub fn actor(
    repository: &dyn Repository,
    speaker: &Speaker,
    workspace: &Workspace,
) -> Result<Actor, CouldNotTell> {
    Ok(resolve(&facts(repository, speaker)?, workspace)?)
}

/// A range speaks for its own author: the branch is the range's head where that is a branch of a workstream,
/// and the e-mail address is that of the
/// last commit that changes anything (a clean merge does not).
pub(super) fn facts_of_range(
    facts: IdentityFacts,
    head: &str,
    commits: &[CommitNote],
    policies: &Policies,
) -> IdentityFacts {
    let name = head.strip_prefix("refs/heads/").unwrap_or(head);
    let tells = policies
        .workspaces()
        .into_iter()
        .any(|workspace| !workstreams_of_branch(name, workspace).is_empty());
    IdentityFacts {
        branch: if tells {
            Some(name.to_owned())
        } else {
            facts.branch
        },
        email: commits
            .iter()
            .rfind(|commit| !commit.paths.is_empty())
            .map(|commit| commit.author_email.clone())
            .or(facts.email),
        ..facts
    }
}
