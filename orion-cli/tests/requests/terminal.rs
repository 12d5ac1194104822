//! A request that is asked for at a terminal: questions, a look before it is filed, an editor.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use insta::assert_snapshot;
use orion_testutils::Terminal;

use crate::world::World;

const COLUMNS: u16 = 100;
const ROWS: u16 = 60;

/// A program that writes one more line into the text that it is given.
fn editor(world: &World) -> String {
    let editor = world.repository.beside("editor");
    let script = "#!/bin/sh\nprintf '\\nAsked by hand.\\n' >>\"$1\"\n";
    fs::write(&editor, script).unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).unwrap();
    editor.display().to_string()
}

#[test]
fn a_person_is_asked_shown_and_may_edit() {
    let Some(world) = World::new() else { return };
    let mut command = world.command("uma", &["contract", "request", "auth-api"]);
    command.env("EDITOR", editor(&world));
    let Some(terminal) = Terminal::start(&command, COLUMNS, ROWS) else {
        return;
    };
    terminal.wait_for("Why is it needed?");
    terminal.write("a name is missing");
    terminal.press(&["Enter"]);
    let preview = terminal.wait_for("File it? [y]es, [n]o, [e]dit:");
    assert!(preview.contains("auth-api: a name is missing") && preview.contains("- `user`"));
    terminal.write("what?");
    terminal.press(&["Enter"]);
    terminal.wait_until("the question again", |screen| {
        screen.matches("File it?").count() == 2
    });
    terminal.write("e");
    terminal.press(&["Enter"]);
    terminal.wait_for("Asked by hand.");
    terminal.write("yes");
    terminal.press(&["Enter"]);
    terminal.wait_for("filed #1 auth-api: a name is missing");
    assert_eq!(terminal.wait_for_exit(), 0);
    let issues = world.issues();
    assert_eq!(issues.len(), 1);
    let body = issues[0]["body"].as_str().unwrap_or_default();
    assert!(body.contains("Asked by hand.") && body.contains("<!-- orion:key="));

    let changes = world.command("grace", &["contract", "changes", "1"]);
    let Some(terminal) = Terminal::start(&changes, COLUMNS, ROWS) else {
        return;
    };
    terminal.wait_for("What is to change?");
    terminal.write("which type?");
    terminal.press(&["Enter"]);
    assert_eq!(terminal.wait_for_exit(), 0);
    let shown = world.json("dan", &["contract", "show", "1", "--json"]);
    assert_eq!(shown["request"]["state"], "changes-requested");
    world.simulator.assert_clean();
}

#[test]
fn who_says_no_or_leaves_has_filed_nothing() {
    let Some(world) = World::new() else { return };
    let arguments = ["contract", "request", "auth-api", "--why", "perhaps"];
    for (keys, code) in [("n", 0), ("C-d", 0), ("C-c", 130)] {
        let command = world.command("uma", &arguments);
        let Some(terminal) = Terminal::start(&command, COLUMNS, ROWS) else {
            return;
        };
        terminal.wait_for("File it?");
        terminal.press(&[keys]);
        if keys == "n" {
            terminal.press(&["Enter"]);
        }
        assert_eq!(terminal.wait_for_exit(), code, "{keys}");
    }
    assert!(world.issues().is_empty());
    let waiting = world.orion("uma", &["outbox"]);
    assert_snapshot!(waiting.stdout, @"nothing waits");
}
