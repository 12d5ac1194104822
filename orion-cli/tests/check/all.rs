//! The configuration against the tree.

use insta::assert_snapshot;

use crate::world::{POLICY, check, git, platform, stage, told};

fn leftovers() -> orion_testutils::TestRepository {
    let repository = platform();
    stage(
        &repository,
        &[
            "Makefile",
            "scripts/a.sh",
            "scripts/lib/b.sh",
            "scripts/lib/c.sh",
            "services/search/index.rs",
        ],
    );
    let policy = POLICY
        .replace(
            "\"services/user/\"",
            "\"services/user/\", \"services/usr/\", \"services/auth/*.sql\"",
        )
        .replace(
            "\"services/auth/\",",
            "\"services/auth/\", \"services/*/login.rs\",",
        );
    repository.write("workstreams.toml", policy);
    git(&repository, "add --all");
    repository
}

#[test]
fn what_is_left_over() {
    let repository = leftovers();
    assert_snapshot!(told(&check(&repository, "--all")), @"
    exit 0
    --- stdout
    warning[OWN010]: rule that decides nothing
      --> workstreams.toml:19 more specific rules win on every file that `services/*/login.rs` matches
      --> workstreams.toml:24 `services/usr/` matches no tracked file
      --> workstreams.toml:24 `services/auth/*.sql` matches no tracked file
       = next: orion explain OWN010

    warning[OWN005]: file that nobody owns
      --> Makefile
      --> scripts/ (3 files)
      --> services/search/index.rs
       = next: orion explain OWN005

    13 tracked files: 8 owned, 5 without an owner: 6 warnings
    ");
}

#[test]
fn for_machines() {
    let repository = leftovers();
    assert_snapshot!(check(&repository, "--all --json").stdout, @r#"{"schema":1,"findings":[{"code":"OWN010","severity":"warning","message":"more specific rules win on every file that `services/*/login.rs` matches","path":null,"files":null,"rule":{"pattern":"services/*/login.rs","line":19},"owner":"auth","line":19},{"code":"OWN010","severity":"warning","message":"`services/usr/` matches no tracked file","path":null,"files":null,"rule":{"pattern":"services/usr/","line":24},"owner":"user","line":24},{"code":"OWN010","severity":"warning","message":"`services/auth/*.sql` matches no tracked file","path":null,"files":null,"rule":{"pattern":"services/auth/*.sql","line":24},"owner":"user","line":24},{"code":"OWN005","severity":"warning","message":"no rule gives `Makefile` to a workstream","path":"Makefile","files":1,"rule":null,"owner":null,"line":null},{"code":"OWN005","severity":"warning","message":"no rule gives any of the 3 files in `scripts/` to a workstream","path":"scripts/","files":3,"rule":null,"owner":null,"line":null},{"code":"OWN005","severity":"warning","message":"no rule gives `services/search/index.rs` to a workstream","path":"services/search/index.rs","files":1,"rule":null,"owner":null,"line":null}],"summary":{"tracked":13,"owned":8,"unowned":5,"errors":0,"warnings":6}}"#);
    assert_snapshot!(check(&repository, "--all --format github").stdout, @"
    ::warning file=workstreams.toml,line=19,title=OWN010%3A rule that decides nothing::more specific rules win on every file that `services/*/login.rs` matches
    ::warning file=workstreams.toml,line=24,title=OWN010%3A rule that decides nothing::`services/usr/` matches no tracked file
    ::warning file=workstreams.toml,line=24,title=OWN010%3A rule that decides nothing::`services/auth/*.sql` matches no tracked file
    ::warning file=Makefile,line=1,title=OWN005%3A file that nobody owns::no rule gives `Makefile` to a workstream
    ::warning file=workstreams.toml,line=1,title=OWN005%3A file that nobody owns::no rule gives any of the 3 files in `scripts/` to a workstream
    ::warning file=services/search/index.rs,line=1,title=OWN005%3A file that nobody owns::no rule gives `services/search/index.rs` to a workstream
    ");
}

#[test]
fn a_file_without_an_owner_is_a_violation_only_where_the_setting_says_so() {
    for (setting, code, findings) in [("allow", 0, 0), ("warn", 0, 1), ("deny", 1, 1)] {
        let repository = platform();
        let policy = POLICY.replace(
            "[identity]",
            &format!("[ownership]\nunowned = \"{setting}\"\n\n[identity]"),
        );
        repository.write("workstreams.toml", policy);
        stage(&repository, &["Makefile"]);
        let outcome = check(&repository, "--all --json");
        let report: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        assert_eq!(outcome.code, code, "{setting}");
        assert_eq!(
            report["findings"].as_array().unwrap().len(),
            findings,
            "{setting}"
        );
        assert_eq!(report["summary"]["unowned"], 1, "{setting}");
    }
}

#[test]
fn a_tidy_tree_says_so() {
    let repository = platform();
    assert_snapshot!(told(&check(&repository, "--all")), @"
    exit 0
    --- stdout
    8 tracked files: 8 owned, 0 without an owner: nothing left over
    ");
    assert_snapshot!(told(&check(&repository, "--all --quiet")), @"exit 0");
}

#[test]
fn rules_that_tie_are_errors_of_the_file() {
    let repository = platform();
    let policy = POLICY
        .replace(
            "owns = [\"services/user/\"]",
            "owns = [\"services/user/\", \"services/a*/\"]",
        )
        .replace(
            "\"services/auth/\",",
            "\"services/auth/\", \"services/*a/\",",
        );
    repository.write("workstreams.toml", policy);
    assert_snapshot!(told(&check(&repository, "--all")), @r#"
    exit 2
    --- stderr
    error[CFG040]: `auth` and `user` both own `services/a/x`
      --> workstreams.toml:24:27
       |
    19 |     "services/auth/", "services/*a/",
       |                       -------------- owned by `auth`, by a pattern that is as specific
    ...
    24 | owns = ["services/user/", "services/a*/"]
       |                           ^^^^^^^^^^^^^^ owned by `user`
       |
       = help: make one of the patterns more specific, or leave these paths to one of the two

    error: `workstreams.toml` has 1 error
    hint: `orion explain CFG040` says more
    "#);
}
