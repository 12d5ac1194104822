//! The owners of given paths.

use std::collections::BTreeSet;

use orion_core::ids::WorkstreamId;
use orion_core::judge::{OwnerNote, Policy};
use orion_core::path::RepoPath;

use super::{OwnedPath, OwnerReport, Ownership};
use crate::check::{CouldNotTell, read_policy};
use crate::ports::{Repository, Revision};

/// A path that somebody asks about. It need not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedPath {
    /// The path.
    pub path: RepoPath,
    /// Whether it is known to be a directory, besides what a `/` at its end says. Of a directory the answer
    /// is whose a new entry in it would be.
    pub is_directory: bool,
}

/// Who owns each path, by the policy in the work tree.
///
/// # Errors
/// [`CouldNotTell`] when there is no policy, or none that can be used.
pub fn owners_of(
    repository: &dyn Repository,
    paths: Vec<AskedPath>,
) -> Result<OwnerReport, CouldNotTell> {
    let policy = policy(repository)?;
    let mut cursor = policy.map.cursor();
    let mut within = Vec::new();
    let paths: Vec<OwnedPath> = paths
        .into_iter()
        .map(|AskedPath { path, is_directory }| {
            within.clear();
            within.extend_from_slice(path.as_bytes());
            if is_directory && !within.ends_with(b"/") {
                within.push(b'/');
            }
            let rule = cursor.find(&within).map(|index| &policy.map.rules()[index]);
            OwnedPath::new(path, Ownership::by(rule))
        })
        .collect();
    Ok(OwnerReport {
        schema: 1,
        owners: mentioned(&paths, &policy),
        paths,
    })
}

/// The policy in the work tree: whoever asks wants to know what the file in front of them says.
pub(super) fn policy(repository: &dyn Repository) -> Result<Policy, CouldNotTell> {
    read_policy(repository, &Revision::WorkTree)?
        .ok_or_else(|| CouldNotTell::NoPolicy("in this repository".to_owned()))
}

fn mentioned(paths: &[OwnedPath], policy: &Policy) -> Vec<OwnerNote> {
    let ids: BTreeSet<&WorkstreamId> = paths
        .iter()
        .flat_map(|path| path.ownership.owner.iter().chain(&path.ownership.reviewers))
        .collect();
    ids.into_iter()
        .filter_map(|id| policy.workspace.workstream(id))
        .map(OwnerNote::new)
        .collect()
}
