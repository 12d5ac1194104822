//! `ORION_OVERRIDE`: a way through that leaves a trace in the message, wherever the message comes from.

use insta::assert_snapshot;
use orion_testutils::Outcome;

use crate::shop::{FOREIGN, OWN, Shop, lines};
use crate::world::script;

const REASON: (&str, &str) = ("ORION_OVERRIDE", "login is down");
const TRAILER: &str = "Orion-Override: login is down";

fn overridden(shop: &Shop, arguments: &[&str]) -> Outcome {
    shop.git_with(&[REASON], arguments)
}

/// Commits with an editor that does this to the message.
fn edited(shop: &Shop, edit: &str, arguments: &[&str]) -> Outcome {
    let editor = shop.repository.beside("editor");
    script(&editor, &format!("#!/bin/sh\n{edit}\n"));
    let mut all = vec!["commit", "--quiet"];
    all.extend(arguments);
    shop.git_with(&[REASON, ("GIT_EDITOR", editor.to_str().unwrap())], &all)
}

fn shop_with_foreign_change() -> Shop {
    let shop = Shop::new();
    shop.stage(FOREIGN, &lines(&[(3, "changed")]));
    shop
}

#[test]
fn the_commit_is_made_and_says_why() {
    let shop = shop_with_foreign_change();
    let committed = overridden(&shop, &["commit", "--quiet", "-m", "Mend the login"]).success();
    assert_snapshot!(committed.stderr, @r"
    approval[OWN009]: `contracts/user.txt` is written by `contracts` alone; everyone else asks for the change; overridden: login is down; the pull request needs the approval of `contracts`
      --> contracts/user.txt (modified)
       = rule: workstreams.toml:16 `contracts/` exclusive
       = owner: `contracts`

    override: this commit lets 1 refused change through: login is down
    acting for `user`: branch `user/work` matches `{workstream}/*`
    1 change: 1 needs approval
    ");
    assert_snapshot!(shop.message(), @r"
    Mend the login

    Orion-Override: login is down
    ");
}

#[test]
fn ci_asks_the_owner() {
    let shop = shop_with_foreign_change();
    overridden(&shop, &["commit", "--quiet", "-m", "Mend the login"]).success();
    let ci = shop.ci();
    assert_eq!(ci.code, 0, "{}{}", ci.stdout, ci.stderr);
    assert_snapshot!(ci.stdout.replace(&shop.head()[..12], "$HEAD"), @r"
    approval[OWN009]: `contracts/user.txt` is written by `contracts` alone; everyone else asks for the change; overridden: login is down; the pull request needs the approval of `contracts`
      --> contracts/user.txt (modified)
       = rule: workstreams.toml:16 `contracts/` exclusive
       = owner: `contracts`
       = next: orion check --range main..user/work --approved contracts

    override: commit $HEAD lets 1 refused change through: login is down
    acting for `user`: branch `user/work` matches `{workstream}/*`
    1 change: 1 needs approval
    ");
}

#[test]
fn nothing_denied_nothing_written() {
    let shop = Shop::new();
    shop.stage(OWN, "own\n");
    let committed = overridden(&shop, &["commit", "--quiet", "-m", "own"]).success();
    assert_eq!(committed.stderr, "");
    assert_eq!(shop.message(), "own\n\n");
}

#[test]
fn a_blank_reason_is_none() {
    let shop = shop_with_foreign_change();
    for blank in ["", "  \n"] {
        shop.refuses(|shop| shop.git_with(&[("ORION_OVERRIDE", blank)], &["commit", "-m", "x"]));
    }
}

#[test]
fn a_reason_is_one_line() {
    let shop = shop_with_foreign_change();
    let reason = "login\nis: down\x1b[2J\n\nSigned-off-by: Nobody";
    shop.git_with(
        &[("ORION_OVERRIDE", reason)],
        &["commit", "--quiet", "-m", "x"],
    )
    .success();
    assert_snapshot!(shop.message(), @r"
    x

    Orion-Override: login is: down [2J Signed-off-by: Nobody
    ");
}

#[test]
fn no_verify_writes_it_too() {
    let shop = shop_with_foreign_change();
    overridden(&shop, &["commit", "--quiet", "--no-verify", "-m", "x"]).success();
    assert!(shop.message().contains(TRAILER), "{}", shop.message());
}

#[test]
fn other_trailers_stay_beside_it() {
    let shop = shop_with_foreign_change();
    overridden(
        &shop,
        &[
            "commit",
            "--quiet",
            "--signoff",
            "-m",
            "x\n\n---\n\nReviewed-by: Grace",
        ],
    )
    .success();
    assert_snapshot!(shop.message(), @r"
    x

    ---

    Reviewed-by: Grace
    Signed-off-by: Ada <ada@example.com>
    Orion-Override: login is down
    ");
}

#[test]
fn an_editor_sees_it_above_the_comments() {
    let shop = shop_with_foreign_change();
    shop.git(&["config", "commit.verbose", "true"]).success();
    edited(
        &shop,
        "cat \"$1\" >seen; sed -i '1s/^/Mend the login/' \"$1\"",
        &[],
    )
    .success();
    let seen = shop.read("seen");
    let (above, below) = seen.split_once('#').unwrap();
    assert_eq!(above, format!("\n\n{TRAILER}\n"));
    assert!(below.contains(">8"), "{seen}");
    assert_snapshot!(shop.message(), @r"
    Mend the login

    Orion-Override: login is down
    ");
}

#[test]
fn an_editor_that_takes_it_out_does_not() {
    let shop = shop_with_foreign_change();
    edited(&shop, "echo 'Mend the login' >\"$1\"", &[]).success();
    assert!(shop.message().contains(TRAILER), "{}", shop.message());
}

#[test]
fn an_empty_message_still_gives_up() {
    let shop = shop_with_foreign_change();
    let head = shop.head();
    let given_up = edited(&shop, "true", &[]);
    assert_eq!(given_up.code, 1);
    assert_snapshot!(given_up.stderr, @r"
    approval[OWN009]: `contracts/user.txt` is written by `contracts` alone; everyone else asks for the change; overridden: login is down; the pull request needs the approval of `contracts`
      --> contracts/user.txt (modified)
       = rule: workstreams.toml:16 `contracts/` exclusive
       = owner: `contracts`

    override: this commit lets 1 refused change through: login is down
    acting for `user`: branch `user/work` matches `{workstream}/*`
    1 change: 1 needs approval
    error: the commit message is empty
    hint: commit again, and say in the message what changes
    ");
    assert_eq!(shop.head(), head);
}

#[test]
fn an_amended_commit_says_it_once() {
    let shop = shop_with_foreign_change();
    overridden(&shop, &["commit", "--quiet", "-m", "x"]).success();
    shop.stage(FOREIGN, "changed again\n");
    overridden(&shop, &["commit", "--quiet", "--amend", "--no-edit"]).success();
    assert_eq!(shop.message().matches("Orion-Override:").count(), 1);
    // Amended without anything foreign, it needs no reason.
    shop.stage(OWN, "own\n");
    shop.git(&["commit", "--quiet", "--amend", "--no-edit"])
        .success();
    assert!(shop.message().contains(TRAILER));
}

#[test]
fn an_overridden_commit_survives_rebase_and_cherry_pick() {
    let shop = shop_with_foreign_change();
    overridden(&shop, &["commit", "--quiet", "-m", "x"]).success();
    shop.commit_on("main", "auth/login.txt", "changed\n");
    for backend in ["--merge", "--apply"] {
        shop.git(&["rebase", "--quiet", "--force-rebase", backend, "main"])
            .success();
        assert!(shop.message().contains(TRAILER), "{backend}");
    }
    let commit = shop.head();
    shop.git(&["switch", "--quiet", "--create", "user/other", "main"])
        .success();
    shop.git(&["cherry-pick", "-x", &commit]).success();
    assert_snapshot!(shop.message().replace(&commit, "$COMMIT"), @r"
    x

    Orion-Override: login is down
    (cherry picked from commit $COMMIT)
    ");
}

#[test]
fn a_merge() {
    let shop = Shop::new();
    shop.stage(FOREIGN, &lines(&[(38, "here")]));
    overridden(&shop, &["commit", "--quiet", "-m", "here"]).success();
    shop.commit_on("main", FOREIGN, &lines(&[(3, "there")]));
    overridden(&shop, &["merge", "--quiet", "--no-edit", "main"]).success();
    assert!(shop.message().contains(TRAILER), "{}", shop.message());
}

#[test]
fn a_mailed_patch() {
    let shop = Shop::new();
    shop.commit_on("contracts/other", FOREIGN, &lines(&[(3, "changed")]));
    let patches = shop.repository.beside("patches");
    shop.git(&[
        "format-patch",
        "--quiet",
        "-1",
        "-o",
        patches.to_str().unwrap(),
        "contracts/other",
    ])
    .success();
    let patch = patches.join("0001-elsewhere.patch");
    overridden(&shop, &["am", "--quiet", patch.to_str().unwrap()]).success();
    assert_snapshot!(shop.message(), @r"
    elsewhere

    Orion-Override: login is down
    ");
}

#[test]
fn whatever_trailers_are_configured() {
    let shop = shop_with_foreign_change();
    for (name, value) in [
        ("trailer.separators", "=%"),
        ("trailer.where", "start"),
        ("trailer.ifexists", "doNothing"),
        ("trailer.ifmissing", "doNothing"),
        ("core.commentChar", ";"),
    ] {
        shop.git(&["config", name, value]).success();
    }
    edited(
        &shop,
        "cat \"$1\" >seen; sed -i '1s/^/Mend the login/' \"$1\"",
        &[],
    )
    .success();
    assert!(
        shop.message().contains(TRAILER),
        "{}\n{}",
        shop.message(),
        shop.read("seen")
    );
    let ci = shop.ci();
    assert_eq!(ci.code, 0, "{}", ci.stdout);
}
