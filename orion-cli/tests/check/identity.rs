//! Who is acting, from each source.

use insta::assert_snapshot;

use crate::world::{check, check_with, git, platform, stage, told};

/// The line that says who is acting.
fn acting(outcome: &orion_testutils::Outcome) -> &str {
    outcome
        .stdout
        .lines()
        .find(|line| line.starts_with("acting for"))
        .unwrap_or_default()
}

#[test]
fn each_source_in_its_turn() {
    let repository = platform();
    stage(&repository, &["services/user/profile.rs"]);
    let alice = ("GIT_AUTHOR_EMAIL", "Alice@Example.com");
    git(&repository, "config orion.workstream gateway");
    let mut said = vec![
        check_with(
            &repository,
            "--as contracts,auth",
            &[("ORION_WORKSTREAM", "user")],
        ),
        check_with(&repository, "--as contracts --as auth", &[]),
        check_with(&repository, "", &[("ORION_WORKSTREAM", "devops")]),
        check(&repository, ""),
    ];
    git(&repository, "config --unset orion.workstream");
    said.push(check(&repository, ""));
    git(&repository, "switch --quiet --create unrelated");
    said.push(check_with(&repository, "", &[alice]));
    said.push(check(&repository, ""));
    let said: Vec<String> = said
        .iter()
        .map(|outcome| format!("{} {}", outcome.code, acting(outcome)))
        .collect();
    assert_snapshot!(said.join("\n"), @"
    1 acting for `contracts`, `auth`: `--as` says `contracts`, `auth`
    1 acting for `contracts`, `auth`: `--as` says `contracts`, `auth`
    1 acting for `devops`: `ORION_WORKSTREAM` says `devops`
    1 acting for `gateway`: git config `orion.workstream` says `gateway`
    0 acting for `user`: branch `user/profile` matches `{workstream}/*`
    1 acting for `auth`: `Alice@Example.com` is a member of `auth`
    1 acting for nobody known: branch `unrelated` names no workstream by `{workstream}/*`, `ada@example.com` is in no `members`
    ");
}

#[test]
fn in_a_workflow_the_branch_and_the_login_are_the_pull_request_s() {
    let repository = platform();
    let policy = crate::world::POLICY.replace("alice@example.com", "@Alice");
    repository.write("workstreams.toml", policy);
    repository.commit_all("logins");
    git(&repository, "switch --quiet --detach");
    stage(&repository, &["services/auth/login.rs"]);
    let by_branch = check_with(&repository, "", &[("GITHUB_HEAD_REF", "auth/tokens")]);
    assert_snapshot!(acting(&by_branch), @"acting for `auth`: branch `auth/tokens` matches `{workstream}/*`");
    let by_login = check_with(&repository, "", &[("GITHUB_ACTOR", "alice")]);
    assert_snapshot!(acting(&by_login), @"acting for `auth`: `@alice` is a member of `auth`");
}

#[test]
fn a_name_that_is_no_workstream_is_wrong_usage() {
    let repository = platform();
    stage(&repository, &["services/user/profile.rs"]);
    assert_snapshot!(told(&check(&repository, "--as contract")), @"
    exit 2
    --- stderr
    error: `--as` names `contract` (did you mean `contracts`?), which is no workstream
    hint: the workstreams are `contracts`, `auth`, `user`, `gateway`, `database`, `devops`
    ");
    let variable = check_with(&repository, "", &[("ORION_WORKSTREAM", "nonsense")]);
    assert_snapshot!(told(&variable), @"
    exit 2
    --- stderr
    error: `ORION_WORKSTREAM` names `nonsense`, which is no workstream
    hint: the workstreams are `contracts`, `auth`, `user`, `gateway`, `database`, `devops`
    ");
    git(&repository, "config orion.workstream usr");
    assert_snapshot!(told(&check(&repository, "")), @"
    exit 2
    --- stderr
    error: git config `orion.workstream` names `usr` (did you mean `user`?), which is no workstream
    hint: the workstreams are `contracts`, `auth`, `user`, `gateway`, `database`, `devops`
    ");
}

#[test]
fn nobody_passes_only_what_is_shared() {
    let repository = platform();
    git(&repository, "switch --quiet --create unrelated");
    stage(&repository, &["CHANGELOG.md"]);
    assert_eq!(check(&repository, "").code, 0);
    stage(
        &repository,
        &["services/user/profile.rs", "services/gateway/routes.rs"],
    );
    assert_snapshot!(told(&check(&repository, "")), @"
    exit 1
    --- stdout
    error[OWN006]: nobody is known to be acting (2 changes)
      --> services/gateway/routes.rs (modified)
      --> services/user/profile.rs (modified)
       = next: git config orion.workstream WORKSTREAM

    acting for nobody known: branch `unrelated` names no workstream by `{workstream}/*`, `ada@example.com` is in no `members`
    3 changes: 2 denied, 1 allowed
    ");
}

#[test]
fn several_workstreams_may_do_what_any_of_them_may() {
    let repository = platform();
    stage(
        &repository,
        &["contracts/user.rs", "services/auth/login.rs"],
    );
    assert_eq!(check(&repository, "--as contracts").code, 1);
    assert_eq!(check(&repository, "--as contracts,auth").code, 0);
}

#[test]
fn nobody_becomes_a_member_by_the_commit_that_is_judged() {
    let repository = platform();
    git(&repository, "switch --quiet --create unrelated");
    let policy = crate::world::POLICY.replace("alice@example.com", "ada@example.com");
    repository.write("workstreams.toml", policy);
    stage(&repository, &["services/auth/login.rs"]);
    let outcome = check(&repository, "");
    assert_eq!(outcome.code, 1);
    assert_snapshot!(acting(&outcome), @"acting for nobody known: branch `unrelated` names no workstream by `{workstream}/*`, `ada@example.com` is a member only before or after this change");
}
