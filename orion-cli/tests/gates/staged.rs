//! Steps that see what is staged, and nothing else.

use crate::world::{World, outcomes};

const GATES: &str = r#"[gates.pre-commit]
steps = [
  { name = "sees", staged-only = true, run = "cat auth/a.txt; ! grep -q bad auth/a.txt && test ! -e auth/untracked && test ! -e .git" },
]"#;

#[test]
fn unstaged_work_is_neither_checked_nor_lost() {
    let world = World::trusted(GATES);
    world.repository.write("auth/a.txt", "better\n");
    world.repository.git_ok(&["add", "auth/a.txt"]);
    world.repository.write("auth/a.txt", "bad\n");
    world.repository.write("auth/untracked", "bad\n");
    let before = world.repository.git(&["status", "--porcelain"]).stdout;
    let outcome = world.orion("-v gate pre-commit").success();
    assert!(outcome.stdout.contains("\nbetter\n"), "{outcome:?}");
    assert_eq!(world.read("auth/a.txt"), "bad\n");
    assert_eq!(world.read("auth/untracked"), "bad\n");
    let after = world.repository.git(&["status", "--porcelain"]).stdout;
    assert_eq!(after, before);
    world.repository.git_ok(&["add", "auth/a.txt"]);
    assert_eq!(world.orion("gate pre-commit").code, 1);
}

#[test]
fn parts_of_a_file_are_staged_and_paths_may_be_anything() {
    let world = World::trusted(GATES);
    let lines = |last: &str| format!("good\n{}{last}\n", "line\n".repeat(20));
    world.repository.write("auth/a.txt", lines("end"));
    world.repository.write("auth/-n\n\u{1b}[2J", "hostile\n");
    world.repository.commit_all("more");
    // As `git add -p` does: the first part is staged, the second is not.
    let first = lines("end").replace("good", "better");
    world.repository.write("auth/a.txt", &first);
    world.repository.git_ok(&["add", "auth/a.txt"]);
    let both = lines("bad").replace("good", "better");
    world.repository.write("auth/a.txt", &both);
    world.orion("gate pre-commit").success();
    assert_eq!(world.read("auth/a.txt"), both);
    let copied = world.read(".orion/staged/tree/auth/-n\n\u{1b}[2J");
    assert_eq!(copied, "hostile\n");
}

#[test]
fn the_copy_follows_the_index_and_keeps_what_was_built_there() {
    let world = World::trusted(
        r#"[gates.push]
steps = [{ name = "build", staged-only = true, run = "test ! -e auth/gone.txt && test \"$(cat auth/a.txt)\" = good && echo kept >>cache && echo spoilt >auth/a.txt" }]"#,
    );
    world.repository.write("auth/gone.txt", "x");
    world.repository.git_ok(&["add", "auth/gone.txt"]);
    assert_eq!(world.orion("gate push --all").code, 1);
    world
        .repository
        .git_ok(&["rm", "-q", "--cached", "auth/gone.txt"]);
    // What the step spoils in the copy is good again for the next one.
    world.orion("gate push --all").success();
    world.orion("gate push --all").success();
    assert_eq!(world.read(".orion/staged/tree/cache"), "kept\nkept\n");
    assert_eq!(world.read("auth/a.txt"), "good\n");
}

#[test]
fn a_file_that_is_right_already_is_not_written_again() {
    let world = World::trusted(GATES);
    world.orion("gate pre-commit").success();
    let file = world.repository.top().join(".orion/staged/tree/web/b.txt");
    let written = || std::fs::metadata(&file).unwrap().modified().unwrap();
    let first = written();
    world.repository.write("auth/a.txt", "better\n");
    world.repository.git_ok(&["add", "auth/a.txt"]);
    world.orion("gate pre-commit").success();
    assert_eq!(written(), first);
}

#[test]
fn what_is_not_merged_is_not_judged() {
    let world = World::trusted(GATES);
    world.repository.git_ok(&["switch", "-qc", "auth/other"]);
    world.repository.write("auth/a.txt", "theirs\n");
    world.repository.commit_all("theirs");
    world.repository.git_ok(&["switch", "-q", "main"]);
    world.repository.write("auth/a.txt", "ours\n");
    world.repository.commit_all("ours");
    assert_ne!(world.repository.git(&["merge", "auth/other"]).code, 0);
    let outcome = world.orion("gate pre-commit");
    assert_eq!(outcome.code, 3, "{outcome:?}");
    assert!(outcomes(&outcome).is_empty());
}
