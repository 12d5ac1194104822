//! The gate before a commit, run by Orion's hook.

use orion_testutils::Outcome;

use crate::world::World;

const GATES: &str = r#"[gates.pre-commit]
steps = [{ name = "no-bad", staged-only = true, run = "touch \"$HOME/ran\"; ! grep -rq bad auth" }]"#;

fn world() -> World {
    let world = World::new(GATES);
    world.orion("hook install").success();
    world.repository.git_ok(&["switch", "-qc", "auth/work"]);
    world
}

fn commit(world: &World, content: &str, arguments: &[&str]) -> Outcome {
    world.repository.write("auth/a.txt", content);
    let mut all = vec!["commit", "-q", "-m", "work"];
    all.extend(arguments);
    world.repository.git(&all)
}

fn has_run(world: &World) -> bool {
    std::fs::remove_file(world.repository.beside("home/ran")).is_ok()
}

#[test]
fn a_commit_that_does_not_pass_the_gate_is_not_made() {
    let world = world();
    world.orion("trust --yes").success();
    // `-a` and `-o` have git commit from an index of their own.
    for arguments in [&["-a"][..], &["-o", "auth/a.txt"]] {
        let outcome = commit(&world, "bad\n", arguments);
        assert_eq!(outcome.code, 1, "{outcome:?}");
        assert!(
            outcome.stderr.contains("gate pre-commit not passed"),
            "{outcome:?}"
        );
        assert_eq!(world.read("auth/a.txt"), "bad\n");
        assert!(has_run(&world));
    }
    commit(&world, "fine\n", &["-a"]).success();
    assert!(has_run(&world));
}

#[test]
fn a_fresh_clone_can_be_committed_to_and_is_told_that_no_gate_ran() {
    let world = world();
    let outcome = commit(&world, "bad\n", &["-a"]).success();
    assert!(!has_run(&world));
    let told = outcome.stderr;
    assert!(
        told.contains("warning: gate `pre-commit` did not run"),
        "{told}"
    );
    assert!(told.contains("`orion trust`"), "{told}");
}

#[test]
fn a_commit_outside_the_boundaries_is_refused_before_any_step_runs() {
    let world = world();
    world.orion("trust --yes").success();
    world.repository.write("web/b.txt", "mine\n");
    let outcome = world.repository.git(&["commit", "-qam", "theirs"]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(!has_run(&world));
}

#[test]
fn a_commit_inside_a_gate_runs_no_gate_again() {
    let world = world();
    world.orion("trust --yes").success();
    world.repository.write("auth/a.txt", "bad\n");
    let mut command = world.repository.command("git");
    command
        .args(["commit", "-qam", "inside"])
        .env("ORION_GATE", "push");
    world.repository.run(&mut command).success();
    assert!(!has_run(&world));
}
