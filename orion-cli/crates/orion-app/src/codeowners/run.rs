//! The use case.

use orion_core::codeowners::{Difference, GENERATED, Matcher, OwnedBy, OwnerSet, export, parse};
use orion_core::config::Workspace;
use orion_core::judge::POLICY_FILE;
use orion_core::ownership::OwnershipMap;
use orion_core::path::RepoPath;
use orion_core::path_tree::PathTree;

use super::locate::PLACES;
use super::{CodeownersOutcome, CodeownersReport, Found, locate};
use crate::FileFinding;
use crate::check::{CouldNotTell, read_workspace};
use crate::ports::{Repository, Revision, WorkTreeFiles};
use crate::tracked::tracked;

/// What to do with the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeownersRequest {
    /// Write it. A file that Orion did not write and that says something else is replaced only by `force`.
    Write {
        /// Replace it all the same.
        force: bool,
    },
    /// Hold the file against it.
    Check,
    /// Hand it back.
    Print,
}

/// Makes CODEOWNERS from the work tree's `workstreams.toml`.
///
/// # Errors
/// [`CouldNotTell`] when `workstreams.toml` is not there or cannot be used, when git gives no answer, or when
/// a file can be neither read nor written.
pub fn codeowners(
    repository: &dyn Repository,
    files: &dyn WorkTreeFiles,
    request: CodeownersRequest,
) -> Result<CodeownersReport, CouldNotTell> {
    let (workspace, policy) = read_workspace(repository, &Revision::WorkTree)?
        .ok_or_else(|| CouldNotTell::NoPolicy("in this repository".to_owned()))?;
    let tree = tracked(repository)?;
    let export = export(&workspace, &tree);
    let path = PLACES[0];
    let found = locate(files)?;
    let is_fresh = found
        .first()
        .is_some_and(|file| file.place == path && file.text == export.text);
    let mut changes = Vec::new();
    let outcome = match request {
        CodeownersRequest::Print => CodeownersOutcome::Printed,
        _ if is_fresh => CodeownersOutcome::Fresh,
        CodeownersRequest::Check => CodeownersOutcome::Stale,
        CodeownersRequest::Write { force } => {
            if let Some(file) = found.first()
                && !force
            {
                changes = changes_from(file, &workspace, &tree);
            }
            if changes.is_empty() {
                files.write_file(&RepoPath::from(path), export.text.as_bytes())?;
                CodeownersOutcome::Written
            } else {
                CodeownersOutcome::Kept
            }
        }
    };
    let ignored = found
        .iter()
        .map(|file| file.place)
        .filter(|place| *place != path)
        .collect();
    Ok(CodeownersReport {
        schema: 1,
        path,
        outcome,
        findings: FileFinding::of(POLICY_FILE, &policy, &export.findings),
        differences: export.differences,
        changes,
        ignored,
        text: export.text,
        diagnostics: export.findings,
        policy,
    })
}

/// The tracked paths to which a file that Orion did not write gives other owners than `workstreams.toml`.
fn changes_from(file: &Found, workspace: &Workspace, tree: &PathTree) -> Vec<Difference> {
    if file.text.starts_with(GENERATED) {
        return Vec::new();
    }
    let theirs = parse(&file.text);
    let matcher = Matcher::new(&theirs);
    let mut before = matcher.cursor();
    let map = OwnershipMap::new(workspace.rules().cloned().collect());
    let mut after = map.cursor();
    let owned_by = OwnedBy::new(workspace);
    tree.paths()
        .iter()
        .map(|path| Difference {
            path: path.clone(),
            before: before
                .find(path.as_bytes())
                .map_or_else(OwnerSet::default, |line| theirs.lines[line].owner_set()),
            after: after
                .find(path.as_bytes())
                .map_or_else(OwnerSet::default, |rule| owned_by.set(&map.rules()[rule])),
        })
        .filter(|difference| difference.before != difference.after)
        .collect()
}
