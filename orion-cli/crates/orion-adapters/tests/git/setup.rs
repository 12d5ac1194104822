//! Settings, hooks' place, work trees, remote.

use orion_adapters::git::GitRepository;
use orion_app::ports::{RepositorySetup, SettingScope, WorkTree};
use orion_testutils::TestRepository;

use crate::ask::both;

fn adapter(repository: &TestRepository) -> GitRepository {
    let [adapter, _] = both(repository, repository.top(), &[]);
    adapter
}

#[test]
fn the_nearest_setting_wins() {
    let repository = TestRepository::new();
    repository.commit_all("first");
    repository.git_ok(&["config", "--global", "orion.workstream", "auth"]);
    let adapter = adapter(&repository);
    let found = adapter.setting("orion.workstream").unwrap().unwrap();
    assert_eq!(
        (found.value.as_str(), found.scope),
        ("auth", SettingScope::Global)
    );
    adapter
        .set_setting("orion.workstream", "user\n", SettingScope::Local)
        .unwrap();
    let found = adapter.setting("orion.workstream").unwrap().unwrap();
    assert_eq!(
        (found.value.as_str(), found.scope, found.origin.as_str()),
        ("user\n", SettingScope::Local, "file:.git/config")
    );
    let unset = || adapter.unset_setting("orion.workstream", SettingScope::Local);
    assert!(unset().unwrap());
    assert!(!unset().unwrap());
    assert_eq!(adapter.setting("orion.nothing").unwrap(), None);
    assert!(
        adapter
            .set_setting("orion.workstream", "user", SettingScope::Command)
            .is_err()
    );
}

#[test]
fn a_setting_of_the_call() {
    let repository = TestRepository::new();
    let more = [
        ("GIT_CONFIG_COUNT", "1"),
        ("GIT_CONFIG_KEY_0", "core.hooksPath"),
        ("GIT_CONFIG_VALUE_0", "/dev/null"),
    ];
    for adapter in both(&repository, repository.top(), &more) {
        let found = adapter.setting("core.hooksPath").unwrap().unwrap();
        assert_eq!(found.scope, SettingScope::Command);
        let hooks = adapter.git_path("hooks").unwrap();
        assert_eq!(hooks.to_str(), Some("/dev/null"));
    }
}

#[test]
fn hooks_and_work_trees() {
    let repository = TestRepository::new();
    repository.commit_all("first");
    let beside = repository.beside("other tree");
    let beside_text = beside.to_str().unwrap();
    repository.git_ok(&["worktree", "add", "-q", "-b", "other", beside_text]);
    let gone = repository.beside("gone");
    repository.git_ok(&["worktree", "add", "-q", "--detach", gone.to_str().unwrap()]);
    std::fs::remove_dir_all(&gone).unwrap();
    let tree = |top: &std::path::Path, branch: Option<&str>, gone| WorkTree {
        top: top.to_owned(),
        branch: branch.map(ToOwned::to_owned),
        bare: false,
        gone,
    };
    let adapter = adapter(&repository);
    assert_eq!(
        adapter.work_trees().unwrap(),
        [
            tree(repository.top(), Some("main"), false),
            tree(&gone, None, true),
            tree(&beside, Some("other"), false),
        ]
    );
    // The hooks of every work tree are the same, until a relative path makes them differ.
    let shared = repository.top().join(".git/hooks");
    assert_eq!(adapter.git_path("hooks").unwrap(), shared);
    let other = adapter.elsewhere(&beside).unwrap();
    assert_eq!(other.git_path("hooks").unwrap(), shared);
    repository.git_ok(&["config", "core.hooksPath", ".hooks"]);
    let hooks = |adapter: &GitRepository| adapter.git_path("hooks").unwrap();
    assert_eq!(hooks(&adapter), repository.top().join(".hooks"));
    assert_eq!(hooks(&other), beside.join(".hooks"));
}

#[test]
fn elsewhere_forgets_which_repository_a_hook_was_called_for() {
    let repository = TestRepository::new();
    let other = TestRepository::new();
    let git_directory = repository.top().join(".git");
    let more = [("GIT_DIR", git_directory.to_str().unwrap())];
    for adapter in both(&repository, repository.top(), &more) {
        let found = adapter.elsewhere(other.top()).unwrap();
        assert_eq!(found.git_directories().0, other.top().join(".git"));
    }
}

#[test]
fn the_remote_by_its_true_address() {
    let repository = TestRepository::new();
    let adapter = adapter(&repository);
    assert_eq!(adapter.origin().unwrap(), None);
    repository.git_ok(&["remote", "add", "origin", "work:acme/orion.git"]);
    repository.git_ok(&["config", "url.https://github.com/.insteadOf", "work:"]);
    assert_eq!(adapter.origin().unwrap().as_deref(), Some("acme/orion"));
}

#[test]
fn version_and_depth() {
    let repository = TestRepository::new();
    let adapter = adapter(&repository);
    let version = adapter.git_version().unwrap();
    assert!(version.starts_with(|first: char| first.is_ascii_digit()));
    assert!(!adapter.is_shallow().unwrap());
}
