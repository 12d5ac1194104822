//! How steps run and end.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;

use insta::assert_snapshot;
use serde_json::Value;

use crate::world::{World, comes, outcomes};

#[test]
fn steps_that_do_not_wait_on_each_other_run_side_by_side() {
    // Each waits for what the other writes: one after the other they would wait for ever.
    let world = World::trusted(
        r#"[gates.push]
timeout = "60s"
steps = [
  { name = "left", run = "echo l >../one; read x <../two" },
  { name = "right", run = "read x <../one; echo r >../two" },
]"#,
    );
    for pipe in ["one", "two"] {
        let path = world.repository.beside(pipe);
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }
    let outcome = world.orion("gate push --all --jobs 2").success();
    assert_eq!(outcomes(&outcome), ["left passed", "right passed"]);
}

#[test]
fn what_needs_a_failed_step_does_not_run_and_failures_are_shown() {
    let world = World::trusted(
        r#"[gates.push]
steps = [
  { name = "after", run = "touch after", needs = ["bad"] },
  { name = "bad", run = "seq 1 100; printf '\\033[31mred\\033[0m \\033]0;title\\007'; exit 7", fix = "mend it" },
  { name = "good", run = "echo quiet" },
]"#,
    );
    let outcome = world.orion("gate push --all");
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert_eq!(
        outcomes(&outcome),
        ["after not run", "bad failed", "good passed"]
    );
    assert!(!world.repository.top().join("after").exists());
    let told = &outcome.stdout;
    assert!(
        told.contains("(61 lines before; -v shows all)\n62\n"),
        "{told}"
    );
    assert!(told.contains("it exited with 7"), "{told}");
    assert!(told.contains("`bad` did not pass"), "{told}");
    assert!(told.contains("`mend it` may mend `bad`"), "{told}");
    assert!(
        !told.contains('\u{1b}') && !told.contains("quiet"),
        "{told}"
    );
    let all = world.orion("-v gate push --all").stdout;
    assert!(all.contains("\n1\n2\n") && all.contains("quiet"), "{all}");
}

#[test]
fn a_step_that_takes_too_long_is_ended_with_all_that_it_started() {
    let world = World::trusted(
        r#"[gates.push]
steps = [{ name = "slow", timeout = "1s", run = "exec 9>../alive; (trap '' TERM; sleep 1000) & echo begun >&9; wait" }]"#,
    );
    let alive = world.pipe("alive");
    let outcome = world.orion("gate push --all");
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert_eq!(outcomes(&outcome), ["slow timed out"]);
    assert_eq!(comes(&alive), b"begun\n");
}

#[test]
fn ctrl_c_ends_all_that_runs_and_begins_nothing_more() {
    let world = World::trusted(
        r#"[gates.push]
steps = [
  { name = "long", run = "exec 9>../alive; (trap '' INT TERM; sleep 1000) & echo begun >../begun; wait" },
  { name = "next", run = "touch next", needs = ["long"] },
]"#,
    );
    let alive = world.pipe("alive");
    let begun = world.pipe("begun");
    let mut command = world.command("gate push --all --json");
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    assert_eq!(comes(&begun), b"begun\n");
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    let output = BufReader::new(child.stdout.take().unwrap());
    let (send, ended) = channel();
    thread::spawn(move || {
        let line = output.lines().next().unwrap().unwrap();
        send.send((line, child.wait().unwrap().code()))
    });
    let (line, code) = comes(&ended);
    assert_eq!(code, Some(130));
    let report: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(report["steps"][0]["outcome"], "interrupted");
    assert_eq!(report["steps"][1]["outcome"], "not-run");
    assert_eq!(comes(&alive), b"");
    assert!(!world.repository.top().join("next").exists());
}

#[test]
fn the_answer_in_json_is_as_its_schema_says() {
    let world = World::trusted(
        r#"[gates.pre-commit]
steps = [{ name = "first", run = "printf 'caf\\351 %s' \"$ORION_GATE\"" }]
[gates.push]
includes = ["pre-commit"]
steps = [
  { name = "bad", run = ["false"], needs = ["first"] },
  { name = "missing", run = ["no-such-program-anywhere"] },
]"#,
    );
    let outcome = world.orion("gate push --all --json");
    assert_eq!(outcome.code, 1);
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let schema = fs::read_to_string("../schemas/gate.schema.json").unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let valid = jsonschema::validator_for(&schema).unwrap();
    assert!(valid.is_valid(&report), "{report:#}");
    assert_eq!(report["steps"][0]["gate"], "pre-commit");
    assert_eq!(report["steps"][0]["output"], "caf\u{fffd} push");
    assert_eq!(report["steps"][1]["exit_code"], 1);
    let because = report["steps"][2]["because"].as_str().unwrap();
    assert_snapshot!(because, @"it cannot be started: No such file or directory (os error 2)");
}

#[test]
fn what_cannot_begin_says_what_to_do() {
    let world = World::trusted(
        r#"[gates.push]
steps = [{ name = "cover", check = "coverage" }, { name = "own", run = "orion gate push" }]"#,
    );
    let told = |line: &str| {
        let outcome = world.orion(line);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
        outcome.stderr
    };
    assert_snapshot!(told("gate pr --all"), @"
    error: `workstreams.toml` has no steps for gate `pr`
    hint: describe them under `[gates.pr]`
    ");
    assert_snapshot!(told("gate push --all --step covr"), @"
    error: gate `push` has no step `covr`
    hint: its steps are `cover`, `own`
    ");
    let mut inside = world.command("gate push --all --step own");
    let outcome = world.repository.run(inside.env("ORION_GATE", "pr,push"));
    assert_eq!(outcome.code, 2);
    assert!(
        outcome
            .stderr
            .contains("gate `push` runs inside gate `push`")
    );
    world.repository.git_ok(&["branch", "-m", "elsewhere"]);
    let told = told("gate push");
    assert!(told.contains("has no branch `main`"), "{told}");
}
