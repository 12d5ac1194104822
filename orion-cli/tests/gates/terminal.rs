//! Trust and gates as somebody at a terminal meets them: a question, what runs, and Ctrl-C.

use std::fs;
use std::process::Command;

use insta::assert_snapshot;
use orion_testutils::Terminal;

use crate::world::{World, comes};

const COLUMNS: u16 = 80;
const ROWS: u16 = 24;

const MARK: &str = r#"[gates.push]
steps = [{ name = "mark", run = "touch marked" }]"#;

fn terminal(world: &World, line: &str) -> Option<Terminal> {
    Terminal::start(&world.command(line), COLUMNS, ROWS)
}

/// Writes into a pipe that a step reads.
fn release(world: &World, pipe: &str) {
    fs::write(world.repository.beside(pipe), "go\n").unwrap();
}

fn make_pipe(world: &World, name: &str) {
    let path = world.repository.beside(name);
    let made = Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

/// Whether the terminal is as it was found: the cursor is there, and nothing of the picture is left.
#[track_caller]
fn assert_clean(terminal: &Terminal) {
    let screen = terminal.screen();
    assert_eq!(
        terminal.display("#{cursor_flag} #{alternate_on}"),
        "1 0",
        "{screen}"
    );
    assert!(!screen.contains('…'), "{screen}");
}

#[test]
fn trust_is_asked_for_and_only_a_yes_gives_it() {
    let world = World::new(MARK);
    for (answer, keys, code) in [
        ("", "Enter", 1),
        ("n", "Enter", 1),
        ("yo", "Enter", 1),
        ("", "C-d", 1),
        ("y", "C-c", 130),
    ] {
        let Some(terminal) = terminal(&world, "trust") else {
            return;
        };
        terminal.wait_for("[y/N]");
        terminal.write(answer);
        terminal.press(&[keys]);
        assert_eq!(terminal.wait_for_exit(), code, "{answer} {keys}");
        assert_clean(&terminal);
        assert_eq!(world.orion("gate push --all").code, 2, "{answer} {keys}");
    }
    assert!(!world.repository.top().join("marked").exists());

    for answer in ["y", "YES"] {
        world.orion("trust --revoke").success();
        let Some(terminal) = terminal(&world, "trust") else {
            return;
        };
        terminal.wait_for("[y/N]");
        terminal.write(answer);
        terminal.press(&["Enter"]);
        assert_eq!(terminal.wait_for_exit(), 0);
        world.orion("gate push --all").success();
        if answer == "y" {
            assert_snapshot!(terminal.screen().trim_end(), @"
            not trusted  step `mark` of gate `push`
                         touch marked

            1 command, 1 of them not trusted
            digest 588b8dacf374220df390cbb5f91f0f117a0e03e84cfb50ee8e84adef2e5a68d1
            Let these commands run on this machine? [y/N] y
            note: they may run now
            ");
        }
    }
    assert!(world.repository.top().join("marked").exists());
}

#[test]
fn what_runs_is_seen_while_it_runs() {
    let world = World::trusted(
        r#"[gates.push]
steps = [
  { name = "quick", run = "read x <../first" },
  { name = "slow", run = "read x <../second" },
]"#,
    );
    make_pipe(&world, "first");
    make_pipe(&world, "second");
    let Some(terminal) = terminal(&world, "gate push --all --jobs 2") else {
        return;
    };
    terminal.wait_until("both", |screen| {
        screen.contains("… quick  ") && screen.contains("… slow  ")
    });
    // The time goes on while nothing else happens.
    terminal.wait_for("… slow  1 s");
    release(&world, "first");
    let screen = terminal.wait_for("✓ quick");
    assert!(!screen.contains("… quick"), "{screen}");
    terminal.wait_until("what still runs beneath what has ended", |screen| {
        let place = |text: &str| screen.find(text);
        place("… slow") > place("✓ quick")
    });
    release(&world, "second");
    assert_eq!(terminal.wait_for_exit(), 0);
    let screen = terminal.screen();
    assert!(
        screen.contains("✓ slow") && screen.contains("gate push passed in "),
        "{screen}"
    );
    assert_clean(&terminal);
}

#[test]
fn ctrl_c_tells_the_steps_to_end_and_says_how_it_ended() {
    let world = World::trusted(
        r#"[gates.push]
steps = [
  { name = "long", run = "exec 9>../alive; trap 'echo told >&9; exit 0' TERM; sleep 1000 & echo begun >../begun; wait" },
  { name = "next", run = "touch next", needs = ["long"] },
]"#,
    );
    let alive = world.pipe("alive");
    let begun = world.pipe("begun");
    let Some(terminal) = terminal(&world, "gate push --all") else {
        return;
    };
    assert_eq!(comes(&begun), b"begun\n");
    terminal.press(&["C-c"]);
    assert_eq!(terminal.wait_for_exit(), 130);
    // All of what was written comes when the last process that has the pipe open is gone: the step, and its child.
    assert_eq!(comes(&alive), b"told\n");
    let screen = terminal.screen();
    assert!(
        screen.contains("gate push interrupted in ") && screen.contains("it was ended"),
        "{screen}"
    );
    assert!(!world.repository.top().join("next").exists());
    assert_clean(&terminal);
}

#[test]
fn ctrl_c_twice_waits_for_nothing_and_leaves_nothing_running() {
    let world = World::trusted(
        r#"[gates.push]
steps = [{ name = "deaf", run = "exec 9>../alive; trap '' TERM; sleep 1000 & echo $! >../child; echo begun >../begun; wait" }]"#,
    );
    let alive = world.pipe("alive");
    let begun = world.pipe("begun");
    let Some(terminal) = terminal(&world, "gate push --all") else {
        return;
    };
    assert_eq!(comes(&begun), b"begun\n");
    terminal.press(&["C-c"]);
    terminal.wait_for("Ctrl-C again waits for nothing");
    terminal.press(&["C-c"]);
    assert_eq!(terminal.wait_for_exit(), 130);
    assert_eq!(comes(&alive), b"");
    let child = fs::read_to_string(world.repository.beside("child")).unwrap();
    let state = fs::read_to_string(format!("/proc/{}/stat", child.trim())).unwrap_or_default();
    assert!(state.is_empty() || state.contains(") Z "), "{state}");
    // Who waits for the steps tells how they ended; nothing is told of the keys that were pressed.
    assert_snapshot!(terminal.screen().trim_end(), @"
    note: ending what runs; Ctrl-C again waits for nothing
    note: what ran was killed, and nothing waited for
    ");
    assert_clean(&terminal);
}
