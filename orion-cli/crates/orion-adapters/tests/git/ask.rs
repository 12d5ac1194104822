//! Asking the adapter, and asking git itself the same.

use std::fmt::Write;

use std::ffi::OsString;
use std::path::Path;

use orion_adapters::git::{GitEnvironment, GitRepository};
use orion_app::ports::{ChangeScope, Repository, RepositoryError};
use orion_core::change::{Change, ChangeKind, EntryType};
use orion_testutils::TestRepository;

/// The environment of a test repository's commands, with some more variables.
pub(crate) fn environment(
    repository: &TestRepository,
    more: &[(&str, &str)],
) -> Vec<(OsString, OsString)> {
    let command = repository.command("git");
    let mut variables: Vec<_> = command
        .get_envs()
        .filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())))
        .collect();
    variables.extend(more.iter().map(|(name, value)| (name.into(), value.into())));
    variables
}

/// A variable that keeps libgit2 closed and changes nothing for git: there is no such ceiling.
pub(crate) const NO_LIBRARY: (&str, &str) = ("GIT_CEILING_DIRECTORIES", "/nowhere");

/// The adapter, with libgit2 and without.
pub(crate) fn both(
    repository: &TestRepository,
    directory: &Path,
    more: &[(&str, &str)],
) -> [GitRepository; 2] {
    let with_library = environment(repository, more);
    let mut without = with_library.clone();
    without.push((NO_LIBRARY.0.into(), NO_LIBRARY.1.into()));
    [with_library, without].map(|variables| {
        GitRepository::discover_staged(directory, GitEnvironment::new(variables)).unwrap()
    })
}

/// The staged changes as text, one a line, after comparing them with `git diff-index`.
#[track_caller]
pub(crate) fn staged(repository: &TestRepository) -> String {
    staged_in(repository, repository.top(), &[])
}

/// The same in a directory and with some more variables.
#[track_caller]
pub(crate) fn staged_in(
    repository: &TestRepository,
    directory: &Path,
    more: &[(&str, &str)],
) -> String {
    let [with_library, without] = both(repository, directory, more)
        .map(|adapter| adapter.changes(&ChangeScope::Staged).unwrap());
    assert_eq!(with_library, without);
    let mut command = repository.command("git");
    command.current_dir(directory);
    command.envs(more.iter().copied());
    command.args(["diff-index", "--cached", "--raw", "-z", "--no-renames"]);
    command.args(["--no-abbrev", "--ignore-submodules=none"]);
    command.args(["--ita-invisible-in-index", "HEAD", "--"]);
    let said = repository.run(&mut command).success();
    compare(&with_library, &said.stdout_bytes);
    render(&with_library)
}

/// What the adapter says of a range, after both ways agreed.
#[track_caller]
pub(crate) fn try_range(
    repository: &TestRepository,
    base: &str,
    head: &str,
) -> Result<Vec<Change>, RepositoryError> {
    let scope = ChangeScope::Range {
        base: base.to_owned(),
        head: head.to_owned(),
    };
    let [with_library, without] =
        both(repository, repository.top(), &[]).map(|adapter| adapter.changes(&scope));
    match (&with_library, &without) {
        (Ok(with_library), Ok(without)) => assert_eq!(with_library, without),
        (with_library, without) => assert_eq!(
            with_library.as_ref().map_err(ToString::to_string),
            without.as_ref().map_err(ToString::to_string)
        ),
    }
    with_library
}

/// The changes of a range as text, after comparing them with `git diff-tree` from the commit `fork`, and with
/// what `git diff base...head` lists.
#[track_caller]
pub(crate) fn range(repository: &TestRepository, base: &str, head: &str, fork: &str) -> String {
    let changes = try_range(repository, base, head).unwrap();
    let flags = ["--raw", "-z", "--no-renames", "--no-abbrev"];
    let mut command = repository.command("git");
    command.args(["diff-tree", "-r"]).args(flags);
    command.args(["--ignore-submodules=none", fork, head]);
    compare(
        &changes,
        &repository.run(&mut command).success().stdout_bytes,
    );
    let mut command = repository.command("git");
    command.args(["diff"]).args(flags);
    command.args(["--ignore-submodules=none", &format!("{base}...{head}")]);
    compare(
        &changes,
        &repository.run(&mut command).success().stdout_bytes,
    );
    render(&changes)
}

/// Asserts that changes are what plumbing says, entry for entry: path, and status letter by kind.
#[track_caller]
fn compare(changes: &[Change], plumbing: &[u8]) {
    let mut expected: Vec<(Vec<u8>, char)> = Vec::new();
    let mut fields = plumbing.split(|byte| *byte == 0);
    while let (Some(description), Some(path)) = (fields.next(), fields.next()) {
        expected.push((path.to_owned(), char::from(*description.last().unwrap())));
    }
    expected.sort();
    let found: Vec<(Vec<u8>, char)> = changes
        .iter()
        .map(|change| {
            let letter = match change.kind {
                ChangeKind::Added | ChangeKind::Renamed | ChangeKind::Copied => 'A',
                ChangeKind::Modified | ChangeKind::ModeChanged => 'M',
                ChangeKind::Deleted => 'D',
                ChangeKind::TypeChanged => 'T',
            };
            (change.path.as_bytes().to_owned(), letter)
        })
        .collect();
    assert_eq!(found, expected);
}

/// One change a line: kind, path, where from, what it was and is when that is not a file.
pub(crate) fn render(changes: &[Change]) -> String {
    let mut lines = String::new();
    for change in changes {
        write!(lines, "{:?} {:?}", change.kind, change.path).unwrap();
        if let Some(previous) = &change.previous_path {
            write!(lines, " from {previous:?}").unwrap();
        }
        let plain = |entry| matches!(entry, EntryType::File | EntryType::Absent);
        if !plain(change.before) || !plain(change.after) {
            write!(lines, " ({:?} to {:?})", change.before, change.after).unwrap();
        }
        lines += "\n";
    }
    lines
}
