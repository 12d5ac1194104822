//! `git push`: the last look before others see it.

use insta::assert_snapshot;
use orion_testutils::Outcome;

use crate::shop::{FOREIGN, OWN, Shop, lines};

/// A shop whose `main` is on a remote, as it was when `user/work` began.
fn shop() -> Shop {
    let shop = empty_remote();
    shop.git_unseen(&["push", "--quiet", "origin", "main"]);
    shop
}

fn empty_remote() -> Shop {
    let shop = Shop::new();
    let remote = shop.repository.beside("remote.git");
    let remote = remote.to_str().unwrap();
    shop.git(&["init", "--quiet", "--bare", remote]).success();
    shop.git(&["remote", "add", "origin", remote]).success();
    shop
}

fn commit(shop: &Shop, path: &str, text: &str) {
    shop.stage(path, text);
    shop.git_unseen(&["commit", "--quiet", "--message", path]);
}

fn push(shop: &Shop, arguments: &[&str]) -> Outcome {
    let mut all = vec!["push", "--quiet"];
    all.extend(arguments);
    shop.git(&all)
}

/// The refs of the remote, which a refused push leaves alone.
fn remote_refs(shop: &Shop) -> String {
    shop.line(&["ls-remote", "origin"])
}

#[track_caller]
fn refused(shop: &Shop, arguments: &[&str]) -> Outcome {
    let before = remote_refs(shop);
    let outcome = push(shop, arguments);
    assert_ne!(outcome.code, 0, "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("error[OWN002]"),
        "{}",
        outcome.stderr
    );
    assert_eq!(remote_refs(shop), before);
    outcome
}

#[track_caller]
fn silent(shop: &Shop, arguments: &[&str]) {
    let outcome = push(shop, arguments).success();
    assert_eq!(outcome.stderr, "");
}

#[test]
fn a_new_branch_of_one_s_own() {
    let shop = shop();
    commit(&shop, OWN, "own\n");
    silent(&shop, &["origin", "user/work"]);
}

#[test]
fn a_new_branch_with_what_no_hook_has_seen() {
    let shop = shop();
    commit(&shop, OWN, "own\n");
    commit(&shop, FOREIGN, "changed\n");
    let stopped = refused(&shop, &["origin", "user/work"]);
    assert_snapshot!(stopped.stderr.replace(&shop.repository.beside("").display().to_string(), "$BESIDE/"), @r#"
    note: to be pushed: `refs/heads/user/work`
    error[OWN002]: `contracts/user.txt` is written by `contracts` alone; everyone else asks for the change
      --> contracts/user.txt (modified)
       = rule: workstreams.toml:16 `contracts/` exclusive
       = owner: `contracts`
       = next: orion contract request --path contracts/user.txt

    acting for `user`: branch `user/work` matches `{workstream}/*`
    2 changes: 1 denied, 1 allowed
    hint: what cannot wait says so in each commit that touches it: `git commit --amend --trailer "Orion-Override: why it cannot wait"`
    error: failed to push some refs to '$BESIDE/remote.git'
    "#);
}

#[test]
fn a_commit_that_says_why() {
    let shop = shop();
    shop.stage(FOREIGN, "changed\n");
    shop.git_with(
        &[("ORION_OVERRIDE", "login is down")],
        &["commit", "--quiet", "-m", "x"],
    )
    .success();
    let pushed = push(&shop, &["origin", "user/work"]).success();
    assert!(
        pushed.stderr.contains("approval[OWN009]"),
        "{}",
        pushed.stderr
    );
}

#[test]
fn the_way_out_that_a_refusal_names() {
    let shop = shop();
    commit(&shop, FOREIGN, "changed\n");
    refused(&shop, &["origin", "user/work"]);
    let trailer = "Orion-Override: why it cannot wait";
    shop.git(&[
        "commit",
        "--quiet",
        "--amend",
        "--no-edit",
        "--trailer",
        trailer,
    ])
    .success();
    push(&shop, &["origin", "user/work"]).success();
    assert_eq!(shop.ci().code, 0);
}

#[test]
fn what_was_merged_from_there_is_not_answered_for() {
    let shop = shop();
    commit(&shop, OWN, &lines(&[(1, "own")]));
    silent(&shop, &["origin", "user/work"]);
    shop.commit_on("main", FOREIGN, "changed\n");
    shop.git_unseen(&["push", "--quiet", "origin", "main"]);
    shop.git(&["merge", "--quiet", "--no-edit", "main"])
        .success();
    silent(&shop, &["origin", "user/work"]);
    // A branch of somebody else's that is there already.
    shop.commit_on("contracts/work", FOREIGN, "changed again\n");
    shop.git_unseen(&["push", "--quiet", "origin", "contracts/work"]);
    shop.git_unseen(&["merge", "--quiet", "--no-edit", "contracts/work"]);
    silent(&shop, &["origin", "user/work"]);
    // One that is not.
    shop.commit_on("contracts/later", FOREIGN, "changed later\n");
    shop.git_unseen(&[
        "merge",
        "--quiet",
        "--no-edit",
        "-X",
        "theirs",
        "contracts/later",
    ]);
    refused(&shop, &["origin", "user/work"]);
}

#[test]
fn what_was_pushed_before_is_not_answered_for_again() {
    let shop = shop();
    commit(&shop, FOREIGN, "changed\n");
    shop.git_unseen(&["push", "--quiet", "origin", "user/work"]);
    commit(&shop, OWN, "own\n");
    silent(&shop, &["origin", "user/work"]);
}

#[test]
fn what_is_undone_again_is_no_change() {
    let shop = shop();
    commit(&shop, FOREIGN, "changed\n");
    commit(&shop, FOREIGN, &lines(&[]));
    silent(&shop, &["origin", "user/work"]);
}

#[test]
fn by_force() {
    let shop = shop();
    commit(&shop, OWN, "own\n");
    silent(&shop, &["origin", "user/work"]);
    shop.stage(OWN, "own again\n");
    shop.git(&["commit", "--quiet", "--amend", "--no-edit"])
        .success();
    silent(&shop, &["--force", "origin", "user/work"]);
    shop.stage(FOREIGN, "changed\n");
    shop.git_unseen(&["commit", "--quiet", "--amend", "--no-edit"]);
    refused(&shop, &["--force", "origin", "user/work"]);
}

#[test]
fn by_force_over_what_is_not_known_here() {
    let shop = shop();
    commit(&shop, OWN, "own\n");
    silent(&shop, &["origin", "user/work"]);
    // Somebody pushes from elsewhere.
    let elsewhere = shop.repository.beside("elsewhere");
    let elsewhere = elsewhere.to_str().unwrap();
    let remote = shop.repository.beside("remote.git");
    shop.git(&[
        "clone",
        "--quiet",
        "--branch",
        "user/work",
        remote.to_str().unwrap(),
        elsewhere,
    ])
    .success();
    shop.git(&[
        "-C",
        elsewhere,
        "commit",
        "--quiet",
        "--allow-empty",
        "-m",
        "elsewhere",
    ])
    .success();
    shop.git(&["-C", elsewhere, "push", "--quiet"]).success();
    commit(&shop, OWN, "own again\n");
    silent(&shop, &["--force", "origin", "user/work"]);
    shop.git(&["-C", elsewhere, "push", "--quiet", "--force"])
        .success();
    commit(&shop, FOREIGN, "changed\n");
    refused(&shop, &["--force", "origin", "user/work"]);
}

#[test]
fn a_branch_that_is_deleted() {
    let shop = shop();
    commit(&shop, FOREIGN, "changed\n");
    shop.git_unseen(&["push", "--quiet", "origin", "user/work"]);
    silent(&shop, &["origin", "--delete", "user/work"]);
}

#[test]
fn tags() {
    let shop = shop();
    shop.git(&["tag", "old", "main"]).success();
    shop.git(&["tag", "--annotate", "-m", "x", "annotated", "main"])
        .success();
    silent(&shop, &["--tags", "origin"]);
    shop.git(&[
        "tag",
        "blob",
        &shop.line(&["rev-parse", "main:auth/login.txt"]),
    ])
    .success();
    silent(&shop, &["origin", "blob"]);
    commit(&shop, FOREIGN, "changed\n");
    shop.git(&["tag", "--annotate", "-m", "x", "new"]).success();
    let stopped = refused(&shop, &["origin", "new"]);
    assert!(
        stopped.stderr.contains("refs/tags/new"),
        "{}",
        stopped.stderr
    );
}

#[test]
fn another_branch_than_the_one_at_hand() {
    let shop = shop();
    shop.commit_on("contracts/work", FOREIGN, "changed\n");
    silent(&shop, &["origin", "contracts/work"]);
    shop.commit_on("auth/work", OWN, "changed\n");
    let stopped = push(&shop, &["origin", "auth/work"]);
    assert!(
        stopped.stderr.contains("error[OWN001]"),
        "{}",
        stopped.stderr
    );
    assert!(
        stopped.stderr.contains("branch `auth/work`"),
        "{}",
        stopped.stderr
    );
}

#[test]
fn the_branch_that_work_is_merged_into() {
    let shop = shop();
    shop.git(&["switch", "--quiet", "main"]).success();
    shop.git(&["config", "orion.workstream", "user"]).success();
    commit(&shop, OWN, "own\n");
    silent(&shop, &["origin", "main"]);
    commit(&shop, FOREIGN, "changed\n");
    refused(&shop, &["origin", "main"]);
}

#[test]
fn several_at_once() {
    let shop = shop();
    commit(&shop, OWN, "own\n");
    shop.commit_on("user/other", FOREIGN, "changed\n");
    let stopped = refused(&shop, &["origin", "user/work", "user/other"]);
    assert!(
        stopped.stderr.contains("refs/heads/user/other"),
        "{}",
        stopped.stderr
    );
    assert!(
        !stopped.stderr.contains("refs/heads/user/work"),
        "{}",
        stopped.stderr
    );
}

#[test]
fn the_first_push_of_all() {
    let shop = empty_remote();
    let pushed = push(&shop, &["origin", "main"]).success();
    assert_snapshot!(pushed.stderr, @"note: `refs/heads/main` was not judged: the remote has nothing yet that it could be compared with");
    // What is not on the remote yet is compared with what is here.
    commit(&shop, FOREIGN, "changed\n");
    refused(&shop, &["origin", "user/work"]);
}

#[test]
fn an_address_instead_of_a_remote() {
    let shop = shop();
    let address = shop.repository.beside("remote.git");
    let address = address.to_str().unwrap();
    commit(&shop, OWN, "own\n");
    silent(&shop, &[address, "user/work"]);
    commit(&shop, FOREIGN, "changed\n");
    refused(&shop, &[address, "user/work"]);
}

#[test]
fn a_history_of_its_own() {
    let shop = shop();
    shop.git(&["switch", "--quiet", "--orphan", "pages"])
        .success();
    shop.stage("index.html", "");
    shop.git(&["commit", "--quiet", "-m", "pages"]).success();
    let pushed = push(&shop, &["origin", "pages"]).success();
    assert_snapshot!(pushed.stderr, @"note: `refs/heads/pages` was not judged: it shares no history with what the remote has");
    shop.stage("index.html", "more");
    shop.git(&["commit", "--quiet", "-m", "pages"]).success();
    let pushed = push(&shop, &["origin", "pages"]).success();
    assert_snapshot!(pushed.stderr, @"note: `refs/heads/pages` was not judged: there is no `workstreams.toml` in it");
    shop.git(&["notes", "add", "-m", "a note", "main"])
        .success();
    push(&shop, &["origin", "refs/notes/commits"]).success();
}

#[test]
fn rules_with_errors_are_not_pushed() {
    let shop = shop();
    commit(&shop, "workstreams.toml", "schema = 1\nproject = 3\n");
    let stopped = push(&shop, &["origin", "user/work"]);
    assert_ne!(stopped.code, 0);
    assert!(
        stopped.stderr.contains("user/work:workstreams.toml:2:"),
        "{}",
        stopped.stderr
    );
}

#[test]
fn a_shallow_clone_without_the_merge_base() {
    let origin = shop();
    // The branch leaves main two commits before the clone begins.
    commit(&origin, OWN, "own\n");
    origin.git_unseen(&["push", "--quiet", "origin", "user/work"]);
    for text in ["one", "two"] {
        origin.commit_on("main", "auth/login.txt", text);
    }
    origin.git_unseen(&["push", "--quiet", "origin", "main"]);
    let remote = format!(
        "file://{}",
        origin.repository.beside("remote.git").display()
    );
    let clone = origin.repository.beside("shallow");
    let clone = clone.to_str().unwrap();
    origin
        .git(&[
            "clone",
            "--quiet",
            "--depth",
            "1",
            "--no-single-branch",
            "--branch",
            "user/work",
            &remote,
            clone,
        ])
        .success();
    origin.orion(&["-C", clone, "hook", "install"]).success();
    std::fs::write(format!("{clone}/{OWN}"), "own again\n").unwrap();
    origin
        .git(&["-C", clone, "commit", "--quiet", "-a", "-m", "x"])
        .success();
    let stopped = origin.git(&["-C", clone, "push", "--quiet"]);
    assert_ne!(stopped.code, 0);
    assert_snapshot!(
        stopped.stderr.replace(&origin.repository.beside("").display().to_string(), "$BESIDE/"),
        @r"
    error[GIT004]: this shallow clone does not hold the merge base of `refs/remotes/origin/main` and `refs/heads/user/work`
    hint: `git fetch --unshallow`, or `git fetch --deepen=100` until it is there
    hint: in GitHub Actions, check out with `fetch-depth: 0`
    error: failed to push some refs to 'file://$BESIDE/remote.git'
    "
    );
}

#[test]
fn nothing_to_push() {
    let shop = shop();
    silent(&shop, &["origin", "main"]);
    let run = shop
        .orion(&["hook", "run", "pre-push", "origin", "address"])
        .success();
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
}
