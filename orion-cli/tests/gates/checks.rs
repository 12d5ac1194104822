//! Orion's own checks as steps.

use crate::world::{World, outcomes};

const GATES: &str = r#"[gates.pr]
steps = [
  { name = "boundaries", check = "boundaries" },
  { name = "conflicts", check = "conflicts" },
]"#;

#[test]
fn a_branch_is_held_against_its_base() {
    let world = World::new(GATES);
    world.repository.git_ok(&["switch", "-qc", "auth/work"]);
    world.repository.write("auth/a.txt", "mine\n");
    world.repository.commit_all("mine");
    let outcome = world.orion("gate pr").success();
    assert_eq!(
        outcomes(&outcome),
        ["boundaries passed", "conflicts passed"]
    );

    world.repository.write("web/b.txt", "mine\n");
    world.repository.commit_all("theirs");
    world.repository.git_ok(&["switch", "-q", "main"]);
    world.repository.write("auth/a.txt", "other\n");
    world.repository.commit_all("other");
    world.repository.git_ok(&["switch", "-q", "auth/work"]);
    let outcome = world.orion("gate pr");
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert_eq!(
        outcomes(&outcome),
        ["boundaries failed", "conflicts failed"]
    );
    let told = &outcome.stdout;
    assert!(told.contains("web/b.txt"), "{told}");
    assert!(
        told.contains("--- conflicts: conflicts\nauth/a.txt\n"),
        "{told}"
    );
    assert!(told.contains("it conflicts with `main`"), "{told}");
    // Nothing of the trial is left.
    assert_eq!(world.repository.git(&["status", "--porcelain"]).stdout, "");
}
