//! What a pull request changes, as CI judges it.

use insta::assert_snapshot;

use crate::world::{POLICY, check, check_with, git, lines_of, platform, stage, told, verdicts};

#[test]
fn a_range_is_what_changed_since_the_branches_parted() {
    let repository = platform();
    stage(
        &repository,
        &["services/user/profile.rs", "services/auth/login.rs"],
    );
    repository.commit_all("on the branch");
    git(&repository, "switch --quiet main");
    stage(&repository, &["contracts/user.rs"]);
    repository.commit_all("on main meanwhile");
    git(&repository, "switch --quiet user/profile");
    assert_snapshot!(told(&check(&repository, "--range main..HEAD")), @"
    exit 1
    --- stdout
    error[OWN001]: `services/auth/login.rs` belongs to `auth`, and the change is made for `user`; the approval of `auth` lifts it
      --> services/auth/login.rs (modified)
       = rule: workstreams.toml:19 `services/auth/` full
       = owner: `auth`, Auth Service, lead @alice
       = next: orion check --range main..HEAD --approved auth

    acting for `user`: branch `user/profile` matches `{workstream}/*`
    2 changes: 1 denied, 1 allowed
    ");
    assert_eq!(
        check(&repository, "--range main...HEAD").stdout,
        check(&repository, "--range main..").stdout
    );
}

#[test]
fn the_owner_s_approval_lifts_what_is_not_exclusive() {
    let repository = platform();
    stage(
        &repository,
        &[
            "services/auth/login.rs",
            "services/gateway/routes.rs",
            "contracts/user.rs",
        ],
    );
    repository.commit_all("a change");
    let range = "--range main..HEAD";
    assert_snapshot!(verdicts(&repository, range), @"
    contracts/user.rs modified: denied OWN002
    services/auth/login.rs modified: denied OWN001
    services/gateway/routes.rs modified: needs-approval OWN003
    ");
    assert_snapshot!(
        verdicts(&repository, &format!("{range} --approved auth --approved gateway,contracts")),
        @"
    contracts/user.rs modified: denied OWN002
    services/auth/login.rs modified: allowed -
    services/gateway/routes.rs modified: allowed -
    "
    );
    let misspelt = check(&repository, &format!("{range} --approved gatway"));
    assert_snapshot!(told(&misspelt), @"
    exit 2
    --- stderr
    error: `--approved` names `gatway` (did you mean `gateway`?), which is no workstream
    hint: the workstreams are `contracts`, `auth`, `user`, `gateway`, `database`, `devops`
    ");
}

#[test]
fn approval_alone_missing_is_no_violation() {
    let repository = platform();
    stage(&repository, &["services/gateway/routes.rs"]);
    repository.commit_all("a route");
    let outcome = check(&repository, "--range main..HEAD");
    assert_snapshot!(told(&outcome), @"
    exit 0
    --- stdout
    approval[OWN003]: `services/gateway/routes.rs` belongs to `gateway`: the pull request needs the approval of `gateway`
      --> services/gateway/routes.rs (modified)
       = rule: workstreams.toml:27 `services/gateway/` approval
       = owner: `gateway`
       = next: orion check --range main..HEAD --approved gateway

    acting for `user`: branch `user/profile` matches `{workstream}/*`
    1 change: 1 needs approval
    ");
}

#[test]
fn a_range_speaks_for_its_own_author() {
    let repository = platform();
    stage(&repository, &["services/user/profile.rs"]);
    repository.commit_all("on user/profile");
    git(&repository, "switch --quiet main");
    assert_eq!(check(&repository, "--range main..user/profile").code, 0);
    git(&repository, "branch --move user/profile topic");
    assert_eq!(check(&repository, "--range main..topic").code, 1);
    let in_a_workflow = check_with(
        &repository,
        "--range main..topic",
        &[("GITHUB_HEAD_REF", "user/profile")],
    );
    assert_eq!(in_a_workflow.code, 0);
}

#[test]
fn the_e_mail_address_is_that_of_the_last_commit() {
    let repository = platform();
    git(&repository, "switch --quiet --create topic");
    stage(&repository, &["services/auth/login.rs"]);
    let commit = [
        "commit",
        "--quiet",
        "-m",
        "x",
        "--author",
        "Alice <alice@example.com>",
    ];
    repository
        .run(
            repository
                .command("git")
                .args(commit)
                .env_remove("GIT_AUTHOR_NAME")
                .env_remove("GIT_AUTHOR_EMAIL"),
        )
        .success();
    assert_eq!(check(&repository, "--range main..topic").code, 0);
}

#[test]
fn both_ends_policies_judge() {
    let repository = platform();
    repository.write("workstreams.toml", POLICY.replace("exclusive", "shared"));
    stage(&repository, &["contracts/user.rs"]);
    repository.commit_all("lax");
    assert_snapshot!(
        lines_of(&check(&repository, "--json --as devops --range main..HEAD")),
        @"
    contracts/user.rs modified: denied OWN002
    workstreams.toml modified: needs-approval OWN007
    "
    );
}

#[test]
fn a_base_without_a_policy_is_judged_under_the_new_one() {
    let repository = orion_testutils::TestRepository::new();
    repository.write("README.md", "hello\n");
    repository.commit_all("before");
    git(&repository, "switch --quiet --create devops/orion");
    repository.write("workstreams.toml", POLICY);
    stage(&repository, &["contracts/user.rs"]);
    repository.commit_all("with Orion");
    assert_snapshot!(verdicts(&repository, "--range main..HEAD"), @"
    contracts/user.rs added: denied OWN002
    workstreams.toml added: allowed -
    ");
}

#[test]
fn no_policy_on_either_side_is_no_verdict() {
    let repository = orion_testutils::TestRepository::new();
    repository.write("a", "a\n");
    repository.commit_all("one");
    repository.write("a", "b\n");
    repository.commit_all("two");
    repository.write("workstreams.toml", POLICY);
    assert_snapshot!(told(&check(&repository, "--range HEAD~1..HEAD")), @"
    exit 2
    --- stderr
    error: there is no `workstreams.toml` at `HEAD~1` or at `HEAD`
    hint: `orion init` writes a first one
    ");
}

#[test]
fn an_unknown_revision_is_no_verdict() {
    let repository = platform();
    assert_snapshot!(told(&check(&repository, "--range origin/main..HEAD")), @"
    exit 3
    --- stderr
    error[GIT003]: git knows no revision `origin/main`
    hint: `git fetch origin origin/main` if it is only on the remote
    hint: in GitHub Actions, check out with `fetch-depth: 0`
    ");
}

#[test]
fn an_empty_range_says_so() {
    let repository = platform();
    assert_snapshot!(told(&check(&repository, "--range main..HEAD")), @"
    exit 0
    --- stderr
    note: `main..HEAD` changes nothing
    ");
}

#[test]
fn a_shallow_clone_says_what_to_fetch() {
    let repository = platform();
    stage(&repository, &["services/user/profile.rs"]);
    repository.commit_all("on the branch");
    git(&repository, "switch --quiet main");
    stage(&repository, &["CHANGELOG.md"]);
    repository.commit_all("on main meanwhile");
    let clone = repository.beside("clone");
    let url = format!("file://{}", repository.top().display());
    let path = clone.to_str().unwrap();
    git(
        &repository,
        &format!("clone --quiet --depth=1 --no-single-branch {url} {path}"),
    );
    let outcome = crate::world::check_in(
        &repository,
        &clone,
        "--range origin/main..origin/user/profile",
    );
    assert_snapshot!(told(&outcome), @"
    exit 3
    --- stderr
    error[GIT004]: this shallow clone does not hold the merge base of `origin/main` and `origin/user/profile`
    hint: `git fetch --unshallow`, or `git fetch --deepen=100` until it is there
    hint: in GitHub Actions, check out with `fetch-depth: 0`
    ");
}

#[test]
fn a_clean_merge_is_nobody_s_change() {
    let repository = platform();
    stage(&repository, &["services/user/profile.rs"]);
    repository.commit_all("on the branch");
    git(&repository, "switch --quiet main");
    stage(&repository, &["contracts/user.rs"]);
    repository.commit_all("on main meanwhile");
    git(&repository, "switch --quiet user/profile");
    git(&repository, "merge --quiet --no-edit main");
    assert_snapshot!(verdicts(&repository, "--range main..HEAD"), @"services/user/profile.rs modified: allowed -");
}
