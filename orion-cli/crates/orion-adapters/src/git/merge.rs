//! Which commits are being merged into HEAD, so that a merge answers only for what it changes itself.

use std::fs;
use std::io;

use bstr::ByteSlice;
use orion_app::ports::RepositoryError;

use super::environment::GitEnvironment;
use super::layout::Layout;

/// The other parents of the commit being made, besides HEAD.
///
/// They stand in `MERGE_HEAD`, one a line. A merge without conflicts writes that file only after its
/// `pre-merge-commit` hook has passed; until then it names them in the hook's environment, as `GITHEAD_<id>`.
pub(super) fn merged_heads(
    layout: &Layout,
    environment: &GitEnvironment,
) -> Result<Vec<String>, RepositoryError> {
    let path = layout.git_directory.join("MERGE_HEAD");
    match fs::read(&path) {
        Ok(heads) => Ok(heads
            .lines()
            .map(|line| line.trim_ascii().to_str_lossy().into_owned())
            .filter(|line| !line.is_empty())
            .collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Ok(heads_in_environment(environment))
        }
        Err(source) => Err(RepositoryError::Read { path, source }),
    }
}

/// The heads `git merge` tells its hooks of. The variables alone could be left over from an outer merge, so
/// the operation must be a merge too.
fn heads_in_environment(environment: &GitEnvironment) -> Vec<String> {
    let merging = environment.get("GIT_REFLOG_ACTION").is_some_and(|action| {
        let action = action.as_encoded_bytes();
        action.starts_with(b"merge") || action.starts_with(b"pull")
    });
    if !merging {
        return Vec::new();
    }
    environment
        .names()
        .filter_map(|name| name.to_str()?.strip_prefix("GITHEAD_"))
        .filter(|id| id.len() >= 40 && id.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .map(ToOwned::to_owned)
        .collect()
}
