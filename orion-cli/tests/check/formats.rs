//! The same report for machines: JSON, and annotations on GitHub.

use insta::assert_snapshot;

use crate::world::{check, git, path_of, platform, stage};

#[test]
fn json_is_one_line_with_the_shape_of_the_design() {
    let repository = platform();
    stage(&repository, &["contracts/src/user.rs"]);
    let outcome = check(&repository, "--json");
    assert_eq!((outcome.code, outcome.stderr.as_str()), (1, ""));
    assert_snapshot!(outcome.stdout, @r#"{"schema":1,"actor":{"workstreams":["user"],"source":"branch","evidence":"branch `user/profile` matches `{workstream}/*`"},"changes":[{"path":"contracts/src/user.rs","previous_path":null,"kind":"added","owner":"contracts","access":"exclusive","rule":{"pattern":"contracts/","line":12},"reviewers":[],"verdict":"denied","code":"OWN002","reason":"`contracts/src/user.rs` is written by `contracts` alone; everyone else asks for the change","next":"orion contract request --path contracts/src/user.rs"}],"summary":{"allowed":0,"needs_approval":0,"denied":1,"unowned":0},"owners":[{"id":"contracts","title":"Shared Contracts","lead":"@grace"}]}"#);
    assert_eq!(check(&repository, "--format json").stdout, outcome.stdout);
}

#[test]
fn json_fits_its_published_schema() {
    let repository = platform();
    git(
        &repository,
        "mv contracts/user.rs services/user/contract.rs",
    );
    repository.write(path_of(b"caf\xe9"), "x\n");
    stage(
        &repository,
        &["services/auth/login.rs", "services/gateway/routes.rs"],
    );
    for (line, schema) in [
        ("--json", include_str!("../../../schemas/check.schema.json")),
        (
            "--all --json",
            include_str!("../../../schemas/check-all.schema.json"),
        ),
    ] {
        let schema = serde_json::from_str(schema).unwrap();
        let answer = serde_json::from_str(&check(&repository, line).stdout).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&answer)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{line}: {errors:?}");
    }
}

#[test]
fn annotations_stand_on_the_changed_files() {
    let repository = platform();
    repository.write("contracts/100%,:x\n.rs", "x\n");
    stage(
        &repository,
        &[
            "services/auth/login.rs",
            "services/gateway/routes.rs",
            "scripts/x",
            "services/user/profile.rs",
        ],
    );
    let outcome = check(&repository, "--format github");
    assert_eq!(outcome.code, 1);
    assert_snapshot!(outcome.stdout, @r#"
    ::error file=contracts/100%25%2C%3Ax%0A.rs,line=1,title=OWN002%3A file that its owner alone writes::`contracts/100%25,:x\n.rs` is written by `contracts` alone; everyone else asks for the change%0Arule: workstreams.toml:12 `contracts/`%0Anext: orion contract request --path $'contracts/100%25,:x\n.rs'
    ::notice file=scripts/x,line=1,title=OWN005%3A file that nobody owns::no rule gives `scripts/x` to a workstream%0Anext: orion check --all
    ::error file=services/auth/login.rs,line=1,title=OWN001%3A file of another workstream::`services/auth/login.rs` belongs to `auth`, and the change is made for `user`%0Arule: workstreams.toml:19 `services/auth/`%0Anext: ORION_OVERRIDE="why it cannot wait" git commit
    ::warning file=services/gateway/routes.rs,line=1,title=OWN003%3A file whose owner approves what others change::`services/gateway/routes.rs` belongs to `gateway`: the pull request needs the approval of `gateway`%0Arule: workstreams.toml:27 `services/gateway/`
    "#);
}
