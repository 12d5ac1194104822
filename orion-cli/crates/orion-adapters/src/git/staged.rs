//! What the commit being made will hold: the index git handed over, against HEAD.

use std::collections::HashSet;
use std::path::Path;

use orion_app::ports::RepositoryError;

use super::environment::GitEnvironment;
use super::plumbing::Plumbing;
use super::process::GitProcess;
use super::raw_diff::{FLAGS, RawEntry, parse};

/// Starts comparing the index with a tree. Entries that `git add --intent-to-add` made are no part of the
/// commit, so they are invisible.
pub(super) fn start(
    directory: &Path,
    environment: &GitEnvironment,
    tree: &str,
) -> Result<GitProcess, RepositoryError> {
    let mut arguments = vec!["diff-index", "--cached"];
    arguments.extend(FLAGS);
    // Without `--`, a file named HEAD makes the revision ambiguous.
    arguments.extend(["--ita-invisible-in-index", tree, "--"]);
    GitProcess::start(directory, environment, &arguments)
}

/// What is staged.
#[derive(Debug)]
pub(super) struct StagedEntries {
    /// What differs from HEAD, or from nothing before the first commit.
    pub(super) against_head: Vec<RawEntry>,
    /// While a merge is going on: those of them that differ from every other parent too.
    differs_from_all: Option<Vec<RawEntry>>,
}

impl StagedEntries {
    /// What the commit being made changes itself.
    pub(super) fn own(&self) -> &[RawEntry] {
        self.differs_from_all
            .as_deref()
            .unwrap_or(&self.against_head)
    }
}

/// Waits for the comparison with `HEAD`, and compares with every other parent of the commit being made.
///
/// Before the first commit there is no HEAD and the comparison fails; then, and only then, the index is
/// compared with the empty tree.
pub(super) fn finish(
    against_head: GitProcess,
    plumbing: &Plumbing,
    unborn: impl FnOnce() -> Result<bool, RepositoryError>,
    merged_heads: &[String],
) -> Result<StagedEntries, RepositoryError> {
    let others = merged_heads
        .iter()
        .map(|head| start(plumbing.directory(), plumbing.environment(), head))
        .collect::<Result<Vec<_>, _>>()?;
    let against_head = match against_head.finish()?.success() {
        Ok(output) => parse(&output)?,
        Err(error) => {
            if !unborn()? {
                return Err(error);
            }
            let empty = plumbing.empty_tree()?;
            let process = start(plumbing.directory(), plumbing.environment(), &empty)?;
            parse(&process.finish()?.success()?)?
        }
    };
    let mut differs_from_all = None;
    for other in others {
        let differs = parse(&other.finish()?.success()?)?;
        let differs: HashSet<_> = differs.into_iter().map(|entry| entry.path).collect();
        differs_from_all
            .get_or_insert_with(|| against_head.clone())
            .retain(|entry| differs.contains(&entry.path));
    }
    Ok(StagedEntries {
        against_head,
        differs_from_all,
    })
}
