//! A stranger's repository runs nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use insta::assert_snapshot;
use serde_json::Value;

use crate::world::{ORION, World};

const GATES: &str = r#"[gates.push]
timeout = "5m"
steps = [
  { name = "mark", run = "touch marked", fix = "touch mended" },
  { name = "own", check = "conflicts" },
]"#;

fn is_marked(world: &World) -> bool {
    let mark = world.repository.top().join("marked");
    let is_there = mark.exists();
    let _ = fs::remove_file(mark);
    is_there
}

#[test]
fn nothing_runs_until_it_is_trusted_and_nothing_new_does_after() {
    let world = World::new(GATES);
    let outcome = world.orion("gate push");
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    assert_snapshot!(outcome.stderr, @"
    error: a command of gate `push` is not trusted
      step `mark` of gate `push`: touch marked
    hint: `orion trust` shows this repository's commands, and lets them run
    ");
    assert!(!is_marked(&world));
    // Orion's own checks are no commands of the repository.
    world.orion("gate push --step own").success();

    world.orion("trust --yes").success();
    world.orion("gate push").success();
    assert!(is_marked(&world));

    // Whatever else changes in the file needs no new trust.
    world.gates(&GATES.replace("5m", "6m"));
    world.orion("gate push").success();
    assert!(is_marked(&world));

    world.gates(&GATES.replace("touch marked", "touch marked; id"));
    assert_eq!(world.orion("gate push").code, 2);
    assert!(!is_marked(&world));

    world.gates(GATES);
    world.orion("trust --revoke").success();
    assert_eq!(world.orion("gate push").code, 2);
    assert!(!is_marked(&world));
}

#[test]
fn a_mending_command_needs_trust_of_its_own() {
    let world = World::new(&GATES.replace(", fix = \"touch mended\"", ""));
    world.orion("trust --yes").success();
    world.gates(GATES);
    world.orion("gate push").success();
    assert_eq!(world.orion("gate push --fix").code, 2);
    assert!(!world.repository.top().join("mended").exists());
}

#[test]
fn commands_are_shown_as_they_are_and_nobody_is_asked_where_nobody_is() {
    let world = World::new(
        "[gates.push]\nsteps = [{ name = \"evil\", run = \"true \\u001b[2K\\u202e ; id\" }]\n",
    );
    let shown = world.orion("trust --show").success().stdout;
    assert!(
        shown.starts_with(
            "not trusted  step `evil` of gate `push`\n             true \\x1b[2K\\u{202e} ; id\n\n1 command, 1 of them not trusted\ndigest "
        ),
        "{shown}"
    );
    let outcome = world.orion("trust");
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    assert!(outcome.stderr.contains("`orion trust --yes` lets them run"));
    assert_eq!(world.orion("gate push --all").code, 2);
}

#[test]
fn trust_is_the_users_own_and_of_every_work_tree() {
    let world = World::trusted(GATES);
    let directory = world.repository.beside("home/.local/state/orion/trust");
    let files: Vec<_> = fs::read_dir(&directory).unwrap().collect();
    assert_eq!(files.len(), 1);
    let file = files[0].as_ref().unwrap().path();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&directory), mode(&file)), (0o700, 0o600));

    let linked = world.repository.beside("linked");
    let linked = linked.to_str().unwrap();
    world.repository.git_ok(&["worktree", "add", "-q", linked]);
    let mut there = world.repository.command(ORION);
    there.args(["-C", linked, "gate", "push"]);
    world.repository.run(&mut there).success();

    // Somebody else's word is not taken for the user's.
    fs::set_permissions(&file, fs::Permissions::from_mode(0o666)).unwrap();
    let outcome = world.orion("gate push");
    assert_eq!(outcome.code, 3);
    assert!(
        outcome.stderr.contains("others may write it"),
        "{outcome:?}"
    );
}

#[test]
fn a_machine_says_it_in_the_environment() {
    let world = World::new(GATES);
    let run = |trust: &str| {
        let mut command = world.command("gate push");
        world.repository.run(command.env("ORION_TRUST", trust)).code
    };
    let report: Value = serde_json::from_str(&world.orion("trust --show --json").stdout).unwrap();
    let schema = fs::read_to_string("../schemas/trust.schema.json").unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    assert!(
        jsonschema::validator_for(&schema)
            .unwrap()
            .is_valid(&report)
    );
    let digest = report["digest"].as_str().unwrap();
    assert_eq!((run("1"), run(digest), run("all")), (2, 0, 0));
    world.gates(&GATES.replace("touch marked", "id"));
    assert_eq!((run(digest), run("all")), (2, 0));
    // Nothing of that is remembered.
    assert_eq!(world.orion("gate push").code, 2);
}
