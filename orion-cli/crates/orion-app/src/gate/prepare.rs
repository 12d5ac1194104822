//! What steps need to know before they run: what changed, what that affects, and a copy of what is staged.

use std::path::PathBuf;

use orion_core::change::{Change, EntryType};
use orion_core::config::{CommandLine, StepAction};
use orion_core::gate::{Affected, Placeholder, PlannedStep, affected, asks_for, everything};
use orion_core::path::RepoPath;

use super::{CrateGraph, GateError, GateObserver, GateRequest, GateSite, StagedCopies, StepRunner};
use crate::ports::{Repository, RepositoryError};

/// What steps need to know.
pub(super) struct Prepared<R: StagedCopies> {
    /// The paths that the change touches, those that are gone included; none where everything counts as changed.
    pub(super) changed: Option<Vec<RepoPath>>,
    /// What that affects.
    pub(super) affected: Affected,
    /// The file with the names of changed files; none where no command runs.
    pub(super) list: Option<PathBuf>,
    /// The copy of the index, where a step wants one.
    pub(super) staged: Option<(PathBuf, R::Copy)>,
}

/// Finds it out, as far as one of these steps needs it.
pub(super) async fn prepare<R, G, S, C>(
    site: &GateSite<'_, R, G, S, C>,
    request: &GateRequest,
    steps: &[PlannedStep],
    observer: &impl GateObserver,
) -> Result<Prepared<R>, GateError>
where
    R: Repository + StagedCopies,
    G: CrateGraph,
    S: StepRunner,
{
    let commands = || steps.iter().filter_map(command);
    let (changed, files) = changes(site.repository, request)?;
    // cargo reads the repository's own configuration, so nobody asks it where no trusted command wants to know.
    let packages = if commands().any(|(planned, command)| wants_packages(planned, command)) {
        let packages = site.crates.packages(site.repository.top()).await;
        packages.map_err(GateError::Crates)?
    } else {
        None
    };
    let packages = packages.as_deref();
    let workspace = &site.policy.workspace;
    let affected = if let Some(changed) = &changed {
        affected(changed, files, packages, &site.policy.map)
    } else {
        let ids = workspace.workstreams.iter().map(|one| one.id.clone());
        everything(files, packages, ids)
    };
    let list = match commands().next() {
        Some(_) => Some(site.runner.list(&affected.files)?),
        None => None,
    };
    let staged = if commands().any(|(planned, _)| planned.step.staged_only) {
        observer.note("bringing `.orion/staged` to what is staged");
        Some(site.repository.staged_copy()?)
    } else {
        None
    };
    Ok(Prepared {
        changed,
        affected,
        list,
        staged,
    })
}

fn command(planned: &PlannedStep) -> Option<(&PlannedStep, &CommandLine)> {
    match &planned.step.action {
        StepAction::Run(command) => Some((planned, command)),
        StepAction::Check(_) => None,
    }
}

fn wants_packages(planned: &PlannedStep, command: &CommandLine) -> bool {
    planned.step.affected || asks_for(command, Placeholder::Package)
}

/// The changed paths, and those of them that are files.
fn changes(
    repository: &impl Repository,
    request: &GateRequest,
) -> Result<(Option<Vec<RepoPath>>, Vec<RepoPath>), RepositoryError> {
    let Some(scope) = request.scope.as_ref().filter(|_| !request.all) else {
        let mut files = Vec::new();
        repository.tracked(&mut |entry| {
            if entry.entry_type == EntryType::File {
                files.push(RepoPath::new(entry.path));
            }
        })?;
        // Each side of a path that is not merged is listed.
        files.dedup();
        return Ok((None, files));
    };
    let changes = repository.changes(scope)?;
    let is_file = |change: &&Change| change.after == EntryType::File;
    let files = changes.iter().filter(is_file);
    let files = files.map(|change| change.path.clone()).collect();
    let paths = changes.into_iter().map(|change| change.path).collect();
    Ok((Some(paths), files))
}
