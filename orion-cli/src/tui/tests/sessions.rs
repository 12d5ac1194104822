//! Keys, mouse and answers, one after the other.

use crossterm::event::{KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use orion_app::status::RequestSeen;
use orion_core::config::GateName;
use orion_core::ids::{IssueNumber, ServiceName};
use orion_core::request::{Decision, RequestKind};

use super::{dashboard, loaded, press, sample, screen, write};
use crate::tui::effect::{Action, Effect};
use crate::tui::logs::LogEntry;
use crate::tui::model::{Model, Overlay, Said};
use crate::tui::msg::{Msg, Outcome, Requests};
use crate::tui::pane::Pane;
use crate::tui::source::Why;
use crate::tui::theme::Palette;
use crate::tui::update::update;

fn title(model: &Model) -> String {
    let place = model.selected(Pane::Workstreams).unwrap();
    model.workstream(place).unwrap().title.clone()
}

fn mouse(model: &mut Model, kind: MouseEventKind, column: u16, row: u16) {
    let event = MouseEvent {
        kind,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    };
    update(model, Msg::Mouse(event));
}

#[test]
fn keys_move_and_stop_at_the_ends() {
    let mut model = loaded(120, 36);
    write(&mut model, "jjjk");
    assert_eq!(title(&model), "Notification Service");
    write(&mut model, "G");
    assert_eq!(title(&model), "DevOps");
    press(&mut model, KeyCode::Down);
    assert_eq!(title(&model), "DevOps");
    write(&mut model, "gk");
    assert_eq!(title(&model), "Auth Service");
    press(&mut model, KeyCode::PageDown);
    assert_eq!(title(&model), "DevOps");
}

#[test]
fn panes_take_the_keys_in_turn() {
    let mut model = loaded(120, 36);
    write(&mut model, "\t\t");
    assert_eq!(model.focus, Pane::Quality);
    press(&mut model, KeyCode::BackTab);
    assert_eq!(model.focus, Pane::Integration);
    write(&mut model, "6");
    assert_eq!((model.focus, model.lower), (Pane::Logs, Pane::Logs));
    write(&mut model, "1");
    assert_eq!((model.focus, model.lower), (Pane::Workstreams, Pane::Logs));
}

#[test]
fn a_filter_narrows_as_it_is_typed_and_escape_gives_back_what_was() {
    let mut model = loaded(120, 36);
    write(&mut model, "/serv");
    assert_eq!(model.list(Pane::Workstreams).shown, [0, 1, 2]);
    write(&mut model, "\n");
    write(&mut model, "/x");
    assert!(model.list(Pane::Workstreams).shown.is_empty());
    write(&mut model, "\x1b");
    assert_eq!(model.filter(Pane::Workstreams), "serv");
    write(&mut model, "\x1b");
    assert_eq!(model.list(Pane::Workstreams).shown.len(), 10);
}

#[test]
fn the_selected_row_stays_selected_when_rows_come_and_go() {
    let mut model = loaded(120, 36);
    write(&mut model, "jjj");
    assert_eq!(title(&model), "Gateway");
    let Some(Msg::Status(Ok(mut report))) = sample::answers().into_iter().next() else {
        panic!("the first answer is the status");
    };
    report.workstreams.remove(0);
    update(&mut model, Msg::Status(Ok(report)));
    assert_eq!(title(&model), "Gateway");
}

#[test]
fn a_restart_asks_first_and_names_the_service() {
    let mut model = loaded(120, 36);
    assert_eq!(write(&mut model, "4r"), []);
    assert!(screen(&model).contains("restart service `auth`?"));
    assert_eq!(write(&mut model, "n"), []);
    assert!(model.overlays.is_empty());
    let restart = Action::Restart(ServiceName::parse("auth").unwrap());
    assert_eq!(write(&mut model, "ry"), [Effect::Act(restart.clone())]);
    // The same twice would do it twice.
    assert_eq!(write(&mut model, "ry"), []);
    let progress = Msg::Progress(restart.clone(), "auth starting".to_owned());
    update(&mut model, progress);
    model.said = None;
    assert!(screen(&model).contains("restart auth: auth starting"));
    let outcome = Outcome::done("service `auth` is ready again");
    update(&mut model, Msg::Ended(restart, Box::new(outcome)));
    assert!(model.running.is_empty());
    assert!(screen(&model).contains("service `auth` is ready again"));
}

#[test]
fn leaving_while_something_runs_asks_first() {
    let mut model = loaded(120, 36);
    let gate = Action::Gate(GateName::Push);
    assert_eq!(write(&mut model, ":gate push\n"), [Effect::Act(gate)]);
    assert_eq!(write(&mut model, "q"), []);
    assert!(screen(&model).contains("`gate push` has not ended: leave all the same?"));
    assert_eq!(write(&mut model, "y"), [Effect::Quit]);
    assert_eq!(write(&mut loaded(80, 24), "q"), [Effect::Quit]);
}

#[test]
fn a_request_is_decided_after_a_question() {
    let mut model = loaded(120, 36);
    assert_eq!(write(&mut model, "5:approve\n"), []);
    assert!(screen(&model).contains("approve #11 `a refresh token`?"));
    let decide = |number, decision, reason: Option<&str>| {
        Effect::Act(Action::Decide {
            kind: RequestKind::Contract,
            number: IssueNumber::new(number).unwrap(),
            decision,
            reason: reason.map(str::to_owned),
        })
    };
    assert_eq!(
        write(&mut model, "y"),
        [decide(11, Decision::Approve, None)]
    );
    let changes = decide(14, Decision::Changes, Some("name the field"));
    assert_eq!(
        write(&mut model, ":changes 14 name the field\ny"),
        [changes]
    );
    write(&mut model, ":changes\n");
    assert!(screen(&model).contains("it is not said what is to change"));
    write(&mut model, ":approve 99\n");
    assert!(screen(&model).contains("#99 is no open request"));
}

#[test]
fn a_command_that_is_none_says_which_is() {
    let mut model = loaded(120, 36);
    write(&mut model, ":rstart auth\n");
    assert!(screen(&model).contains("there is no command `rstart`  did you mean `restart`?"));
    write(&mut model, ":theme mono\n:filter auth\n");
    assert_eq!(model.palette, Palette::Mono);
    assert_eq!(model.filter(Pane::Workstreams), "auth");
}

#[test]
fn logs_follow_one_service_or_all() {
    let mut model = loaded(120, 36);
    write(&mut model, "4l");
    assert_eq!(
        (model.focus, model.logs.service.as_deref()),
        (Pane::Logs, Some("auth"))
    );
    assert!(!screen(&model).contains("GET /v1/users"));
    write(&mut model, "l");
    assert_eq!(model.logs.service, None);
    assert!(screen(&model).contains("GET /v1/users status=200"));
}

#[test]
fn a_held_screen_stays_and_then_asks_for_everything() {
    let mut model = loaded(120, 36);
    write(&mut model, "p");
    let before = screen(&model);
    update(
        &mut model,
        Msg::Services(Err(Why::new("the engine is gone"))),
    );
    update(
        &mut model,
        Msg::Logs(vec![LogEntry::new("auth", "one more".to_owned())]),
    );
    assert_eq!(screen(&model), before);
    assert_eq!(write(&mut model, "p"), Pane::ALL.map(Effect::Refresh));
    assert!(screen(&model).contains("one more"));
}

#[test]
fn the_mouse_selects_opens_and_scrolls() {
    let mut model = loaded(120, 36);
    let left = MouseEventKind::Down(MouseButton::Left);
    mouse(&mut model, left, 10, 5);
    assert_eq!(title(&model), "Notification Service");
    mouse(&mut model, left, 10, 5);
    assert!(matches!(model.overlays.last(), Some(Overlay::Page(_))));
    mouse(&mut model, left, 10, 7);
    assert_eq!(title(&model), "Notification Service");
    write(&mut model, "\x1b");
    mouse(&mut model, MouseEventKind::ScrollDown, 10, 5);
    assert_eq!(
        title(&model),
        "Contracts".replace("Contracts", "Shared Contracts")
    );
    // On a small screen a click opens a strip.
    let mut model = loaded(80, 24);
    let strip = screen(&model);
    let row = strip
        .lines()
        .position(|line| line.contains("4 Services"))
        .unwrap();
    mouse(&mut model, left, 5, u16::try_from(row).unwrap());
    assert_eq!((model.focus, model.lower), (Pane::Services, Pane::Services));
}

#[test]
fn what_is_selected_is_opened_and_copied() {
    let mut model = loaded(120, 36);
    let url = "https://github.example/acme/platform/issues/7".to_owned();
    assert_eq!(write(&mut model, "jjo"), [Effect::Open(url)]);
    assert_eq!(write(&mut model, "go"), []);
    assert!(screen(&model).contains("has no page in the browser"));
    let command = "orion status --explain auth".to_owned();
    assert_eq!(write(&mut model, "y"), [Effect::Copy(command.clone())]);
    assert_eq!(write(&mut model, "ey"), [Effect::Copy(command)]);
    let address = "http://127.0.0.1:7100".to_owned();
    assert_eq!(write(&mut model, "\x1b4o"), [Effect::Open(address)]);
}

#[test]
fn without_github_requests_are_as_it_told_last() {
    let mut model = dashboard(160, 36);
    let hour = jiff::SignedDuration::from_hours(1);
    let seen = RequestSeen {
        number: IssueNumber::new(12).unwrap(),
        title: "a refresh token".to_owned(),
        url: "https://github.example/acme/platform/issues/12".to_owned(),
        due: Some(sample::now() - hour),
        in_review: true,
        subject: vec!["auth-api".to_owned()],
        stops: vec!["user".to_owned()],
        whose: vec!["contracts".to_owned()],
    };
    let url = seen.url.clone();
    let requests = Requests {
        remembered: vec![seen],
        ..Requests::default()
    };
    let before = sample::now() - hour - hour;
    update(&mut model, Msg::Remembered(requests.clone(), before));
    update(
        &mut model,
        Msg::Requests(Err(Why::new("there is no network"))),
    );
    let shown = screen(&model);
    assert!(shown.contains("1 overdue, 1 open, 2 h old"), "{shown}");
    assert!(shown.contains("1 h over"), "{shown}");
    // What waits to be sent needs nobody to tell of it.
    update(&mut model, Msg::Queued(sample::queued(1)));
    let shown = screen(&model);
    assert!(shown.contains("2 h old, 1 queued"), "{shown}");
    update(&mut model, Msg::Queued(Vec::new()));
    assert_eq!(write(&mut model, "5o"), [Effect::Open(url)]);
    write(&mut model, "\n");
    assert!(screen(&model).contains("as GitHub told last"));
    // What it tells now is not undone by what it told before.
    update(&mut model, Msg::Requests(Ok(Requests::default())));
    assert_eq!(
        update(&mut model, Msg::Remembered(requests, before)),
        (false, Vec::new())
    );
    assert_eq!(model.count(Pane::Requests), 0);
}

#[test]
fn what_was_said_stays_until_a_key_is_pressed() {
    let mut model = loaded(120, 36);
    let gate = Action::Gate(GateName::Pr);
    let failed = Outcome {
        said: Err(Why::new("gate pr did not pass")),
        page: None,
        integration: None,
    };
    update(&mut model, Msg::Ended(gate, Box::new(failed)));
    update(&mut model, Msg::Tick(sample::now()));
    assert!(matches!(model.said, Some(Said::Failed(_))));
    write(&mut model, "j");
    assert_eq!(model.said, None);
}

#[test]
fn pasted_text_is_typed_without_what_a_terminal_obeys() {
    let mut model = dashboard(80, 24);
    assert_eq!(
        update(&mut model, Msg::Paste("q".to_owned())),
        (false, Vec::new())
    );
    write(&mut model, "/");
    update(&mut model, Msg::Paste("a\u{1b}[2J\u{202e}b\nc".to_owned()));
    assert_eq!(model.filter(Pane::Workstreams), "a[2Jb c");
}

#[test]
fn time_alone_draws_once_a_second() {
    let mut model = loaded(80, 24);
    let half = sample::now() + jiff::SignedDuration::from_millis(500);
    assert_eq!(update(&mut model, Msg::Tick(half)), (false, Vec::new()));
    let one = sample::now() + jiff::SignedDuration::from_secs(1);
    assert_eq!(update(&mut model, Msg::Tick(one)), (true, Vec::new()));
}
