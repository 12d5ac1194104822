//! The files of the repository that services mount.

use std::collections::HashMap;

use orion_core::config::{VolumeSource, Workspace};
use orion_core::path::RepoPath;
use orion_core::stack::export::{LARGEST_MOUNT, MountedFile, MountedPath};

use crate::ports::{Repository, RepositoryError, WorkTreeFiles};
use crate::tracked::tracked;

/// What there is at each path that a service mounts.
pub(super) struct Mounted(HashMap<RepoPath, MountedPath>);

impl Mounted {
    /// Reads the files that git tracks at these paths, and no more of them than a mount may hold.
    pub(super) fn read(
        workspace: &Workspace,
        repository: &dyn Repository,
        files: &dyn WorkTreeFiles,
    ) -> Result<Self, RepositoryError> {
        let volumes = workspace
            .services
            .iter()
            .flat_map(|service| &service.volumes);
        let paths: Vec<&RepoPath> = volumes
            .filter_map(|volume| match &volume.source {
                VolumeSource::Path(path) => Some(path),
                VolumeSource::Named(_) => None,
            })
            .collect();
        let mut found = HashMap::new();
        if paths.is_empty() {
            return Ok(Self(found));
        }
        let tree = tracked(repository)?;
        for path in paths {
            let bare = bare(path);
            let wanted: Vec<&RepoPath> = match tree.position(bare) {
                Some(at) => vec![&tree.paths()[at]],
                None => tree.paths()[tree.below(bare)].iter().collect(),
            };
            found.insert(path.clone(), read_all(bare, &wanted, files)?);
        }
        Ok(Self(found))
    }

    /// What there is at a path.
    pub(super) fn at(&self, path: &RepoPath) -> MountedPath {
        self.0.get(path).cloned().unwrap_or(MountedPath::Missing)
    }
}

fn bare(path: &RepoPath) -> &[u8] {
    let bytes = path.as_bytes();
    bytes.strip_suffix(b"/").unwrap_or(bytes)
}

fn read_all(
    top: &[u8],
    wanted: &[&RepoPath],
    files: &dyn WorkTreeFiles,
) -> Result<MountedPath, RepositoryError> {
    let mut held = 0;
    let mut found = Vec::new();
    for path in wanted {
        // What is tracked may have been deleted in the work tree.
        let Some(content) = files.read_file(path)? else {
            continue;
        };
        held += content.len();
        if held > LARGEST_MOUNT {
            return Ok(MountedPath::TooLarge);
        }
        let below = path.as_bytes().strip_prefix(top).unwrap_or(path.as_bytes());
        let below = below.strip_prefix(b"/").unwrap_or(below);
        found.push(MountedFile {
            below: String::from_utf8_lossy(below).into_owned(),
            content,
        });
    }
    Ok(if found.is_empty() {
        MountedPath::Missing
    } else {
        MountedPath::Files(found)
    })
}
