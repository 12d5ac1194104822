//! Every path git tracks, from the index file itself or read while git lists them.

use std::ops::ControlFlow;

use bstr::ByteSlice;
use orion_app::ports::{PendingTracked, RepositoryError, TrackedEntry};

use super::index_file::IndexFile;
use super::plumbing::Plumbing;
use super::process::GitProcess;
use super::raw_diff::entry_type;

/// The index's paths, while its file is read or git lists them.
#[derive(Debug)]
pub(super) enum Listing<'a> {
    /// From the file, or from git should the file turn out to be one that only git can read.
    IndexFile(IndexFile, &'a Plumbing),
    /// From git.
    Git(GitProcess),
}

impl<'a> Listing<'a> {
    pub(super) fn start(
        index: Option<IndexFile>,
        plumbing: &'a Plumbing,
    ) -> Result<Self, RepositoryError> {
        match index {
            Some(index) => Ok(Self::IndexFile(index, plumbing)),
            None => start_git(plumbing).map(Self::Git),
        }
    }
}

fn start_git(plumbing: &Plumbing) -> Result<GitProcess, RepositoryError> {
    plumbing.start(&["ls-files", "-z"])
}

impl PendingTracked for Listing<'_> {
    fn each_run(
        self: Box<Self>,
        visit: &mut dyn FnMut(&[u8]) -> ControlFlow<()>,
    ) -> Result<(), RepositoryError> {
        let git = match *self {
            Self::IndexFile(index, plumbing) => {
                if index.for_each_run(visit)? {
                    return Ok(());
                }
                start_git(plumbing)?
            }
            Self::Git(git) => git,
        };
        git.for_each_run(visit)
    }
}

/// Every path in the index. An unmerged path is listed once for each side, one after the other, and visited
/// once.
pub(super) fn paths(
    listing: Listing<'_>,
    visit: &mut dyn FnMut(&[u8]),
) -> Result<(), RepositoryError> {
    let mut previous = Vec::new();
    Box::new(listing).each_run(&mut |run| {
        for path in run.split(|byte| *byte == 0) {
            if path != previous.as_slice() {
                visit(path);
                previous.clear();
                previous.extend_from_slice(path);
            }
        }
        ControlFlow::Continue(())
    })
}

/// Every entry in the index.
pub(super) fn entries(
    plumbing: &Plumbing,
    visit: &mut dyn FnMut(TrackedEntry<'_>),
) -> Result<(), RepositoryError> {
    let process = plumbing.start(&["ls-files", "-z", "--stage"])?;
    let mut previous = Vec::new();
    process.for_each_record(|record| {
        let entry = entry(record)?;
        if entry.path != previous.as_slice() {
            visit(entry);
            previous.clear();
            previous.extend_from_slice(entry.path);
        }
        Ok(())
    })
}

/// Every entry in a commit's tree.
pub(super) fn entries_at(
    plumbing: &Plumbing,
    revision: &str,
    visit: &mut dyn FnMut(TrackedEntry<'_>),
) -> Result<(), RepositoryError> {
    let commit = plumbing.commit_id(revision)?;
    let process = plumbing.start(&["ls-tree", "-r", "-z", "--full-tree", &commit])?;
    process.for_each_record(|record| {
        visit(entry(record)?);
        Ok(())
    })
}

/// `mode … TAB path`: both commands begin and end an entry alike.
fn entry(record: &[u8]) -> Result<TrackedEntry<'_>, RepositoryError> {
    let parsed = record.split_once_str("\t").and_then(|(description, path)| {
        let mode = description.get(..6)?.to_str().ok()?;
        let entry_type = entry_type(u32::from_str_radix(mode, 8).ok()?);
        Some(TrackedEntry { path, entry_type })
    });
    parsed.ok_or_else(|| RepositoryError::Git {
        command: "ls-files --stage -z".into(),
        message: format!("an entry that cannot be read: {:?}", record.as_bstr()),
    })
}
