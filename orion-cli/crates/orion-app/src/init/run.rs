//! The use case.

use orion_core::config::{Workspace, parse};
use orion_core::ids::WorkstreamId;
use orion_core::judge::POLICY_FILE;
use orion_core::ownership::OwnershipMap;
use orion_core::path::RepoPath;
use orion_core::path_tree::PathTree;
use thiserror::Error;

use super::propose::{ProjectNames, Proposed, propose};
use super::{InitOutcome, InitReport, InitSource, OwnerChange, ProposedPart};
use crate::FileFinding;
use crate::ports::{Repository, RepositoryError, RepositorySetup, WorkTreeFiles};
use crate::tracked::tracked;

/// What is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InitRequest {
    /// What to start from; without it, a CODEOWNERS that names anybody, else the layout.
    pub source: Option<InitSource>,
    /// Touch no file.
    pub dry_run: bool,
    /// Replace a file that is there.
    pub force: bool,
    /// Write although owners change.
    pub accept_differences: bool,
}

/// Why there is no proposal.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum InitError {
    /// git or the disk failed.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
    /// CODEOWNERS was asked for.
    #[error("there is no CODEOWNERS in `.github/`, at the root or in `docs/`")]
    NoCodeowners,
}

/// Proposes a first `workstreams.toml` and writes it, unless one is there or owners would change.
///
/// # Errors
/// [`InitError`]; nothing is written then.
pub fn init<R: Repository + RepositorySetup>(
    repository: &R,
    files: &dyn WorkTreeFiles,
    request: InitRequest,
) -> Result<InitReport, InitError> {
    let tree = tracked(repository)?;
    let proposed = propose(request.source, files, &tree, project(repository)?)?
        .ok_or(InitError::NoCodeowners)?;
    let path = RepoPath::from(POLICY_FILE);
    let there = files.read_file(&path)?;
    let refused = !proposed.differences.is_empty() && !request.accept_differences;
    let mut changes = None;
    let outcome = match &there {
        _ if request.dry_run => InitOutcome::Printed,
        Some(bytes) if *bytes == proposed.text.as_bytes() => InitOutcome::Unchanged,
        Some(bytes) if !request.force => {
            changes = changes_from(&String::from_utf8_lossy(bytes), &proposed.text, &tree);
            InitOutcome::Kept
        }
        _ if refused => InitOutcome::Refused,
        _ => {
            files.write_file(&path, proposed.text.as_bytes())?;
            InitOutcome::Written
        }
    };
    Ok(report(outcome, proposed, changes, &tree))
}

fn project<R: Repository + RepositorySetup>(
    repository: &R,
) -> Result<ProjectNames, RepositoryError> {
    let origin = repository.origin()?;
    let name = origin
        .as_deref()
        .and_then(|origin| origin.rsplit('/').next())
        .map(str::to_owned)
        .or_else(|| {
            let top = repository.top().file_name()?;
            Some(top.to_string_lossy().into_owned())
        })
        .filter(|name| !name.trim().is_empty())
        .unwrap_or_else(|| "project".to_owned());
    // Only names that nobody gives to a branch of their own tell the base.
    let base = repository
        .identity()?
        .branch
        .filter(|branch| matches!(branch.as_str(), "master" | "trunk" | "develop"))
        .unwrap_or_else(|| "main".to_owned());
    Ok(ProjectNames { name, base })
}

/// The tracked paths that change hands from one file to the other; `None` when one cannot be read.
fn changes_from(before: &str, after: &str, tree: &PathTree) -> Option<Vec<OwnerChange>> {
    let before = owners(&parse(before).workspace?, tree);
    let after = owners(&parse(after).workspace?, tree);
    let changes = tree
        .paths()
        .iter()
        .zip(before.into_iter().zip(after))
        .filter(|(_, (before, after))| before != after)
        .map(|(path, (before, after))| OwnerChange {
            path: path.clone(),
            before,
            after,
        });
    Some(changes.collect())
}

/// For every tracked path the workstream that owns it.
fn owners(workspace: &Workspace, tree: &PathTree) -> Vec<Option<WorkstreamId>> {
    let map = OwnershipMap::new(workspace.rules().cloned().collect());
    let mut cursor = map.cursor();
    tree.paths()
        .iter()
        .map(|path| {
            let rule = cursor.find(path.as_bytes())?;
            Some(map.rules()[rule].owner.clone())
        })
        .collect()
}

fn report(
    outcome: InitOutcome,
    proposed: Proposed,
    changes: Option<Vec<OwnerChange>>,
    tree: &PathTree,
) -> InitReport {
    let workspace = parse(&proposed.text).workspace;
    let owners = workspace
        .as_ref()
        .map(|workspace| owners(workspace, tree))
        .unwrap_or_default();
    let workstreams = workspace
        .iter()
        .flat_map(|workspace| &workspace.workstreams)
        .map(|workstream| ProposedPart {
            id: workstream.id.clone(),
            title: workstream.title.clone(),
            patterns: workstream.owns.len(),
            files: owners
                .iter()
                .filter(|owner| owner.as_ref() == Some(&workstream.id))
                .count(),
        })
        .collect();
    let (name, text) = proposed.codeowners.clone().unwrap_or_default();
    InitReport {
        schema: 1,
        path: POLICY_FILE,
        outcome,
        source: proposed.source,
        files: proposed.files,
        workstreams,
        tracked: tree.paths().len(),
        unowned: owners.iter().filter(|owner| owner.is_none()).count(),
        findings: FileFinding::of(&name, &text, &proposed.diagnostics),
        differences: proposed.differences,
        changes,
        next: next(outcome),
        text: proposed.text,
        diagnostics: proposed.diagnostics,
        codeowners: proposed.codeowners,
        notices: proposed.notices,
    }
}

fn next(outcome: InitOutcome) -> Vec<String> {
    let commands: &[&str] = match outcome {
        InitOutcome::Written | InitOutcome::Unchanged => &[
            "orion check --all",
            "orion hook install",
            "orion codeowners",
        ],
        InitOutcome::Kept => &["orion init --dry-run", "orion init --force"],
        InitOutcome::Refused => &["orion init --accept-differences"],
        InitOutcome::Printed => &["orion init"],
    };
    commands
        .iter()
        .map(|command| (*command).to_owned())
        .collect()
}
