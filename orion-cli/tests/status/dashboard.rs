//! The dashboard in a real terminal.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use orion_testutils::{OnGitHub, Terminal, TestRepository};
use serde_json::json;

use crate::world::{ORION, command};

const POLICY: &str = r#"schema = 1
[project]
name = "shop"
[workstreams.auth]
number = 1
title = "Auth Service"
members = ["@uma", "test@example.com"]
owns = ["auth/", "workstreams.toml"]
deliverables = [
  { name = "routes", proof = { path = "auth/routes.rs" } },
  { name = "tokens", proof = { path = "auth/tokens.rs" } },
]
[workstreams.user]
number = 2
title = "User Service"
owns = ["user/"]
deliverables = [{ name = "profiles", proof = { path = "user/profiles.rs" } }]
[gates.push]
steps = [{ name = "greet", run = "echo 'all is \u001b[31mwell'; exit 3" }]
"#;

fn repository() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("workstreams.toml", POLICY);
    repository.write("auth/routes.rs", "");
    repository.commit_all("first");
    repository
}

/// A terminal that shows the dashboard, once it has looked at the evidence.
fn dashboard(mut command: Command, columns: u16, rows: u16) -> Option<Terminal> {
    command.env("LANG", "C.UTF-8").env("TZ", "UTC");
    let terminal = Terminal::start(&command, columns, rows)?;
    terminal.wait_for("1 Auth Service");
    Some(terminal)
}

fn open(repository: &TestRepository, columns: u16, rows: u16) -> Option<Terminal> {
    dashboard(command(repository, &["status"]), columns, rows)
}

/// As it was before: no second screen, a cursor, and a mouse that selects text.
#[track_caller]
fn assert_restored(terminal: &Terminal) {
    let state = terminal.display("#{alternate_on} #{cursor_flag} #{mouse_any_flag}");
    assert_eq!(state, "0 1 0");
}

#[test]
fn a_whole_session() {
    let repository = repository();
    let Some(terminal) = open(&repository, 120, 36) else {
        return;
    };
    assert_eq!(terminal.display("#{alternate_on} #{cursor_flag}"), "1 0");
    let screen = terminal.wait_for("of 2 done");
    assert!(screen.contains(" orion · shop · main "), "{screen}");
    terminal.press(&["j"]);
    terminal.wait_for("▶  2 User Service");
    terminal.write("/auth");
    terminal.wait_until("only rows with auth", |screen| {
        screen.contains("▶  1 Auth Service") && !screen.contains("User Service")
    });
    terminal.press(&["Enter"]);
    terminal.press(&["Enter"]);
    terminal.wait_for("✓ routes: proved");
    terminal.press(&["Escape"]);
    terminal.wait_for("Workstreams* /auth");
    terminal.press(&["e"]);
    terminal.wait_for("shown by    orion status --explain auth");
    terminal.press(&["Escape"]);
    terminal.wait_for("Workstreams* /auth");
    terminal.press(&["Escape"]);
    terminal.wait_for("2 User Service");
    // A click on the third pane, in the terminal's own words.
    terminal.write("\x1b[<0;90;11M");
    terminal.wait_for("3 Quality*");
    terminal.press(&["BTab"]);
    terminal.wait_for("2 Integration*");
    terminal.press(&["z"]);
    terminal.wait_until("one pane alone", |screen| !screen.contains("Workstreams"));
    terminal.press(&["z"]);
    terminal.write("?");
    terminal.wait_for("after `:`");
    terminal.resize(80, 24);
    terminal.press(&["Escape"]);
    terminal.wait_until("strips", |screen| {
        screen.contains("  4 Services     ") && !screen.contains("4 Services ─")
    });
    terminal.resize(40, 10);
    terminal.wait_for("at least 60 x");
    terminal.resize(120, 36);
    terminal.wait_for("╭ 4 Services ─");
    terminal.press(&["p"]);
    terminal.wait_for("orion · paused");
    terminal.press(&["p"]);
    terminal.press(&["T"]);
    terminal.press(&["R"]);
    terminal.write(":theme mono");
    terminal.press(&["Enter"]);
    terminal.write(":nonsense");
    terminal.press(&["Enter"]);
    terminal.wait_for("there is no command `nonsense`");
    terminal.press(&["q"]);
    assert_eq!(terminal.wait_for_exit(), 0);
    assert_restored(&terminal);
}

#[test]
fn a_figure_moves_when_its_evidence_does() {
    let repository = repository();
    let Some(terminal) = open(&repository, 120, 36) else {
        return;
    };
    terminal.wait_for("50 %");
    repository.write("auth/tokens.rs", "");
    repository.commit_all("tokens");
    let screen = terminal.wait_for("100 %");
    assert!(screen.contains("✓ Done"), "{screen}");
    fs::remove_file(repository.top().join("auth/routes.rs")).unwrap();
    repository.commit_all("no routes");
    let screen = terminal.wait_for("1 regressed");
    assert!(screen.contains("50 %"), "{screen}");
}

#[test]
fn no_colours_where_nobody_wants_any() {
    let repository = repository();
    let mut plain = command(&repository, &["status"]);
    plain.env("NO_COLOR", "1");
    let Some(terminal) = dashboard(plain, 100, 30) else {
        return;
    };
    terminal.wait_for("50 %");
    let screen = terminal.coloured_screen();
    let colour = (30..=37).chain(90..=97).find(|code| {
        let alone = format!("\x1b[{code}m");
        screen.contains(&alone) || screen.contains(&format!(";{code}m"))
    });
    assert_eq!(colour, None, "{screen}");
    assert!(!screen.contains("38;5;"), "{screen}");
    // The selected row is seen all the same.
    assert!(
        screen.contains("\x1b[7m") || screen.contains(";7m"),
        "{screen}"
    );
}

#[test]
fn ascii_where_the_locale_has_no_more() {
    let repository = repository();
    let mut ascii = command(&repository, &["status"]);
    ascii.env("LC_ALL", "C");
    let Some(terminal) = dashboard(ascii, 100, 30) else {
        return;
    };
    let screen = terminal.wait_for("50 %");
    assert!(screen.is_ascii(), "{screen}");
}

#[test]
fn a_signal_ends_it_and_gives_the_terminal_back() {
    let repository = repository();
    for signal in ["TERM", "INT"] {
        let Some(terminal) = open(&repository, 100, 30) else {
            return;
        };
        let process = terminal.process().to_string();
        let kill = Command::new("kill").args(["-s", signal, &process]).status();
        assert!(kill.unwrap().success());
        assert_eq!(terminal.wait_for_exit(), 130);
        assert_restored(&terminal);
    }
}

#[test]
fn the_shell_may_have_the_terminal_for_a_while() {
    let repository = repository();
    let mut shell = repository.command("bash");
    shell.args(["--norc", "--noprofile", "-i"]);
    shell.env("LANG", "C.UTF-8").env("PS1", "prompt> ");
    let Some(terminal) = Terminal::start(&shell, 120, 36) else {
        return;
    };
    terminal.wait_for("prompt>");
    terminal.write(&format!("{ORION} status --offline"));
    terminal.press(&["Enter"]);
    terminal.wait_for("1 Auth Service");
    terminal.press(&["C-z"]);
    terminal.wait_for("Stopped");
    assert_restored(&terminal);
    terminal.write("fg");
    terminal.press(&["Enter"]);
    terminal.wait_for("1 Auth Service");
    terminal.press(&["j"]);
    terminal.wait_for("▶  2 User Service");
    terminal.press(&["q"]);
    terminal.wait_for("prompt>");
    assert_restored(&terminal);
}

#[test]
fn a_gate_runs_from_here_and_shows_what_it_came_to() {
    let repository = repository();
    let mut trusting = command(&repository, &["status", "--offline"]);
    trusting.env("ORION_TRUST", "all");
    let Some(terminal) = dashboard(trusting, 120, 36) else {
        return;
    };
    terminal.write(":gate push");
    terminal.press(&["Enter"]);
    let screen = terminal.wait_for("gate push did not pass");
    assert!(
        screen.contains("all is well") && screen.contains("greet"),
        "{screen}"
    );
    terminal.press(&["Escape"]);
    terminal.wait_for("1 Workstreams*");
    terminal.press(&["q"]);
    assert_eq!(terminal.wait_for_exit(), 0);
}

#[test]
fn without_a_usable_policy_it_says_so_in_the_terminal_as_it_is() {
    let repository = TestRepository::new();
    repository.write("workstreams.toml", "schema = 1\n[project\n");
    let mut broken = command(&repository, &["status"]);
    broken.env("LANG", "C.UTF-8");
    let Some(terminal) = Terminal::start(&broken, 100, 30) else {
        return;
    };
    assert_eq!(terminal.wait_for_exit(), 2);
    assert!(terminal.screen().contains("workstreams.toml"));
    assert_restored(&terminal);
}

const REQUESTS: &str = r#"schema = 1
[project]
name = "shop"
[contracts]
documents = "contracts/{name}.json"
[workstreams.contracts]
number = 1
title = "Auth Service"
lead = "@grace"
members = ["@grace"]
owns = ["contracts/", "workstreams.toml"]
[workstreams.user]
members = ["@ulf"]
owns = ["user/"]
[services.auth]
workstream = "contracts"
provides = ["auth-api"]
[services.user]
workstream = "user"
consumes = ["auth-api"]
"#;

#[test]
fn a_request_is_approved_and_opened_from_here() {
    let Some(there) = OnGitHub::new(REQUESTS, &["ulf", "grace"], &[], &json!([])) else {
        return;
    };
    let now = "2026-01-05T09:00:00Z";
    there.simulator.post("/_sim/clock", &json!({"freeze": now}));
    let ask = [
        "contract",
        "request",
        "auth-api",
        "--why",
        "a \u{1b}[2Jname",
        "--yes",
    ];
    let mut request = there.command(ORION, "ulf", &ask);
    there
        .repository
        .run(request.env("ORION_NOW", now))
        .success();
    // The browser that the desktop knows writes down what it is to open.
    let programs = there.repository.beside("programs");
    fs::create_dir_all(&programs).unwrap();
    let opened = there.repository.beside("opened");
    let browser = programs.join("xdg-open");
    fs::write(
        &browser,
        format!("#!/bin/sh\nprintf %s \"$1\" >'{}'\n", opened.display()),
    )
    .unwrap();
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).unwrap();

    let mut status = there.command(ORION, "grace", &["status"]);
    let path = format!("{}:/usr/bin:/bin", programs.display());
    status.env("ORION_NOW", now).env("PATH", path);
    let Some(terminal) = dashboard(status, 140, 40) else {
        return;
    };
    terminal.wait_for("24 h left");
    terminal.wait_for("github 49");
    terminal.press(&["5"]);
    terminal.press(&["o"]);
    terminal.wait_until("the browser's address", |_| opened.exists());
    terminal.press(&["e"]);
    terminal.wait_for("shown by    orion contract show 1");
    terminal.press(&["Escape"]);
    // Esc and what follows at once would be one key.
    terminal.wait_for("5 Requests*");
    terminal.write(":approve");
    terminal.press(&["Enter"]);
    terminal.wait_for("y yes");
    terminal.press(&["y"]);
    terminal.wait_for("approve #1: sent");
    terminal.press(&["Down"]);
    terminal.wait_for("approved");
    terminal.press(&["q"]);
    assert_eq!(terminal.wait_for_exit(), 0);
    let address = fs::read_to_string(opened).unwrap();
    assert!(address.ends_with("/issues/1"), "{address}");
    there.simulator.assert_clean();
}

#[test]
fn what_waits_in_the_outbox_is_shown_without_github() {
    let repository = TestRepository::new();
    repository.write("workstreams.toml", REQUESTS);
    repository.commit_all("first");
    let address = "https://github.com/acme/shop.git";
    repository.git_ok(&["remote", "add", "origin", address]);
    let ask = [
        "contract", "request", "auth-api", "--why", "a name", "--yes",
    ];
    let mut request = command(&repository, &ask);
    repository.run(request.env_remove("GH_TOKEN")).success();
    let status = command(&repository, &["status", "--offline"]);
    let Some(terminal) = dashboard(status, 140, 40) else {
        return;
    };
    terminal.press(&["5"]);
    terminal.wait_for("auth-api: a name");
    terminal.press(&["Enter"]);
    terminal.wait_for("`orion outbox send` sends it");
}
