//! Every kind of change, and every kind of name.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use insta::assert_snapshot;

use crate::world::{check, git, path_of, platform, stage, verdicts};

#[test]
fn added_modified_and_deleted() {
    let repository = platform();
    fs::remove_file(repository.top().join("services/auth/login.rs")).unwrap();
    stage(&repository, &["contracts/new.rs", "contracts/user.rs"]);
    assert_snapshot!(verdicts(&repository, ""), @"
    contracts/new.rs added: denied OWN002
    contracts/user.rs modified: denied OWN002
    services/auth/login.rs deleted: denied OWN001
    ");
}

#[test]
fn moved_out_of_and_into_a_folder_at_both_ends() {
    let repository = platform();
    git(
        &repository,
        "mv contracts/user.rs services/user/contract.rs",
    );
    git(
        &repository,
        "mv services/user/profile.rs services/auth/profile.rs",
    );
    assert_snapshot!(verdicts(&repository, ""), @"
    contracts/user.rs deleted: denied OWN002
    services/auth/profile.rs renamed from services/user/profile.rs: denied OWN001
    services/user/contract.rs renamed from contracts/user.rs: allowed -
    services/user/profile.rs deleted: allowed -
    ");
    assert_snapshot!(check(&repository, "").stdout, @r#"
    error[OWN002]: `contracts/user.rs` is written by `contracts` alone; everyone else asks for the change
      --> contracts/user.rs (moved to `services/user/contract.rs`)
       = rule: workstreams.toml:12 `contracts/` exclusive
       = owner: `contracts`, Shared Contracts, lead @grace
       = next: orion contract request --path contracts/user.rs

    error[OWN001]: `services/auth/profile.rs` belongs to `auth`, and the change is made for `user`
      --> services/auth/profile.rs (moved from `services/user/profile.rs`)
       = rule: workstreams.toml:19 `services/auth/` full
       = owner: `auth`, Auth Service, lead @alice
       = next: ORION_OVERRIDE="why it cannot wait" git commit

    acting for `user`: branch `user/profile` matches `{workstream}/*`
    4 changes: 2 denied, 2 allowed
    "#);
}

#[test]
fn copied_from_a_foreign_folder() {
    let repository = platform();
    fs::copy(
        repository.top().join("contracts/user.rs"),
        repository.top().join("services/user/user.rs"),
    )
    .unwrap();
    git(&repository, "add --all");
    assert_eq!(check(&repository, "").code, 0);
}

#[test]
fn only_the_executable_bit() {
    let repository = platform();
    let path = repository.top().join("services/auth/login.rs");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    git(&repository, "add --all");
    assert_snapshot!(verdicts(&repository, ""), @"services/auth/login.rs mode-changed: denied OWN001");
}

#[test]
fn a_file_that_becomes_a_link() {
    let repository = platform();
    let path = repository.top().join("contracts/user.rs");
    fs::remove_file(&path).unwrap();
    symlink("../services/user/profile.rs", &path).unwrap();
    git(&repository, "add --all");
    assert_snapshot!(verdicts(&repository, ""), @"contracts/user.rs type-changed: denied OWN002");
}

#[test]
fn a_folder_that_becomes_a_link() {
    let repository = platform();
    let path = repository.top().join("services");
    fs::remove_dir_all(&path).unwrap();
    symlink("elsewhere", &path).unwrap();
    git(&repository, "add --all");
    assert_snapshot!(verdicts(&repository, ""), @"
    services added: denied OWN001
    services/auth/login.rs deleted: denied OWN001
    services/auth/migrations/1.sql deleted: denied OWN001
    services/gateway/routes.rs deleted: needs-approval OWN003
    services/user/profile.rs deleted: allowed -
    ");
}

#[test]
fn a_link_above_a_folder_that_is_only_planned() {
    let repository = platform();
    let policy = crate::world::POLICY.replace("contracts/", "api/contracts/");
    repository.write("workstreams.toml", policy);
    repository.commit_all("planned");
    symlink("services", repository.top().join("api")).unwrap();
    git(&repository, "add --all");
    assert_eq!(check(&repository, "").code, 1);
    assert_snapshot!(check(&repository, "").stdout, @"
    error[OWN002]: `api`, which stands above `api/contracts/`, is written by `contracts` alone; everyone else asks for the change
      --> api (added)
       = rule: workstreams.toml:12 `api/contracts/` exclusive
       = owner: `contracts`, Shared Contracts, lead @grace
       = next: orion contract request --path api

    acting for `user`: branch `user/profile` matches `{workstream}/*`
    1 change: 1 denied
    ");
}

#[test]
fn a_submodule_that_its_configuration_hides() {
    let repository = platform();
    let module = repository.beside("module");
    fs::create_dir(&module).unwrap();
    let inside = |line: &str| {
        let arguments: Vec<_> = line.split_whitespace().collect();
        repository
            .run(
                repository
                    .command("git")
                    .args(&arguments)
                    .current_dir(&module),
            )
            .success()
    };
    inside("init --quiet");
    inside("commit --quiet --allow-empty -m one");
    let url = module.to_str().unwrap();
    git(
        &repository,
        &format!("-c protocol.file.allow=always submodule --quiet add {url} contracts/module"),
    );
    git(
        &repository,
        "config --file .gitmodules submodule.contracts/module.ignore all",
    );
    repository.commit_all("a submodule");
    let checkout = repository.top().join("contracts/module");
    repository
        .run(
            repository
                .command("git")
                .args(["commit", "--quiet", "--allow-empty", "-m", "two"])
                .current_dir(checkout),
        )
        .success();
    git(&repository, "add --force contracts/module");
    assert_snapshot!(verdicts(&repository, ""), @"contracts/module modified: denied OWN002");
}

#[test]
fn a_binary_file() {
    let repository = platform();
    repository.write("contracts/logo.png", [0, 159, 146, 150, 0]);
    git(&repository, "add --all");
    assert_snapshot!(verdicts(&repository, ""), @"contracts/logo.png added: denied OWN002");
}

#[test]
fn names_of_every_kind() {
    let repository = platform();
    let names: [&[u8]; 6] = [
        b"contracts/with space",
        b"contracts/new\nline",
        b"contracts/caf\xe9",
        "contracts/caf\u{e9}".as_bytes(),
        b"contracts/-rf",
        b"contracts/[id]\\\"'",
    ];
    for name in names {
        repository.write(path_of(name), "x\n");
    }
    git(&repository, "add --all");
    assert_snapshot!(verdicts(&repository, ""), @r#"
    contracts/-rf added: denied OWN002
    contracts/[id]\\\"\' added: denied OWN002
    contracts/café added: denied OWN002
    contracts/caf� added: denied OWN002
    contracts/new\nline added: denied OWN002
    contracts/with space added: denied OWN002
    "#);
    assert_snapshot!(check(&repository, "").stdout, @r#"
    error[OWN002]: file that its owner alone writes (6 changes)
      --> contracts/-rf (added)
      --> contracts/[id]\"' (added)
      --> contracts/café (added)
      --> contracts/caf\xe9 (added)
      --> contracts/new\nline (added)
      --> contracts/with space (added)
       = rule: workstreams.toml:12 `contracts/` exclusive
       = owner: `contracts`, Shared Contracts, lead @grace
       = next: orion contract request --path contracts/-rf

    acting for `user`: branch `user/profile` matches `{workstream}/*`
    6 changes: 6 denied
    "#);
}

#[test]
fn a_next_step_can_be_pasted_into_a_shell() {
    let repository = platform();
    repository.write(path_of(b"contracts/a b\xff\n'$HOME"), "x\n");
    git(&repository, "add --all");
    let report: serde_json::Value =
        serde_json::from_str(&check(&repository, "--json").stdout).unwrap();
    let next = report["changes"][0]["next"].as_str().unwrap();
    assert_snapshot!(next, @r"orion contract request --path $'contracts/a b\377\n\'$HOME'");
    let word = next.strip_prefix("orion contract request --path ").unwrap();
    let script = format!("printf %s {word}");
    let shell = repository.run(repository.command("bash").args(["-c", &script]));
    assert_eq!(shell.stdout_bytes, b"contracts/a b\xff\n'$HOME");
}
