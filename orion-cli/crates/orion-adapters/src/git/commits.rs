//! What each commit of a range says and touches.

use bstr::ByteSlice;
use orion_app::ports::{CommitNote, RepositoryError};
use orion_core::path::RepoPath;

use super::plumbing::Plumbing;
use super::process::GitProcess;

/// A commit begins with an empty field, which no path can be; then id, parents, address, one reason a line,
/// and an empty field again. NUL separates them, and no commit can hold one.
const FORMAT: &str = "--format=%x00%H%x00%P%x00%ae%x00\
                      %(trailers:key=Orion-Override,valueonly,unfold,separator=%x0A)%x00";

/// The commits reachable from `head` and not from `base`, oldest first.
///
/// A merge names only the paths that differ from every parent; a commit whose parents a shallow clone left
/// out names every path it holds, which is more than it touched and never less.
pub(super) fn between(
    plumbing: &Plumbing,
    base: &str,
    head: &str,
) -> Result<Vec<CommitNote>, RepositoryError> {
    let excluded = format!("^{}", plumbing.commit_id(base)?);
    let head = plumbing.commit_id(head)?;
    selected(plumbing, &[&head, &excluded])
}

/// The commits that these arguments of `rev-list` select, oldest first, each as [`between`] tells it.
pub(super) fn selected(
    plumbing: &Plumbing,
    selection: &[&str],
) -> Result<Vec<CommitNote>, RepositoryError> {
    let mut list = vec!["rev-list", "--topo-order", "--reverse"];
    list.extend(selection);
    let mut list = plumbing.start(&list)?;
    let arguments = [
        "-c",
        "trailer.separators=:",
        "diff-tree",
        "--stdin",
        "--root",
        "-r",
        "-c",
        "--name-only",
        "-z",
        "--always",
        "--no-renames",
        "--no-relative",
        "--ignore-submodules=none",
        "--encoding=UTF-8",
        FORMAT,
    ];
    let notes = GitProcess::start_reading(
        plumbing.directory(),
        plumbing.environment(),
        &arguments,
        list.hand_over_output(),
    )?;
    let mut parser = Parser::default();
    notes.for_each_record(|field| {
        parser.take(field);
        Ok(())
    })?;
    list.finish()?.success()?;
    Ok(parser.commits)
}

/// Which field comes next.
#[derive(Debug, Default, Clone, Copy)]
enum Next {
    #[default]
    Start,
    Id,
    Parents,
    Address,
    Reasons,
    End,
    SecondEnd,
    Path,
}

#[derive(Debug, Default)]
struct Parser {
    commits: Vec<CommitNote>,
    next: Next,
    /// Whether the commit is a merge. Its paths come after one more empty field; of any other commit's paths
    /// the first comes after a line end, which is no part of it.
    merge: bool,
}

impl Parser {
    fn take(&mut self, field: &[u8]) {
        let text = || field.to_str_lossy().into_owned();
        let current = self.commits.last_mut();
        self.next = match (self.next, current) {
            (Next::Start, _) => Next::Id,
            (Next::Path, _) if field.is_empty() => Next::Id,
            (Next::Id, _) | (_, None) => {
                self.commits.push(CommitNote {
                    id: text(),
                    override_reason: None,
                    author_email: String::new(),
                    paths: Vec::new(),
                });
                Next::Parents
            }
            (Next::Parents, Some(_)) => {
                self.merge = field.contains(&b' ');
                Next::Address
            }
            (Next::Address, Some(commit)) => {
                commit.author_email = text();
                Next::Reasons
            }
            (Next::Reasons, Some(commit)) => {
                commit.override_reason = Some(text()).filter(|reason| !reason.trim().is_empty());
                Next::End
            }
            (Next::End, Some(_)) if self.merge => Next::SecondEnd,
            (Next::End | Next::SecondEnd, Some(_)) => Next::Path,
            (Next::Path, Some(commit)) => {
                let first = commit.paths.is_empty() && !self.merge;
                let path = field.strip_prefix(b"\n").filter(|_| first);
                commit.paths.push(RepoPath::new(path.unwrap_or(field)));
                Next::Path
            }
        };
    }
}
