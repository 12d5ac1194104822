//! The index's paths, by kind of index: what is read without git is what git would say, and the rest is left
//! to git.

use std::ffi::OsStr;
use std::fmt::Write;
use std::fs;
use std::ops::ControlFlow;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use orion_adapters::git::{GitEnvironment, GitRepository};
use orion_app::ports::{Repository, RepositoryError};
use orion_testutils::TestRepository;

use crate::ask::{NO_LIBRARY, environment};
use crate::staged::with_files;

/// Who lists the paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lister {
    /// Orion, from the index file.
    Orion,
    /// git.
    Git,
}

use Lister::{Git, Orion};

type Listed = Result<Vec<Vec<u8>>, RepositoryError>;

/// Every path, once each, in the adapter's words.
fn listed(repository: &TestRepository, directory: &Path, more: &[(&str, &str)]) -> Listed {
    let environment = GitEnvironment::new(environment(repository, more));
    let adapter = GitRepository::discover(directory, environment)?;
    let mut paths = Vec::new();
    adapter.begin_tracked()?.each_run(&mut |run| {
        paths.extend(run.split(|byte| *byte == 0).map(<[u8]>::to_vec));
        ControlFlow::Continue(())
    })?;
    paths.dedup();
    let mut visited = Vec::new();
    adapter.tracked_paths(&mut |path| visited.push(path.to_vec()))?;
    assert_eq!(visited, paths);
    Ok(paths)
}

/// Every path, once each, in git's words; `None` when git fails.
fn listed_by_git(repository: &TestRepository, more: &[(&str, &str)]) -> Option<Vec<Vec<u8>>> {
    let mut command = repository.command("git");
    command.envs(more.iter().copied()).args(["ls-files", "-z"]);
    let said = repository.run(&mut command);
    let mut paths: Vec<_> = said
        .stdout_bytes
        .split_inclusive(|byte| *byte == 0)
        .map(|record| record.strip_suffix(b"\0").unwrap().to_vec())
        .collect();
    paths.dedup();
    (said.code == 0).then_some(paths)
}

/// Asserts that the adapter lists what git lists at the top, and who did that.
#[track_caller]
fn assert_listed(repository: &TestRepository, lister: Lister) {
    assert_listed_in(repository, repository.top(), &[], lister);
}

#[track_caller]
fn assert_listed_in(
    repository: &TestRepository,
    directory: &Path,
    more: &[(&str, &str)],
    lister: Lister,
) {
    let expected = listed_by_git(repository, more).unwrap();
    assert_eq!(listed(repository, directory, more).unwrap(), expected);
    let without_library = [more, &[NO_LIBRARY]].concat();
    let found = listed(repository, directory, &without_library).unwrap();
    assert_eq!(found, expected);
    let without_git = [more, &[("PATH", "/nowhere")]].concat();
    let found = match listed(repository, directory, &without_git) {
        Ok(paths) => {
            assert_eq!(paths, expected);
            Orion
        }
        Err(RepositoryError::GitMissing(_)) => Git,
        Err(error) => panic!("{error}"),
    };
    assert_eq!(found, lister);
}

/// Puts entries into the index that are nowhere else.
fn add_entries(repository: &TestRepository, paths: impl IntoIterator<Item = String>) {
    let empty = repository.git(&["hash-object", "-w", "--stdin"]).success();
    let mut information = String::new();
    for path in paths {
        writeln!(information, "100644 {}\t{path}", empty.stdout.trim()).unwrap();
    }
    let file = repository.beside("information");
    fs::write(&file, information).unwrap();
    let mut command = repository.command("git");
    command.args(["update-index", "--index-info"]);
    command.stdin(fs::File::open(file).unwrap());
    let _ = repository.run(&mut command).success();
}

#[track_caller]
fn assert_version(repository: &TestRepository, version: u8) {
    let index = fs::read(repository.top().join(".git/index")).unwrap();
    assert_eq!(index[4..8], [0, 0, 0, version]);
}

#[test]
fn version_2() {
    let repository = with_files();
    assert_version(&repository, 2);
    assert_listed(&repository, Orion);
    assert_listed_in(&repository, &repository.top().join("a"), &[], Orion);
}

#[test]
fn version_3_with_further_flags() {
    let repository = with_files();
    repository.write("a/intended", "");
    repository.git_ok(&["add", "--intent-to-add", "a/intended"]);
    repository.git_ok(&["update-index", "--skip-worktree", "b/three"]);
    assert_version(&repository, 3);
    assert_listed(&repository, Orion);
}

#[test]
fn version_4_with_shared_beginnings() {
    let repository = with_files();
    let long = "directory/".repeat(30);
    // A beginning of more than 127 bytes is cut off by more than one byte of length.
    for path in [format!("{long}file"), "e".to_owned()] {
        repository.write(path, "");
    }
    repository.git_ok(&["add", "."]);
    repository.git_ok(&["update-index", "--index-version", "4"]);
    assert_version(&repository, 4);
    assert_listed(&repository, Orion);
}

#[test]
fn more_than_one_piece() {
    for version in ["2", "4"] {
        let repository = with_files();
        // With the extensions that let git read an index on several threads.
        repository.git_ok(&["config", "index.threads", "4"]);
        repository.git_ok(&["config", "index.version", version]);
        let paths = (0..25_000).map(|number| format!("{:03}/{number:05}", number / 100));
        add_entries(&repository, paths);
        repository.git_ok(&["update-index", "--index-version", version]);
        assert_listed(&repository, Orion);
    }
}

#[test]
fn a_path_longer_than_its_length_can_say() {
    for (length, lister) in [(4094, Orion), (4095, Git)] {
        let repository = TestRepository::new();
        let long = "directory/".repeat(500)[..length - 1].to_owned() + "x";
        add_entries(&repository, [long.replace("/x", "xx"), "zz".to_owned()]);
        assert_listed(&repository, lister);
    }
}

#[test]
fn split() {
    let repository = with_files();
    repository.git_ok(&["update-index", "--split-index"]);
    repository.write("new", "");
    repository.git_ok(&["rm", "-q", "a/two"]);
    repository.git_ok(&["add", "."]);
    assert_listed(&repository, Git);
    repository.git_ok(&["update-index", "--no-split-index"]);
    assert_listed(&repository, Orion);
}

#[test]
fn sparse() {
    let repository = with_files();
    repository.git_ok(&["sparse-checkout", "set", "--cone", "--sparse-index", "a"]);
    assert_listed(&repository, Git);
    repository.git_ok(&["sparse-checkout", "reapply", "--no-sparse-index"]);
    assert_listed(&repository, Orion);
}

#[test]
fn extensions_that_may_be_left_out() {
    let repository = with_files();
    repository.git_ok(&["update-index", "--untracked-cache"]);
    repository.git_ok(&["config", "core.fsmonitor", "true"]);
    repository.git_ok(&[
        "-c",
        "core.fsmonitor=/bin/true",
        "update-index",
        "--fsmonitor",
    ]);
    repository.git_ok(&["config", "--unset", "core.fsmonitor"]);
    assert_listed(&repository, Orion);
}

#[test]
fn ids_in_sha_256() {
    let repository = TestRepository::init(&["init", "--quiet", "--object-format=sha256"]);
    repository.write("a/one", "1");
    repository.commit_all("first");
    assert_eq!(listed_by_git(&repository, &[]).unwrap(), [b"a/one"]);
    for more in [&[][..], &[NO_LIBRARY]] {
        let found = listed(&repository, repository.top(), more).unwrap();
        assert_eq!(found, [b"a/one"]);
    }
}

#[test]
fn unmerged() {
    let repository = with_files();
    repository.branch("other", || repository.write("a/one", "theirs"));
    repository.write("a/one", "ours");
    repository.commit_all("ours");
    assert_ne!(repository.git(&["merge", "-q", "other"]).code, 0);
    assert_listed(&repository, Orion);
}

#[test]
fn no_index_and_an_empty_one() {
    let repository = TestRepository::new();
    assert!(!repository.top().join(".git/index").exists());
    assert_listed(&repository, Git);
    repository.write("one", "");
    repository.git_ok(&["add", "."]);
    repository.git_ok(&["rm", "-q", "--cached", "one"]);
    assert!(repository.top().join(".git/index").exists());
    assert_listed(&repository, Git);
}

#[test]
fn another_index() {
    let repository = with_files();
    let other = [("GIT_INDEX_FILE", "other")];
    let mut command = repository.command("git");
    command.envs(other).args(["read-tree", "HEAD:a"]);
    let _ = repository.run(&mut command).success();
    // Relative to the top, wherever the command is given.
    let below = repository.top().join("b");
    assert_listed_in(&repository, &below, &other, Orion);
    let path = repository.top().join("other");
    let absolute = [("GIT_INDEX_FILE", path.to_str().unwrap())];
    assert_listed_in(&repository, &below, &absolute, Orion);
    for named in ["missing", ""] {
        let more = [("GIT_INDEX_FILE", named)];
        assert_listed_in(&repository, &below, &more, Git);
    }
}

#[test]
fn linked_work_tree() {
    let repository = with_files();
    let linked = repository.beside("linked");
    let path = linked.to_str().unwrap();
    repository.git_ok(&["worktree", "add", "-q", path]);
    repository.git_ok(&["-C", path, "rm", "-q", "a/two"]);
    let found = listed(&repository, &linked, &[("PATH", "/nowhere")]).unwrap();
    assert_eq!(found, [&b"a/one"[..], b"b/three"]);
    assert_listed(&repository, Orion);
}

#[test]
fn every_byte_of_a_name() {
    let repository = TestRepository::new();
    for name in [
        &b"new\nline"[..],
        b"not utf-8 \xff\xfe",
        b"tab\t\"",
        b"\x01",
    ] {
        repository.write(OsStr::from_bytes(name), "");
    }
    for version in ["2", "4"] {
        repository.git_ok(&["add", "."]);
        repository.git_ok(&["update-index", "--index-version", version]);
        assert_listed(&repository, Orion);
    }
}

#[test]
fn damaged() {
    let repository = TestRepository::new();
    for name in ["a/one", "a/two"] {
        repository.write(name, "");
    }
    repository.git_ok(&["add", "--intent-to-add", "a/one"]);
    repository.git_ok(&["add", "a/two"]);
    let file = repository.top().join(".git/index");
    for version in ["2", "4"] {
        repository.git_ok(&["update-index", "--index-version", version]);
        let whole = fs::read(&file).unwrap();
        for position in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[position] ^= 0x41;
            assert_as_git(&repository, &damaged, position);
        }
        for length in (0..whole.len()).step_by(7) {
            assert_as_git(&repository, &whole[..length], length);
        }
        fs::write(&file, whole).unwrap();
    }
}

/// Asserts that what the adapter lists from this index without git is what git lists. The rest is left to git,
/// which may well say something else each time.
#[track_caller]
fn assert_as_git(repository: &TestRepository, index: &[u8], case: usize) {
    fs::write(repository.top().join(".git/index"), index).unwrap();
    if let Ok(found) = listed(repository, repository.top(), &[("PATH", "/nowhere")]) {
        assert_eq!(Some(found), listed_by_git(repository, &[]), "{case}");
    }
}
