//! What a hook is shown, case by case: nothing hides a change, and nothing that is not one stops a commit.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

use insta::assert_snapshot;
use orion_testutils::Outcome;

use crate::shop::{FOREIGN, OWN, Shop, lines};
use crate::world::ORION;

fn commit(shop: &Shop) -> Outcome {
    shop.git(&["commit", "--quiet", "-m", "x"])
}

#[test]
fn one_s_own_file_passes_without_a_word() {
    let shop = Shop::new();
    shop.stage(OWN, "own\n");
    let committed = commit(&shop).success();
    assert_eq!(committed.stderr, "");
    assert_eq!(shop.message(), "x\n\n");
}

#[test]
fn a_refusal_says_what_whose_and_what_next() {
    let shop = Shop::new();
    shop.stage(FOREIGN, "changed\n");
    shop.stage("auth/login.txt", "changed\n");
    let refused = shop.refuses(commit);
    assert_snapshot!(refused.stderr, @r#"
    error[OWN001]: `auth/login.txt` belongs to `auth`, and the change is made for `user`
      --> auth/login.txt (modified)
       = rule: workstreams.toml:13 `auth/` full
       = owner: `auth`
       = next: ORION_OVERRIDE="why it cannot wait" git commit

    error[OWN002]: `contracts/user.txt` is written by `contracts` alone; everyone else asks for the change
      --> contracts/user.txt (modified)
       = rule: workstreams.toml:16 `contracts/` exclusive
       = owner: `contracts`
       = next: orion contract request --path contracts/user.txt

    acting for `user`: branch `user/work` matches `{workstream}/*`
    2 changes: 2 denied
    "#);
}

#[test]
fn only_what_is_committed_counts() {
    let shop = Shop::new();
    // Staged and not committed by `-o`; changed and not staged.
    shop.stage(FOREIGN, "changed\n");
    shop.write("auth/login.txt", "changed\n");
    shop.write(OWN, "own\n");
    shop.git(&["commit", "--quiet", "-m", "x", "-o", OWN])
        .success();
    assert_eq!(shop.line(&["diff", "--cached", "--name-only"]), FOREIGN);
    // And the other way round: what is staged is judged although the work tree has it back as it was.
    shop.write(FOREIGN, &lines(&[]));
    shop.refuses(commit);
}

#[test]
fn a_file_taken_out_of_a_folder() {
    let shop = Shop::new();
    shop.git(&["mv", FOREIGN, "user/contract.txt"]).success();
    let refused = shop.refuses(commit);
    assert!(
        refused
            .stderr
            .contains("contracts/user.txt (moved to `user/contract.txt`)"),
        "{}",
        refused.stderr
    );
}

#[test]
fn a_file_put_into_a_folder() {
    let shop = Shop::new();
    shop.git(&["mv", OWN, "contracts/profile.txt"]).success();
    let refused = shop.refuses(commit);
    assert!(
        refused
            .stderr
            .contains("contracts/profile.txt (moved from `user/profile.txt`)"),
        "{}",
        refused.stderr
    );
}

#[test]
fn a_rename_hides_nothing_whatever_is_configured() {
    for (name, value) in [
        ("diff.renames", "copies"),
        ("diff.relative", "true"),
        ("core.quotePath", "false"),
        ("diff.noprefix", "true"),
        ("status.renames", "true"),
        ("diff.external", "true"),
        ("diff.ignoreSubmodules", "all"),
    ] {
        let shop = Shop::new();
        shop.git(&["config", name, value]).success();
        shop.git(&["mv", FOREIGN, "user/contract.txt"]).success();
        shop.refuses(commit);
    }
}

#[test]
fn a_deleted_file() {
    let shop = Shop::new();
    shop.git(&["rm", "--quiet", FOREIGN]).success();
    let refused = shop.refuses(commit);
    assert!(
        refused.stderr.contains("contracts/user.txt (deleted)"),
        "{}",
        refused.stderr
    );
}

#[test]
fn a_mode() {
    let shop = Shop::new();
    shop.git(&["update-index", "--chmod=+x", FOREIGN]).success();
    shop.refuses(commit);
}

#[test]
fn a_file_that_becomes_a_link() {
    let shop = Shop::new();
    fs::remove_file(shop.repository.top().join(FOREIGN)).unwrap();
    symlink("../user/profile.txt", shop.repository.top().join(FOREIGN)).unwrap();
    shop.git(&["add", FOREIGN]).success();
    shop.refuses(commit);
}

#[test]
fn a_directory_that_becomes_a_link_or_a_file() {
    for link in [true, false] {
        let shop = Shop::new();
        let contracts = shop.repository.top().join("contracts");
        fs::remove_dir_all(&contracts).unwrap();
        if link {
            symlink("user", &contracts).unwrap();
        } else {
            fs::write(&contracts, "").unwrap();
        }
        shop.git(&["add", "--all"]).success();
        shop.refuses(commit);
    }
}

#[test]
fn a_new_file_with_any_name() {
    for name in [
        b"contracts/with space".as_slice(),
        b"contracts/new\nline",
        b"contracts/\x1b[2Jclear",
        b"contracts/\xff\xfe",
        "contracts/été".as_bytes(),
        b"contracts/-dash",
        b"contracts/\"quoted\"",
    ] {
        let shop = Shop::new();
        fs::write(
            shop.repository
                .top()
                .join(std::ffi::OsStr::from_bytes(name)),
            "",
        )
        .unwrap();
        shop.git(&["add", "--all"]).success();
        let refused = shop.refuses(commit);
        assert!(!refused.stderr.contains('\x1b'), "{}", refused.stderr);
    }
}

#[test]
fn an_intention_to_add_is_no_change() {
    let shop = Shop::new();
    shop.write("contracts/later.txt", "");
    shop.git(&["add", "--intent-to-add", "contracts/later.txt"])
        .success();
    shop.stage(OWN, "own\n");
    commit(&shop).success();
}

#[test]
fn a_submodule_moves_though_it_asks_not_to_be_seen() {
    let shop = Shop::with_hooks(&[]);
    let library = shop.repository.beside("library");
    let library = library.to_str().unwrap();
    shop.git(&["init", "--quiet", library]).success();
    let grow = || {
        shop.git(&[
            "-C",
            library,
            "commit",
            "--quiet",
            "--allow-empty",
            "-m",
            "x",
        ])
        .success()
    };
    grow();
    shop.git(&[
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        library,
        "vendor/library",
    ])
    .success();
    shop.git(&[
        "config",
        "--file",
        ".gitmodules",
        "submodule.vendor/library.ignore",
        "all",
    ])
    .success();
    shop.git(&["add", "--all"]).success();
    shop.git(&["commit", "--quiet", "-m", "submodule"])
        .success();
    shop.orion(&["hook", "install"]).success();
    shop.git(&[
        "-C",
        "vendor/library",
        "commit",
        "--quiet",
        "--allow-empty",
        "-m",
        "y",
    ])
    .success();
    shop.git(&["add", "--force", "vendor/library"]).success();
    assert_eq!(
        shop.line(&["diff", "--cached", "--name-only"]),
        "",
        "git hides it"
    );
    let refused = shop.refuses(commit);
    assert!(
        refused.stderr.contains("error[OWN001]"),
        "{}",
        refused.stderr
    );
}

#[test]
fn a_submodule_is_judged_by_its_own_rules() {
    let shop = Shop::new();
    let library = shop.repository.beside("library");
    shop.git(&[
        "clone",
        "--quiet",
        "--branch",
        "main",
        ".",
        library.to_str().unwrap(),
    ])
    .success();
    shop.git_unseen(&[
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        library.to_str().unwrap(),
        "vendor/library",
    ]);
    let inside = shop.repository.top().join("vendor/library");
    let run = |program: &str, arguments: &[&str]| {
        shop.repository
            .run(shop.command(program).current_dir(&inside).args(arguments))
    };
    run(ORION, &["hook", "install"]).success();
    run("git", &["switch", "--quiet", "--create", "auth/work"]).success();
    fs::write(inside.join("auth/login.txt"), "changed\n").unwrap();
    run("git", &["commit", "--quiet", "-a", "-m", "x"]).success();
    fs::write(inside.join(OWN), "changed\n").unwrap();
    let refused = run("git", &["commit", "--quiet", "-a", "-m", "x"]);
    assert!(
        refused.stderr.contains("error[OWN001]"),
        "{}",
        refused.stderr
    );
}

#[test]
fn a_sparse_checkout_hides_nothing() {
    let shop = Shop::new();
    shop.git(&["sparse-checkout", "set", "user"]).success();
    assert!(!shop.repository.top().join(FOREIGN).exists());
    shop.stage(OWN, "own\n");
    commit(&shop).success();
    shop.git(&["rm", "--quiet", "--sparse", "--cached", FOREIGN])
        .success();
    shop.refuses(commit);
}

#[test]
fn a_linked_work_tree() {
    let shop = Shop::new();
    let linked = shop.repository.beside("linked");
    shop.git(&[
        "worktree",
        "add",
        "--quiet",
        "-b",
        "auth/work",
        linked.to_str().unwrap(),
    ])
    .success();
    let commit_there = |path: &str| {
        fs::write(linked.join(path), "changed\n").unwrap();
        shop.repository.run(
            shop.command("git")
                .current_dir(&linked)
                .args(["commit", "--quiet", "-a", "-m", "x"]),
        )
    };
    commit_there("auth/login.txt").success();
    let refused = commit_there(OWN);
    assert_eq!(refused.code, 1);
    assert!(
        refused.stderr.contains("branch `auth/work`"),
        "{}",
        refused.stderr
    );
}

#[test]
fn git_dir_and_work_tree_in_the_environment() {
    let shop = Shop::new();
    let top = shop.repository.top().to_owned();
    let elsewhere = shop.repository.beside("home");
    let commit_from_there = || {
        shop.repository.run(
            shop.command("git")
                .current_dir(&elsewhere)
                .env("GIT_DIR", top.join(".git"))
                .env("GIT_WORK_TREE", &top)
                .args(["commit", "--quiet", "-m", "x"]),
        )
    };
    shop.stage(OWN, "own\n");
    commit_from_there().success();
    shop.stage(FOREIGN, "changed\n");
    shop.refuses(|_| commit_from_there());
}

#[test]
fn an_index_of_one_s_own() {
    let shop = Shop::new();
    let index = shop.repository.beside("index");
    let variables = [("GIT_INDEX_FILE", index.to_str().unwrap())];
    shop.git_with(&variables, &["read-tree", "HEAD"]).success();
    shop.write(FOREIGN, "changed\n");
    shop.git_with(&variables, &["add", FOREIGN]).success();
    shop.refuses(|shop| shop.git_with(&variables, &["commit", "--quiet", "-m", "x"]));
}

#[test]
fn from_a_directory_below() {
    let shop = Shop::new();
    shop.stage(FOREIGN, "changed\n");
    let below = shop.repository.top().join("user");
    shop.refuses(|shop| {
        shop.repository.run(
            shop.command("git")
                .current_dir(&below)
                .args(["commit", "--quiet", "-m", "x"]),
        )
    });
}

#[test]
fn the_first_commit() {
    let shop = Shop::new();
    shop.git(&["switch", "--quiet", "--orphan", "user/new"])
        .success();
    shop.stage(
        "workstreams.toml",
        &shop.line(&["show", "main:workstreams.toml"]),
    );
    shop.stage(OWN, "own\n");
    shop.stage(FOREIGN, "changed\n");
    let refused = commit(&shop);
    assert_eq!(refused.code, 1);
    assert!(
        refused.stderr.contains("contracts/user.txt (added)"),
        "{}",
        refused.stderr
    );
    shop.git(&["rm", "--quiet", "--cached", FOREIGN, "workstreams.toml"])
        .success();
    commit(&shop).success();
}

#[test]
fn what_others_did_is_merged_without_a_word() {
    let shop = Shop::new();
    shop.stage(OWN, &lines(&[(1, "own")]));
    commit(&shop).success();
    shop.commit_on("main", FOREIGN, "changed\n");
    let merged = shop
        .git(&["merge", "--quiet", "--no-edit", "main"])
        .success();
    assert_eq!(merged.stderr, "");
    assert_eq!(shop.line(&["rev-list", "--count", "--merges", "HEAD"]), "1");
}

#[test]
fn what_others_did_is_merged_after_a_conflict_in_one_s_own_file() {
    let shop = Shop::new();
    shop.stage(OWN, &lines(&[(3, "here")]));
    commit(&shop).success();
    shop.commit_on("main", FOREIGN, "changed\n");
    shop.commit_on("main", OWN, &lines(&[(3, "there")]));
    let conflict = shop.git(&["merge", "--quiet", "main"]);
    assert_eq!(conflict.code, 1);
    shop.stage(OWN, &lines(&[(3, "both")]));
    assert_eq!(
        shop.line(&["diff", "--cached", "--name-only"]),
        format!("{FOREIGN}\n{OWN}")
    );
    shop.git(&["commit", "--quiet", "--no-edit"]).success();
}

#[test]
fn one_s_own_commits_are_rebased_onto_what_others_did() {
    for backend in ["--merge", "--apply"] {
        let shop = Shop::new();
        shop.stage(OWN, &lines(&[(1, "own")]));
        commit(&shop).success();
        shop.commit_on("main", FOREIGN, "changed\n");
        let rebased = shop.git(&["rebase", "--quiet", backend, "main"]).success();
        assert!(!rebased.stderr.contains("OWN"), "{}", rebased.stderr);
        assert_eq!(shop.line(&["rev-list", "--count", "main..user/work"]), "1");
    }
}

#[test]
fn others_work_comes_in_by_fast_forward() {
    let shop = Shop::new();
    shop.commit_on("main", FOREIGN, "changed\n");
    shop.git(&["merge", "--quiet", "--ff-only", "main"])
        .success();
}

#[test]
fn a_stash_is_no_commit() {
    let shop = Shop::new();
    shop.stage(FOREIGN, "changed\n");
    shop.git(&["stash", "--quiet"]).success();
    assert_eq!(shop.read(FOREIGN), lines(&[]));
    shop.git(&["stash", "pop", "--quiet", "--index"]).success();
    assert_eq!(shop.read(FOREIGN), "changed\n");
    shop.refuses(commit);
}

#[test]
fn nobody_known() {
    let shop = Shop::new();
    shop.git(&["switch", "--quiet", "--create", "some-branch"])
        .success();
    shop.stage(OWN, "own\n");
    let refused = shop.refuses(commit);
    assert!(
        refused.stderr.contains("error[OWN006]"),
        "{}",
        refused.stderr
    );
    // As it says.
    shop.git(&["config", "orion.workstream", "user"]).success();
    commit(&shop).success();
}

#[test]
fn the_rules_themselves() {
    let shop = Shop::new();
    let rules = shop
        .read("workstreams.toml")
        .replace("\"user/\"", "\"user/\", \"contracts/\"");
    shop.stage(
        "workstreams.toml",
        &rules.replace(
            "owns = [{ path = \"contracts/\", access = \"exclusive\" }]",
            "owns = []",
        ),
    );
    shop.stage(FOREIGN, "mine now\n");
    let refused = shop.refuses(commit);
    assert!(
        refused.stderr.contains("error[OWN002]"),
        "{}",
        refused.stderr
    );
    assert!(
        refused.stderr.contains("as it stands at the base"),
        "{}",
        refused.stderr
    );
}

#[test]
fn rules_with_errors_stop_everything_and_show_where() {
    let shop = Shop::new();
    shop.stage("workstreams.toml", "schema = 1\nproject = 3\n");
    shop.stage(OWN, "own\n");
    let before = shop.head();
    let stopped = commit(&shop);
    assert_eq!(stopped.code, 1);
    assert!(
        stopped.stderr.contains("--> workstreams.toml:2:"),
        "{}",
        stopped.stderr
    );
    assert_eq!(shop.head(), before);
    // prepare-commit-msg stops it as well.
    assert_eq!(
        shop.git(&["commit", "--quiet", "--no-verify", "-m", "x"])
            .code,
        1
    );
}

#[test]
fn without_rules_there_is_nothing_to_hold() {
    let shop = Shop::new();
    shop.git(&["switch", "--quiet", "--orphan", "pages"])
        .success();
    shop.stage("index.html", "");
    let committed = commit(&shop).success();
    assert_snapshot!(committed.stderr, @"note: there is no `workstreams.toml` here, so there are no boundaries to hold");
}

#[test]
fn doing_away_with_the_rules_is_a_change_of_them() {
    let shop = Shop::new();
    shop.git(&["rm", "--quiet", "workstreams.toml"]).success();
    shop.refuses(commit);
}
