//! What a branch changes since it left its base, as a pull request shows it.

use bstr::ByteSlice;
use orion_app::ports::RepositoryError;

use super::plumbing::Plumbing;
use super::raw_diff::{FLAGS, RawEntry, parse};

/// The entries that differ between the merge base and `head`.
pub(super) fn entries(
    plumbing: &Plumbing,
    base: &str,
    head: &str,
) -> Result<Vec<RawEntry>, RepositoryError> {
    let fork = merge_base(plumbing, base, head)?;
    let head = plumbing.commit_id(head)?;
    let mut arguments = vec!["diff-tree", "-r"];
    arguments.extend(FLAGS);
    arguments.extend([fork.as_str(), head.as_str(), "--"]);
    parse(&plumbing.run(&arguments)?.success()?)
}

/// The commit where `head` left `base`: of several merge bases the one `git diff base...head` takes.
///
/// A shallow clone of a pull request's merge commit may hold no merge base; its first parent is where the
/// pull request would be merged into, so if that is `base` itself, it is the answer.
pub(super) fn merge_base(
    plumbing: &Plumbing,
    base: &str,
    head: &str,
) -> Result<String, RepositoryError> {
    let base_id = plumbing.commit_id(base)?;
    let head_id = plumbing.commit_id(head)?;
    let found = plumbing.run(&["merge-base", &base_id, &head_id])?;
    if let Some(answer) = found.success_or_no()? {
        return Ok(answer.trim_ascii_end().to_str_lossy().into_owned());
    }
    let parents = parents(plumbing, &head_id)?;
    if parents.len() > 1 && parents[0] == base_id {
        return Ok(base_id);
    }
    Err(RepositoryError::MissingMergeBase {
        base: base.to_owned(),
        head: head.to_owned(),
        shallow: plumbing.is_shallow()?,
    })
}

/// A commit's parents as the commit itself names them, whether the clone holds them or not.
fn parents(plumbing: &Plumbing, commit: &str) -> Result<Vec<String>, RepositoryError> {
    let commit = plumbing.run(&["cat-file", "commit", commit])?.success()?;
    Ok(commit
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix(b"parent "))
        .map(|id| id.to_str_lossy().into_owned())
        .collect())
}
