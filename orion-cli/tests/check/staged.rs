//! What people read before a commit.

use insta::assert_snapshot;

use crate::world::{check, check_with, git, platform, stage, told};

#[test]
fn a_change_inside_the_boundaries_is_one_glance() {
    let repository = platform();
    stage(&repository, &["services/user/profile.rs", "CHANGELOG.md"]);
    assert_snapshot!(told(&check(&repository, "")), @"
    exit 0
    --- stdout
    acting for `user`: branch `user/profile` matches `{workstream}/*`
    2 changes: 2 allowed
    ");
}

#[test]
fn a_refusal_says_what_by_which_line_whose_and_the_next_step() {
    let repository = platform();
    stage(&repository, &["contracts/user.rs"]);
    assert_snapshot!(told(&check(&repository, "")), @"
    exit 1
    --- stdout
    error[OWN002]: `contracts/user.rs` is written by `contracts` alone; everyone else asks for the change
      --> contracts/user.rs (modified)
       = rule: workstreams.toml:12 `contracts/` exclusive
       = owner: `contracts`, Shared Contracts, lead @grace
       = next: orion contract request --path contracts/user.rs

    acting for `user`: branch `user/profile` matches `{workstream}/*`
    1 change: 1 denied
    ");
}

#[test]
fn everything_there_is_to_say_in_groups() {
    let repository = platform();
    stage(
        &repository,
        &[
            "contracts/user.rs",
            "contracts/auth.rs",
            "services/auth/login.rs",
            "services/auth/token.rs",
            "services/gateway/routes.rs",
            "services/user/profile.rs",
            "scripts/release.sh",
            "Cargo.lock",
        ],
    );
    assert_snapshot!(told(&check(&repository, "")), @r#"
    exit 1
    --- stdout
    error[OWN004]: `Cargo.lock` is made from `**/Cargo.toml`, which this change does not touch: nobody changes it by hand
      --> Cargo.lock (modified)
       = rule: workstreams.toml:34 `Cargo.lock` read-only
       = owner: `devops`
       = next: git restore --staged :/Cargo.lock

    error[OWN002]: file that its owner alone writes (2 changes)
      --> contracts/auth.rs (added)
      --> contracts/user.rs (modified)
       = rule: workstreams.toml:12 `contracts/` exclusive
       = owner: `contracts`, Shared Contracts, lead @grace
       = next: orion contract request --path contracts/auth.rs

    error[OWN001]: file of another workstream (2 changes)
      --> services/auth/login.rs (modified)
      --> services/auth/token.rs (added)
       = rule: workstreams.toml:19 `services/auth/` full
       = owner: `auth`, Auth Service, lead @alice
       = next: ORION_OVERRIDE="why it cannot wait" git commit

    approval[OWN003]: `services/gateway/routes.rs` belongs to `gateway`: the pull request needs the approval of `gateway`
      --> services/gateway/routes.rs (modified)
       = rule: workstreams.toml:27 `services/gateway/` approval
       = owner: `gateway`

    warning[OWN005]: no rule gives `scripts/release.sh` to a workstream
      --> scripts/release.sh (added)
       = next: orion check --all

    acting for `user`: branch `user/profile` matches `{workstream}/*`
    8 changes: 5 denied, 1 needs approval, 2 allowed (1 without an owner)
    "#);
}

#[test]
fn long_groups_are_cut_and_say_so() {
    let repository = platform();
    let paths: Vec<String> = (0..11)
        .map(|n| format!("services/auth/{n:02}.rs"))
        .collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    stage(&repository, &paths);
    assert_snapshot!(told(&check(&repository, "")), @r#"
    exit 1
    --- stdout
    error[OWN001]: file of another workstream (11 changes)
      --> services/auth/00.rs (added)
      --> services/auth/01.rs (added)
      --> services/auth/02.rs (added)
      --> services/auth/03.rs (added)
      --> services/auth/04.rs (added)
      --> services/auth/05.rs (added)
      --> services/auth/06.rs (added)
      --> services/auth/07.rs (added)
      ... and 3 more
       = rule: workstreams.toml:19 `services/auth/` full
       = owner: `auth`, Auth Service, lead @alice
       = next: ORION_OVERRIDE="why it cannot wait" git commit

    acting for `user`: branch `user/profile` matches `{workstream}/*`
    11 changes: 11 denied
    "#);
}

#[test]
fn what_the_owner_changes_may_need_others_still() {
    let repository = platform();
    stage(&repository, &["services/auth/migrations/2.sql"]);
    assert_snapshot!(told(&check(&repository, "--as auth")), @"
    exit 0
    --- stdout
    approval[OWN008]: `services/auth/migrations/2.sql` is reviewed by `database` too: the pull request needs their approval
      --> services/auth/migrations/2.sql (added)
       = rule: workstreams.toml:20 `services/auth/migrations/` full
       = owner: `auth`, Auth Service, lead @alice
       = reviewers: `database`

    acting for `auth`: `--as` says `auth`
    1 change: 1 needs approval
    ");
}

#[test]
fn a_derived_file_says_what_it_changed_with() {
    let repository = platform();
    stage(&repository, &["Cargo.lock", "services/user/Cargo.toml"]);
    assert_snapshot!(told(&check(&repository, "")), @"
    exit 0
    --- stdout
    note: `Cargo.lock` is made from `services/user/Cargo.toml`, which changes too
    acting for `user`: branch `user/profile` matches `{workstream}/*`
    2 changes: 2 allowed
    ");
}

#[test]
fn nothing_staged_is_said_and_is_fine() {
    let repository = platform();
    repository.write("contracts/user.rs", "not staged\n");
    assert_snapshot!(told(&check(&repository, "")), @"
    exit 0
    --- stderr
    note: nothing is staged
    ");
    assert_snapshot!(told(&check(&repository, "--quiet")), @"exit 0");
    let json = check(&repository, "--json --quiet");
    assert_snapshot!(told(&json), @r#"
    exit 0
    --- stdout
    {"schema":1,"actor":{"workstreams":["user"],"source":"branch","evidence":"branch `user/profile` matches `{workstream}/*`"},"changes":[],"summary":{"allowed":0,"needs_approval":0,"denied":0,"unowned":0}}
    "#);
}

#[test]
fn quiet_says_nothing_of_success_and_all_of_a_refusal() {
    let repository = platform();
    stage(&repository, &["services/gateway/routes.rs", "scripts/x"]);
    assert_snapshot!(told(&check(&repository, "--quiet")), @"exit 0");
    stage(&repository, &["services/auth/login.rs"]);
    let (loud, quiet) = (check(&repository, ""), check(&repository, "--quiet"));
    assert_eq!((quiet.code, &quiet.stdout), (1, &loud.stdout));
}

#[test]
fn staged_is_the_default_and_can_be_said() {
    let repository = platform();
    stage(&repository, &["services/auth/login.rs"]);
    assert_eq!(
        told(&check(&repository, "--staged")),
        told(&check(&repository, ""))
    );
}

#[test]
fn colours_are_roles_and_change_no_word() {
    let repository = platform();
    stage(&repository, &["services/auth/login.rs"]);
    let plain = check(&repository, "--color never").stdout;
    let colored = check(&repository, "--color always").stdout;
    assert!(
        colored.contains("\u{1b}[1m\u{1b}[31merror[OWN001]\u{1b}[0m"),
        "{colored:?}"
    );
    let mut stripped = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    stripped.push_str(rest);
    assert_eq!(stripped, plain);
}

#[test]
fn what_is_in_the_work_tree_alone_is_no_part_of_the_commit() {
    let repository = platform();
    stage(&repository, &["services/user/profile.rs"]);
    repository.write("services/auth/login.rs", "edited, not staged\n");
    repository.write("contracts/new.rs", "not tracked\n");
    git(&repository, "add --intent-to-add contracts/new.rs");
    assert_eq!(check(&repository, "").code, 0);
}

#[test]
fn an_unowned_path_goes_by_the_setting() {
    for (setting, code) in [("allow", 0), ("warn", 0), ("deny", 1)] {
        let repository = platform();
        let policy = crate::world::POLICY.replace(
            "[identity]",
            &format!("[ownership]\nunowned = \"{setting}\"\n\n[identity]"),
        );
        repository.write("workstreams.toml", policy);
        repository.commit_all("settings");
        stage(&repository, &["scripts/release.sh"]);
        let outcome = check(&repository, "");
        assert_eq!(outcome.code, code, "{setting}");
        assert_eq!(
            outcome.stdout.contains("OWN005"),
            setting != "allow",
            "{setting}"
        );
    }
}

#[test]
fn hostile_names_cannot_steer_the_terminal() {
    let repository = platform();
    stage(&repository, &["services/auth/\u{1b}[2J\u{202e}\n.rs"]);
    let outcome = check_with(&repository, "", &[]);
    assert_snapshot!(told(&outcome), @r#"
    exit 1
    --- stdout
    error[OWN001]: `services/auth/\x1b[2J\u{202e}\n.rs` belongs to `auth`, and the change is made for `user`
      --> services/auth/\x1b[2J\u{202e}\n.rs (added)
       = rule: workstreams.toml:19 `services/auth/` full
       = owner: `auth`, Auth Service, lead @alice
       = next: ORION_OVERRIDE="why it cannot wait" git commit

    acting for `user`: branch `user/profile` matches `{workstream}/*`
    1 change: 1 denied
    "#);
}
