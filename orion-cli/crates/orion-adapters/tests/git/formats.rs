//! Repositories stored in other ways: what libgit2 cannot open, git answers.

use orion_app::ports::{ChangeScope, Repository, Revision};
use orion_core::path::RepoPath;
use orion_testutils::TestRepository;

use crate::ask::{both, range, render, staged};
use crate::probe::probe;

/// Two commits, something staged, a policy that is staged too.
fn fill(repository: &TestRepository) {
    repository.write("a/one", "1\n");
    repository.write("workstreams.toml", "old\n");
    repository.commit_all("first");
    repository.write("b/two", "2\n");
    repository.commit_all("second");
    repository.write("a/one", "2\n");
    repository.write("workstreams.toml", "new\n");
    repository.git_ok(&["config", "orion.workstream", "auth"]);
    repository.git_ok(&["add", "."]);
}

/// Asserts that a repository like that gives the usual answers, however it is stored.
#[track_caller]
fn as_usual(repository: &TestRepository) {
    assert_eq!(
        staged(repository),
        "Modified \"a/one\"\nModified \"workstreams.toml\"\n"
    );
    assert_eq!(
        range(repository, "HEAD~1", "HEAD", "HEAD~1"),
        "Added \"b/two\"\n"
    );
    assert_eq!(
        probe(repository, |_| ()),
        "auth on main by ada@example.com\n\
         Modified \"a/one\"\nModified \"workstreams.toml\"\n\
         policy: old to new\n"
    );
    for adapter in both(repository, repository.top(), &[]) {
        let mut paths = Vec::new();
        adapter
            .tracked_paths(&mut |path| paths.push(String::from_utf8_lossy(path).into_owned()))
            .unwrap();
        assert_eq!(paths, ["a/one", "b/two", "workstreams.toml"]);
        let earlier = Revision::Named("HEAD~1".to_owned());
        let path = RepoPath::from("b/two");
        assert_eq!(adapter.read(&path, &earlier).unwrap(), None);
        assert_eq!(adapter.commits("HEAD~1", "HEAD").unwrap().len(), 1);
    }
}

#[test]
fn loose_objects() {
    let repository = TestRepository::new();
    fill(&repository);
    as_usual(&repository);
}

#[test]
fn packed_objects_and_references() {
    let repository = TestRepository::new();
    fill(&repository);
    repository.git_ok(&["gc", "-q"]);
    repository.git_ok(&["multi-pack-index", "write"]);
    repository.git_ok(&["commit-graph", "write"]);
    as_usual(&repository);
}

#[test]
fn sha_256() {
    let repository = TestRepository::init(&[
        "init",
        "--quiet",
        "--initial-branch=main",
        "--object-format=sha256",
    ]);
    repository.write("unborn", "1");
    repository.git_ok(&["add", "."]);
    for adapter in both(&repository, repository.top(), &[]) {
        let changes = adapter.changes(&ChangeScope::Staged).unwrap();
        assert_eq!(render(&changes), "Added \"unborn\"\n");
    }
    repository.git_ok(&["rm", "-q", "-f", "unborn"]);
    fill(&repository);
    as_usual(&repository);
}

#[test]
fn reftable() {
    let repository = TestRepository::init(&[
        "init",
        "--quiet",
        "--initial-branch=main",
        "--ref-format=reftable",
    ]);
    fill(&repository);
    as_usual(&repository);
}

#[test]
fn indexes_of_other_kinds() {
    for arguments in [
        &["--split-index"][..],
        &["--untracked-cache"],
        &["--index-version=4"],
    ] {
        let repository = TestRepository::new();
        fill(&repository);
        let mut update = vec!["update-index"];
        update.extend(arguments);
        repository.git_ok(&update);
        as_usual(&repository);
    }
}

#[test]
fn nobody_asks_a_file_system_monitor() {
    use std::os::unix::fs::PermissionsExt;
    let repository = TestRepository::new();
    fill(&repository);
    let (monitor, asked) = (repository.beside("monitor"), repository.beside("asked"));
    std::fs::write(&monitor, format!("#!/bin/sh\ntouch {}\n", asked.display())).unwrap();
    std::fs::set_permissions(&monitor, std::fs::Permissions::from_mode(0o755)).unwrap();
    repository.git_ok(&["config", "core.fsmonitor", monitor.to_str().unwrap()]);
    repository.git_ok(&["update-index", "--fsmonitor"]);
    let _ = repository.git(&["status"]).success();
    std::fs::remove_file(&asked).unwrap();
    for adapter in both(&repository, repository.top(), &[]) {
        let changes = adapter.changes(&ChangeScope::Staged).unwrap();
        assert_eq!(changes.len(), 2);
        adapter.identity().unwrap();
        adapter.tracked(&mut |_| ()).unwrap();
        adapter.commits("HEAD~1", "HEAD").unwrap();
    }
    assert!(!asked.exists());
    as_usual(&repository);
}

#[test]
fn objects_borrowed_from_another_repository() {
    let lender = TestRepository::new();
    fill(&lender);
    let repository = TestRepository::init(&[
        "clone",
        "--quiet",
        "--shared",
        lender.top().to_str().unwrap(),
        ".",
    ]);
    repository.write("a/one", "2\n");
    repository.write("workstreams.toml", "new\n");
    repository.git_ok(&["config", "orion.workstream", "auth"]);
    repository.git_ok(&["add", "."]);
    as_usual(&repository);
}

#[test]
fn objects_that_only_the_remote_has() {
    let remote = TestRepository::new();
    fill(&remote);
    remote.git_ok(&["config", "uploadpack.allowFilter", "true"]);
    for filter in ["blob:none", "tree:0"] {
        let url = format!("file://{}", remote.top().display());
        let repository = TestRepository::init(&[
            "clone",
            "--quiet",
            "--no-checkout",
            "--filter",
            filter,
            &url,
            ".",
        ]);
        for adapter in both(&repository, repository.top(), &[]) {
            let path = RepoPath::from("workstreams.toml");
            let content = adapter.read(&path, &Revision::Head).unwrap();
            assert_eq!(content.as_deref(), Some(&b"old\n"[..]), "{filter}");
        }
    }
}

#[test]
fn objects_in_quarantine() {
    // As a receiving repository sees a push before it takes it in.
    let repository = TestRepository::new();
    fill(&repository);
    let objects = repository.top().join(".git/objects");
    let quarantine = repository.beside("quarantine");
    std::fs::create_dir(&quarantine).unwrap();
    let more = [
        ("GIT_OBJECT_DIRECTORY", quarantine.to_str().unwrap()),
        (
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            objects.to_str().unwrap(),
        ),
    ];
    let mut command = repository.command("git");
    command.envs(more).args(["commit", "-q", "-m", "third"]);
    let _ = repository.run(&mut command).success();
    for adapter in both(&repository, repository.top(), &more) {
        let path = RepoPath::from("workstreams.toml");
        let content = adapter.read(&path, &Revision::Head).unwrap();
        assert_eq!(content.as_deref(), Some(&b"new\n"[..]));
        let scope = ChangeScope::Range {
            base: "HEAD~1".to_owned(),
            head: "HEAD".to_owned(),
        };
        let changes = adapter.changes(&scope).unwrap();
        assert_eq!(
            render(&changes),
            "Modified \"a/one\"
Modified \"workstreams.toml\"
"
        );
    }
}
