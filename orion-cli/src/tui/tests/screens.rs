//! What is shown, at three sizes and in four states; and that no size makes it panic.

use insta::assert_snapshot;

use super::{dashboard, loaded, press, sample, screen, write};
use crate::tui::glyphs::ASCII;
use crate::tui::msg::Msg;
use crate::tui::source::Why;
use crate::tui::update::update;
use crossterm::event::KeyCode;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 60)];

/// Sources that fail, after what they told before, if anything.
fn failures() -> Vec<Msg> {
    let why = |message: &str, hint: &str| Why {
        message: message.to_owned(),
        hint: Some(hint.to_owned()),
    };
    vec![
        Msg::Status(Err(why(
            "git does not answer",
            "`orion doctor` looks further",
        ))),
        Msg::Integration(Err(Why::new("`workstreams.toml` has an error"))),
        Msg::Quality(Err(Why::new("git does not answer"))),
        Msg::Services(Err(why(
            "no container engine answers",
            "`orion up` brings the embedded platform up",
        ))),
        Msg::Requests(Err(why(
            "there is no token for `github.com`",
            "`gh auth login`, or set `GH_TOKEN`",
        ))),
        Msg::LogsEnded("no container engine answers".to_owned()),
    ]
}

#[test]
fn loaded_screens() {
    for (columns, rows) in SIZES {
        let name = format!("loaded_{columns}x{rows}");
        assert_snapshot!(name, screen(&loaded(columns, rows)));
    }
}

#[test]
fn loading_screens() {
    for (columns, rows) in SIZES {
        let name = format!("loading_{columns}x{rows}");
        assert_snapshot!(name, screen(&dashboard(columns, rows)));
    }
}

#[test]
fn empty_screens() {
    for (columns, rows) in SIZES {
        let mut model = dashboard(columns, rows);
        for msg in sample::nothing() {
            update(&mut model, msg);
        }
        let name = format!("empty_{columns}x{rows}");
        assert_snapshot!(name, screen(&model));
    }
}

#[test]
fn failed_screens() {
    for (columns, rows) in SIZES {
        let mut model = dashboard(columns, rows);
        for msg in failures() {
            update(&mut model, msg);
        }
        let name = format!("failed_{columns}x{rows}");
        assert_snapshot!(name, screen(&model));
    }
}

#[test]
fn what_was_known_stays_with_its_age() {
    let mut model = loaded(120, 36);
    let later = sample::now() + jiff::SignedDuration::from_mins(12);
    update(&mut model, Msg::Tick(later));
    for msg in failures() {
        update(&mut model, msg);
    }
    assert_snapshot!("stale_120x36", screen(&model));
}

#[test]
fn each_pane_alone() {
    for pane in '1'..='6' {
        let mut model = loaded(100, 20);
        press(&mut model, KeyCode::Char(pane));
        press(&mut model, KeyCode::Char('z'));
        assert_snapshot!(format!("pane_{pane}"), screen(&model));
    }
}

#[test]
fn pages_and_help() {
    let mut model = loaded(100, 44);
    write(&mut model, "?");
    assert_snapshot!("help", screen(&model));
    for (name, keys) in [
        ("detail_of_a_workstream", "\x1b1jj\n"),
        ("evidence_of_a_workstream", "\x1b1e"),
        ("evidence_of_integration", "\x1b2e"),
        ("evidence_of_a_figure", "\x1b3e"),
        ("detail_of_a_service", "\x1b4\n"),
        ("evidence_of_a_service", "\x1b4e"),
        ("detail_of_a_request", "\x1b5\n"),
        ("evidence_of_a_request", "\x1b5e"),
        ("detail_of_a_log_line", "\x1b6k\n"),
        ("question", "\x1b\x1b4r"),
    ] {
        write(&mut model, keys);
        assert_snapshot!(name, screen(&model));
    }
}

#[test]
fn ascii_alone() {
    let mut model = loaded(120, 36);
    model.glyphs = &ASCII;
    let screen = screen(&model);
    assert!(screen.is_ascii(), "{screen}");
    assert_snapshot!("ascii_120x36", screen);
}

#[test]
fn nothing_that_a_terminal_would_obey_is_shown() {
    let mut model = loaded(200, 60);
    for keys in ["", "\n", "\x1be", "\x1b2e", "\x1b5\n", "\x1b6\n"] {
        write(&mut model, keys);
        let screen = screen(&model);
        let obeyed = screen.chars().find(|it| it.is_control() && *it != '\n');
        assert_eq!(obeyed, None, "{screen}");
    }
}

#[test]
fn no_size_makes_it_panic() {
    let overlays = ["", "\n", "\x1b?", "\x1b\x1b4r", "\x1b:gate", "\x1b/auth"];
    for keys in overlays {
        let mut model = loaded(120, 36);
        write(&mut model, keys);
        for columns in (0..=130).step_by(3).chain([250, 500]) {
            for rows in (0..=40).step_by(2).chain([81, 200]) {
                update(&mut model, Msg::Resize(columns, rows));
                let shown = screen(&model);
                assert!(columns < 20 || rows < 2 || !shown.trim().is_empty());
            }
        }
    }
}
