//! Every way to make a commit, and which of Orion's hooks stops it when it brings a change that is not theirs
//! who make it. Each row is tried with each of these hooks alone, with the others alone, and with all.
//!
//! | operation | pre-commit | prepare-commit-msg | pre-merge-commit | pre-applypatch |
//! | --- | --- | --- | --- | --- |
//! | commit, `-a`, `-i`, `-o`, `-p`, `--amend`; what follows a conflict or a `--squash` | x | x | | |
//! | commit `--no-verify`, cherry-pick, revert, rebase and its squash and fixup | | x | | |
//! | merge | | x | x | |
//! | merge `--no-verify` | | x | | |
//! | am, rebase `--apply` | | | | x |
//! | merge `--ff-only`, commit-tree and update-ref, `git -c core.hooksPath=/dev/null` | | | | |
//!
//! The last row is for CI. Where a hook could also stop a commit in `commit-msg`, another one has by then.

use std::io::Write;
use std::process::Stdio;

use orion_testutils::Outcome;

use crate::shop::{FOREIGN, OWN, Shop, lines};
use crate::world::script;

const PRE_COMMIT: &str = "pre-commit";
const MESSAGE: &str = "prepare-commit-msg";
const PRE_MERGE: &str = "pre-merge-commit";
const PRE_PATCH: &str = "pre-applypatch";
const OTHERS: &str = "commit-msg,applypatch-msg,pre-push";

/// A way to make a commit.
struct Operation {
    /// What comes before it.
    prepare: fn(&Shop),
    /// The operation itself.
    act: fn(&Shop) -> Outcome,
    /// The hooks that stop it.
    stopped_by: &'static [&'static str],
    /// How to get back to where it began.
    back: &'static [&'static str],
}

impl Operation {
    #[track_caller]
    fn check(&self) {
        for hook in [PRE_COMMIT, MESSAGE, PRE_MERGE, PRE_PATCH, OTHERS] {
            let shop = Shop::with_hooks(&["hook", "install", "--only", hook]);
            self.run(&shop, self.stopped_by.contains(&hook), hook);
        }
        self.run(&Shop::new(), !self.stopped_by.is_empty(), "all");
    }

    #[track_caller]
    fn run(&self, shop: &Shop, stops: bool, hooks: &str) {
        (self.prepare)(shop);
        let tip = shop.line(&["rev-parse", "user/work"]);
        let outcome = (self.act)(shop);
        let said = format!("{hooks}: {}\n{}", outcome.stdout, outcome.stderr);
        assert_eq!(outcome.code != 0, stops, "{said}");
        if stops {
            assert!(said.contains("error[OWN002]"), "{said}");
            assert!(
                said.contains("= next: orion contract request --path contracts/user.txt"),
                "{said}"
            );
            // Nothing is lost: the branch is where it was, and git finds back to it.
            assert_eq!(shop.line(&["rev-parse", "user/work"]), tip, "{said}");
            if !self.back.is_empty() {
                shop.git(self.back).success();
                assert_eq!(shop.line(&["rev-parse", "HEAD"]), tip);
                assert_eq!(shop.line(&["symbolic-ref", "HEAD"]), "refs/heads/user/work");
            }
        } else {
            // What no hook stopped, CI does.
            let ci = shop.ci();
            assert_eq!(ci.code, 1, "{said}\n{}{}", ci.stdout, ci.stderr);
            assert!(ci.stdout.contains("error[OWN002]"), "{}", ci.stdout);
        }
    }
}

fn changed() -> String {
    lines(&[(3, "a field more")])
}

fn stage_foreign(shop: &Shop) {
    shop.stage(FOREIGN, &changed());
}

fn write_foreign(shop: &Shop) {
    shop.write(FOREIGN, &changed());
}

/// A branch `contracts/other` whose one commit is not `user`'s to make, and `user/work` one commit further.
fn foreign_commit_elsewhere(shop: &Shop) {
    shop.commit_on("contracts/other", FOREIGN, &changed());
    shop.stage(OWN, &lines(&[(1, "own")]));
    shop.git_unseen(&["commit", "--quiet", "--message", "own"]);
}

/// The same commit on `user/work`, and `main` one commit further.
fn foreign_commit_here(shop: &Shop) {
    stage_foreign(shop);
    shop.git_unseen(&["commit", "--quiet", "--message", "foreign"]);
    shop.commit_on("main", "auth/login.txt", "changed\n");
}

/// Both branches change the same foreign file, far enough apart to merge by itself into something neither had.
fn foreign_merge(shop: &Shop) {
    shop.stage(FOREIGN, &lines(&[(38, "here")]));
    shop.git_unseen(&["commit", "--quiet", "--message", "here"]);
    shop.commit_on("main", FOREIGN, &lines(&[(3, "there")]));
}

/// A todo list in which the second commit is melted into the first.
fn rebase_with(shop: &Shop, word: &str) -> Outcome {
    let editor = shop.repository.beside("todo");
    script(
        &editor,
        &format!("#!/bin/sh\nsed -i '2s/^pick/{word}/' \"$1\"\n"),
    );
    shop.git_with(
        &[
            ("GIT_SEQUENCE_EDITOR", editor.to_str().unwrap()),
            ("GIT_EDITOR", "true"),
        ],
        &["rebase", "--interactive", "--no-ff", "main"],
    )
}

fn own_then_foreign(shop: &Shop) {
    shop.stage(OWN, &lines(&[(1, "own")]));
    shop.git_unseen(&["commit", "--quiet", "--message", "own"]);
    stage_foreign(shop);
    shop.git_unseen(&["commit", "--quiet", "--message", "foreign"]);
}

#[test]
fn commit() {
    Operation {
        prepare: stage_foreign,
        act: |shop| shop.git(&["commit", "--quiet", "-m", "x"]),
        stopped_by: &[PRE_COMMIT, MESSAGE],
        back: &[],
    }
    .check();
}

#[test]
fn commit_all() {
    Operation {
        prepare: write_foreign,
        act: |shop| shop.git(&["commit", "--quiet", "-a", "-m", "x"]),
        stopped_by: &[PRE_COMMIT, MESSAGE],
        back: &[],
    }
    .check();
}

#[test]
fn commit_include() {
    Operation {
        prepare: |shop| {
            write_foreign(shop);
            shop.stage(OWN, "own\n");
        },
        act: |shop| shop.git(&["commit", "--quiet", "-m", "x", "-i", FOREIGN]),
        stopped_by: &[PRE_COMMIT, MESSAGE],
        back: &[],
    }
    .check();
}

#[test]
fn commit_only() {
    Operation {
        prepare: write_foreign,
        act: |shop| shop.git(&["commit", "--quiet", "-m", "x", "-o", FOREIGN]),
        stopped_by: &[PRE_COMMIT, MESSAGE],
        back: &[],
    }
    .check();
}

#[test]
fn commit_patch() {
    Operation {
        prepare: write_foreign,
        act: |shop| {
            let mut child = shop
                .command("git")
                .args(["commit", "--quiet", "-p", "-m", "x"])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            child.stdin.take().unwrap().write_all(b"y\n").unwrap();
            let output = child.wait_with_output().unwrap();
            Outcome {
                code: output.status.code().unwrap_or(-1),
                stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
                stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
                stdout_bytes: output.stdout,
            }
        },
        stopped_by: &[PRE_COMMIT, MESSAGE],
        back: &[],
    }
    .check();
}

#[test]
fn commit_amend() {
    Operation {
        prepare: |shop| {
            shop.stage(OWN, "own\n");
            shop.git_unseen(&["commit", "--quiet", "--message", "own"]);
            stage_foreign(shop);
        },
        act: |shop| shop.git(&["commit", "--quiet", "--amend", "--no-edit"]),
        stopped_by: &[PRE_COMMIT, MESSAGE],
        back: &[],
    }
    .check();
}

#[test]
fn commit_no_verify() {
    Operation {
        prepare: stage_foreign,
        act: |shop| shop.git(&["commit", "--quiet", "--no-verify", "-m", "x"]),
        stopped_by: &[MESSAGE],
        back: &[],
    }
    .check();
}

#[test]
fn cherry_pick() {
    Operation {
        prepare: foreign_commit_elsewhere,
        act: |shop| shop.git(&["cherry-pick", "contracts/other"]),
        stopped_by: &[MESSAGE],
        back: &["cherry-pick", "--abort"],
    }
    .check();
}

#[test]
fn revert() {
    Operation {
        prepare: |shop| {
            shop.commit_on("main", FOREIGN, &changed());
            shop.git_unseen(&["merge", "--quiet", "--ff-only", "main"]);
        },
        act: |shop| shop.git(&["revert", "--no-edit", "HEAD"]),
        stopped_by: &[MESSAGE],
        // git takes this for a commit that failed, and knows no revert any more.
        back: &["reset", "--quiet", "--merge"],
    }
    .check();
}

#[test]
fn rebase() {
    Operation {
        prepare: foreign_commit_here,
        act: |shop| shop.git(&["rebase", "--quiet", "main"]),
        stopped_by: &[MESSAGE],
        back: &["rebase", "--abort"],
    }
    .check();
}

#[test]
fn rebase_squash() {
    Operation {
        prepare: own_then_foreign,
        act: |shop| rebase_with(shop, "squash"),
        stopped_by: &[MESSAGE],
        back: &["rebase", "--abort"],
    }
    .check();
}

#[test]
fn rebase_fixup() {
    Operation {
        prepare: own_then_foreign,
        act: |shop| rebase_with(shop, "fixup"),
        stopped_by: &[MESSAGE],
        back: &["rebase", "--abort"],
    }
    .check();
}

#[test]
fn rebase_apply() {
    Operation {
        prepare: foreign_commit_here,
        act: |shop| shop.git(&["rebase", "--quiet", "--apply", "main"]),
        stopped_by: &[PRE_PATCH],
        back: &["rebase", "--abort"],
    }
    .check();
}

#[test]
fn merge() {
    Operation {
        prepare: foreign_merge,
        act: |shop| shop.git(&["merge", "--quiet", "--no-edit", "main"]),
        stopped_by: &[MESSAGE, PRE_MERGE],
        back: &[],
    }
    .check();
}

#[test]
fn merge_no_verify() {
    Operation {
        prepare: foreign_merge,
        act: |shop| shop.git(&["merge", "--quiet", "--no-edit", "--no-verify", "main"]),
        stopped_by: &[MESSAGE],
        back: &["merge", "--abort"],
    }
    .check();
}

#[test]
fn commit_after_a_conflict() {
    Operation {
        prepare: |shop| {
            shop.stage(FOREIGN, &lines(&[(3, "here")]));
            shop.git_unseen(&["commit", "--quiet", "--message", "here"]);
            shop.commit_on("main", FOREIGN, &lines(&[(3, "there")]));
            let conflict = shop.git(&["merge", "--quiet", "main"]);
            assert_ne!(conflict.code, 0);
            shop.stage(FOREIGN, &lines(&[(3, "both")]));
        },
        act: |shop| shop.git(&["commit", "--quiet", "--no-edit"]),
        stopped_by: &[PRE_COMMIT, MESSAGE],
        back: &["merge", "--abort"],
    }
    .check();
}

#[test]
fn commit_after_merge_squash() {
    Operation {
        prepare: |shop| {
            shop.commit_on("contracts/other", FOREIGN, &changed());
            shop.git(&["merge", "--quiet", "--squash", "contracts/other"])
                .success();
        },
        act: |shop| shop.git(&["commit", "--quiet", "-m", "squashed"]),
        stopped_by: &[PRE_COMMIT, MESSAGE],
        back: &[],
    }
    .check();
}

#[test]
fn am() {
    Operation {
        prepare: |shop| {
            shop.commit_on("contracts/other", FOREIGN, &changed());
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
        },
        act: |shop| {
            let patch = shop.repository.beside("patches/0001-elsewhere.patch");
            shop.git(&["am", "--quiet", patch.to_str().unwrap()])
        },
        stopped_by: &[PRE_PATCH],
        back: &["am", "--abort"],
    }
    .check();
}

#[test]
fn merge_fast_forward_is_for_ci() {
    Operation {
        prepare: |shop| shop.commit_on("contracts/other", FOREIGN, &changed()),
        act: |shop| shop.git(&["merge", "--quiet", "--ff-only", "contracts/other"]),
        stopped_by: &[],
        back: &[],
    }
    .check();
}

#[test]
fn plumbing_is_for_ci() {
    Operation {
        prepare: stage_foreign,
        act: |shop| {
            let tree = shop.line(&["write-tree"]);
            let commit = shop.line(&["commit-tree", &tree, "-p", "HEAD", "-m", "x"]);
            shop.git(&["update-ref", "HEAD", &commit])
        },
        stopped_by: &[],
        back: &[],
    }
    .check();
}

#[test]
fn without_hooks_is_for_ci() {
    Operation {
        prepare: stage_foreign,
        act: |shop| {
            shop.git(&[
                "-c",
                "core.hooksPath=/dev/null",
                "commit",
                "--quiet",
                "-m",
                "x",
            ])
        },
        stopped_by: &[],
        back: &[],
    }
    .check();
}
