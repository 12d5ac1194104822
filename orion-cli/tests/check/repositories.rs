//! Repositories in every state in which a commit is made.

use insta::assert_snapshot;

use crate::world::{
    ORION, POLICY, check, check_in, check_with, git, platform, stage, told, verdicts,
};

#[test]
fn before_the_first_commit() {
    let repository = orion_testutils::TestRepository::new();
    repository.write("workstreams.toml", POLICY);
    stage(
        &repository,
        &["services/user/profile.rs", "contracts/user.rs"],
    );
    assert_snapshot!(verdicts(&repository, "--as user"), @"
    contracts/user.rs added: denied OWN002
    services/user/profile.rs added: allowed -
    workstreams.toml added: denied OWN001
    ");
}

#[test]
fn with_head_detached() {
    let repository = platform();
    git(&repository, "switch --quiet --detach");
    stage(&repository, &["services/user/profile.rs"]);
    assert_snapshot!(told(&check(&repository, "")), @"
    exit 1
    --- stdout
    error[OWN006]: `services/user/profile.rs` belongs to `user`, and it is not known for which workstream the change is made
      --> services/user/profile.rs (modified)
       = rule: workstreams.toml:24 `services/user/` full
       = owner: `user`
       = next: git config orion.workstream WORKSTREAM

    acting for nobody known: `ada@example.com` is in no `members`
    1 change: 1 denied
    ");
    assert_eq!(check(&repository, "--as user").code, 0);
}

#[test]
fn in_a_linked_work_tree() {
    let repository = platform();
    let tree = repository.beside("tree");
    let path = tree.to_str().unwrap();
    git(
        &repository,
        &format!("worktree add --quiet -b auth/login {path}"),
    );
    std::fs::write(tree.join("services/auth/login.rs"), "changed\n").unwrap();
    git(&repository, &format!("-C {path} add --all"));
    assert_eq!(check_in(&repository, &tree, "").code, 0);
    assert_eq!(check_in(&repository, &tree, "--as user").code, 1);
    assert_eq!(check(&repository, "").stderr, "note: nothing is staged\n");
}

#[test]
fn in_a_directory_below_the_top() {
    let repository = platform();
    stage(&repository, &["contracts/user.rs"]);
    let below = repository.top().join("services/user");
    assert_eq!(
        told(&check_in(&repository, &below, "")),
        told(&check(&repository, ""))
    );
}

#[test]
fn from_elsewhere_with_the_directory_named() {
    let repository = platform();
    stage(&repository, &["contracts/user.rs"]);
    let top = repository.top().to_str().unwrap().to_owned();
    let outcome = repository.run(
        repository
            .command(ORION)
            .args(["-C", &top, "check"])
            .current_dir("/"),
    );
    assert_eq!(outcome.code, 1);
}

#[test]
fn with_the_index_that_git_hands_to_a_hook() {
    let repository = platform();
    stage(&repository, &["services/user/profile.rs"]);
    let other = repository.beside("other-index");
    std::fs::copy(repository.top().join(".git/index"), &other).unwrap();
    let variables = [("GIT_INDEX_FILE", other.to_str().unwrap())];
    stage(&repository, &["contracts/user.rs"]);
    assert_eq!(check_with(&repository, "", &variables).code, 0);
    let relative = [("GIT_DIR", ".git"), ("GIT_INDEX_FILE", ".git/index")];
    assert_eq!(check_with(&repository, "", &relative).code, 1);
}

#[test]
fn with_a_sparse_checkout() {
    let repository = platform();
    git(&repository, "sparse-checkout set services/user");
    assert!(!repository.top().join("contracts").exists());
    git(
        &repository,
        "rm --quiet --cached --sparse contracts/user.rs",
    );
    assert_snapshot!(verdicts(&repository, ""), @"contracts/user.rs deleted: denied OWN002");
}

#[test]
fn while_a_merge_goes_on_only_what_differs_from_every_parent_counts() {
    let repository = platform();
    repository.write("services/user/profile.rs", "ours\n");
    repository.commit_all("ours");
    git(&repository, "switch --quiet main");
    repository.write("contracts/user.rs", "theirs\n");
    repository.write("services/user/profile.rs", "theirs\n");
    repository.commit_all("theirs");
    git(&repository, "switch --quiet user/profile");
    assert_eq!(repository.git(&["merge", "main"]).code, 1);
    repository.write("services/user/profile.rs", "both\n");
    git(&repository, "add services/user/profile.rs");
    assert_snapshot!(verdicts(&repository, ""), @"services/user/profile.rs modified: allowed -");
    stage(&repository, &["contracts/user.rs"]);
    assert_snapshot!(verdicts(&repository, ""), @"
    contracts/user.rs modified: denied OWN002
    services/user/profile.rs modified: allowed -
    ");
}

#[test]
fn with_other_objects_names() {
    let repository = orion_testutils::TestRepository::init(&[
        "init",
        "--quiet",
        "--initial-branch=main",
        "--object-format=sha256",
    ]);
    repository.write("workstreams.toml", POLICY);
    stage(&repository, &["contracts/user.rs"]);
    assert_eq!(
        check(&repository, "--as user").code,
        1,
        "before the first commit"
    );
    repository.commit_all("one");
    stage(&repository, &["services/auth/login.rs"]);
    assert_snapshot!(verdicts(&repository, "--as user"), @"services/auth/login.rs added: denied OWN001");
}
