//! Every tracked path.

use std::fmt::Write;

use orion_app::ports::{Repository, RepositoryError};
use orion_core::change::EntryType;
use orion_testutils::TestRepository;

use crate::ask::both;
use crate::staged::with_files;

type Entries = Vec<(String, EntryType)>;

/// What is tracked in the index, after comparing entries with plain paths and both ways.
#[track_caller]
fn tracked(repository: &TestRepository) -> Entries {
    let [with_library, without] = both(repository, repository.top(), &[]).map(|adapter| {
        let mut entries = Entries::new();
        adapter
            .tracked(&mut |entry| {
                let path = String::from_utf8_lossy(entry.path).into_owned();
                entries.push((path, entry.entry_type));
            })
            .unwrap();
        let mut paths = Vec::new();
        adapter
            .tracked_paths(&mut |path| paths.push(String::from_utf8_lossy(path).into_owned()))
            .unwrap();
        let of_entries: Vec<_> = entries.iter().map(|(path, _)| path.clone()).collect();
        assert_eq!(of_entries, paths);
        entries
    });
    assert_eq!(with_library, without);
    with_library
}

fn entries(expected: &[(&str, EntryType)]) -> Entries {
    expected
        .iter()
        .map(|(path, entry_type)| ((*path).to_owned(), *entry_type))
        .collect()
}

#[test]
fn every_kind_of_entry() {
    let repository = with_files();
    repository.symlink("one", "a/link");
    repository.add_submodule("vendor/lib");
    repository.write("not tracked", "1");
    repository.git_ok(&["add", "a"]);
    repository.git_ok(&["rm", "-q", "a/two"]);
    let expected = entries(&[
        (".gitmodules", EntryType::File),
        ("a/link", EntryType::Symlink),
        ("a/one", EntryType::File),
        ("b/three", EntryType::File),
        ("vendor/lib", EntryType::Submodule),
    ]);
    assert_eq!(tracked(&repository), expected);
    repository.git_ok(&["commit", "-q", "-m", "second"]);
    for adapter in both(&repository, repository.top(), &[]) {
        let mut found = Entries::new();
        adapter
            .tracked_at("HEAD", &mut |entry| {
                let path = String::from_utf8_lossy(entry.path).into_owned();
                found.push((path, entry.entry_type));
            })
            .unwrap();
        assert_eq!(found, expected);
    }
}

#[test]
fn an_empty_repository_tracks_nothing() {
    let repository = TestRepository::new();
    assert_eq!(tracked(&repository), entries(&[]));
    for adapter in both(&repository, repository.top(), &[]) {
        let error = adapter.tracked_at("HEAD", &mut |_| ()).unwrap_err();
        assert!(matches!(error, RepositoryError::UnknownRevision(_)));
    }
}

#[test]
fn an_unmerged_path_once() {
    let repository = with_files();
    repository.branch("other", || repository.write("a/one", "theirs"));
    repository.write("a/one", "ours");
    repository.commit_all("ours");
    assert_ne!(repository.git(&["merge", "-q", "other"]).code, 0);
    let file = EntryType::File;
    assert_eq!(
        tracked(&repository),
        entries(&[("a/one", file), ("a/two", file), ("b/three", file)])
    );
}

#[test]
fn outside_a_sparse_checkout_too() {
    let file = EntryType::File;
    let expected = entries(&[("a/one", file), ("a/two", file), ("b/three", file)]);
    for index in ["--no-sparse-index", "--sparse-index"] {
        let repository = with_files();
        repository.git_ok(&["sparse-checkout", "set", "--cone", index, "a"]);
        assert_eq!(tracked(&repository), expected, "{index}");
    }
}

#[test]
fn the_whole_tree_from_a_directory_below() {
    let repository = with_files();
    for adapter in both(&repository, &repository.top().join("a"), &[]) {
        let mut paths = 0;
        adapter.tracked_paths(&mut |_| paths += 1).unwrap();
        assert_eq!(paths, 3);
    }
}

#[test]
fn more_than_one_read_brings() {
    let repository = TestRepository::new();
    let mut info = String::new();
    let empty = repository.git(&["hash-object", "-w", "--stdin"]).success();
    for number in 0..20_000 {
        let name = format!("{:04}/{number:05}", number / 100);
        writeln!(info, "100644 {}\t{name}", empty.stdout.trim()).unwrap();
    }
    repository.write("info", info);
    let script = "git update-index --index-info <info";
    let _ = repository
        .run(repository.command("sh").args(["-c", script]))
        .success();
    let found = tracked(&repository);
    assert_eq!(found.len(), 20_000);
    assert!(found.is_sorted_by(|(left, _), (right, _)| left < right));
}
