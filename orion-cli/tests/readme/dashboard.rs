//! The README's picture of the dashboard: a real run in a real terminal (tmux), its screen turned into SVG.
//!
//! What it shows depends on the hour and on what runs, so it is not held against another run to the letter: its panes,
//! the heads of their columns and the rows of the plan are. `UPDATE_README=1 DASHBOARD_OF=DIRECTORY` takes it anew, of
//! the repository there and of the GitHub that the environment leads to.

use std::env;
use std::fs;
use std::process::Command;

use orion_testutils::Terminal;

use crate::{root, updating};

const FILE: &str = "docs/orion-status.svg";
const COLUMNS: u16 = 132;
const ROWS: u16 = 38;
/// What leads to a repository's GitHub, and to an engine.
const HANDED_ON: [&str; 7] = [
    "PATH",
    "HOME",
    "GH_TOKEN",
    "GITHUB_API_URL",
    "GITHUB_GRAPHQL_API_URL",
    "ORION_NOW",
    "DOCKER_HOST",
];

fn dashboard(directory: &std::path::Path, arguments: &[&str]) -> Option<Terminal> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_orion"));
    command.args(arguments).current_dir(directory).env_clear();
    for name in HANDED_ON {
        if let Some(value) = env::var_os(name) {
            command.env(name, value);
        }
    }
    command.env("LANG", "C.UTF-8").env("TZ", "UTC");
    Terminal::start(&command, COLUMNS, ROWS)
}

#[test]
fn the_dashboard_in_the_picture_is_this_one() {
    if let (true, Some(directory)) = (updating(), env::var_os("DASHBOARD_OF")) {
        let Some(terminal) = dashboard(directory.as_ref(), &["status"]) else {
            return;
        };
        for words in [" open ╮", "healthy", "Frontend-Backend", "PR Review Time"] {
            terminal.wait_for(words);
        }
        let svg = anstyle_svg::Term::new()
            .palette(anstyle_svg::WIN10_CONSOLE)
            .render_svg(&terminal.coloured_screen());
        fs::write(root().join(FILE), svg).unwrap();
    }
    let picture = fs::read_to_string(root().join(FILE)).unwrap();
    let Some(terminal) = dashboard(&root(), &["status", "--offline"]) else {
        return;
    };
    let screen = terminal.wait_until("all panes", |screen| {
        screen.contains("Frontend-Backend") && screen.contains("10 DevOps")
    });
    for words in [
        "1 Workstreams*",
        "2 Integration",
        "3 Quality",
        "4 Services",
        "5 Requests",
        "6 Logs",
        "Progress",
        "Blockers",
        "Auth Service",
        "DevOps",
        "API Contracts",
        "Service-to-Svc",
        "Frontend-Backend",
        "j/k",
        "quit",
    ] {
        assert!(screen.contains(words), "no {words:?} in:\n{screen}");
        assert!(picture.contains(words), "no {words:?} in {FILE}");
    }
    terminal.press(&["q"]);
    assert_eq!(terminal.wait_for_exit(), 0);
}
