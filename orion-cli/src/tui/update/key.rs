//! Keys.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind};
use ratatui::layout::Rect;

use super::Dirty;
use super::act;
use super::typing;
use crate::tui::effect::Effect;
use crate::tui::keymap::{Command, command_of};
use crate::tui::layout::{height_of_rows, layout};
use crate::tui::model::{Model, Overlay, Question, Said, Typing};
use crate::tui::page::Page;
use crate::tui::pane::Pane;
use crate::tui::source::Why;

pub(super) fn pressed(model: &mut Model, event: KeyEvent) -> (Dirty, Vec<Effect>) {
    if event.kind == KeyEventKind::Release {
        return (false, Vec::new());
    }
    model.said = None;
    if model.typing.is_some() {
        return (true, typing::pressed(model, event));
    }
    if let Some(Overlay::Question(question)) = model.overlays.last() {
        let question = question.clone();
        return (true, answered(model, event, question));
    }
    let Some(command) = command_of(event) else {
        return (true, Vec::new());
    };
    (true, run(model, command))
}

/// Yes is `y` alone: any other key leaves things as they are.
fn answered(model: &mut Model, event: KeyEvent, question: Question) -> Vec<Effect> {
    model.overlays.pop();
    if event.code == KeyCode::Char('y') {
        return act::carry_out(model, question.then);
    }
    Vec::new()
}

/// Does what a key, or the same word after `:`, asks for.
pub(super) fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    if let Some(effects) = over_the_panes(model, command) {
        return effects;
    }
    match command {
        Command::Down => go(model, 1),
        Command::Up => go(model, -1),
        Command::PageDown => go(model, page_height(model)),
        Command::PageUp => go(model, -page_height(model)),
        Command::Top => go(model, isize::MIN + 1),
        Command::Bottom => go(model, isize::MAX),
        Command::NextPane => model.go_to(model.focus.next()),
        Command::PreviousPane => model.go_to(model.focus.previous()),
        Command::Focus(pane) => model.go_to(pane),
        Command::Enter => open_page(model, crate::tui::view::detail),
        Command::Explain => open_page(model, crate::tui::view::explanation),
        Command::Back => back(model),
        Command::Filter => {
            let before = model.filter(model.focus).to_owned();
            model.typing = Some(Typing::Filter(before.clone(), before));
        }
        Command::Logs => act::show_logs(model),
        Command::Restart => return act::restart_or_retry(model),
        Command::Open => return act::open(model),
        Command::Copy => return act::copy(model),
        Command::Zoom => model.zoomed = !model.zoomed,
        Command::Pause => return pause(model),
        Command::Refresh => return Pane::ALL.map(Effect::Refresh).into(),
        Command::Type
        | Command::Help
        | Command::Theme
        | Command::Suspend
        | Command::Redraw
        | Command::Quit => {}
    }
    Vec::new()
}

/// What means the same whatever lies over the panes, and what a page or the help makes of a key.
fn over_the_panes(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    match command {
        Command::Quit => return Some(quit(model)),
        Command::Suspend => return Some(vec![Effect::Suspend]),
        Command::Redraw => return Some(vec![Effect::Redraw]),
        Command::Theme => model.palette = model.palette.next(),
        Command::Type => model.typing = Some(Typing::Command(String::new())),
        Command::Help => match model.overlays.last() {
            Some(Overlay::Help(_)) => drop(model.overlays.pop()),
            _ => model.overlays.push(Overlay::Help(crate::tui::view::help())),
        },
        _ if model.overlays.is_empty() => return None,
        Command::Back | Command::Enter | Command::Explain => drop(model.overlays.pop()),
        Command::Open => return Some(act::open(model)),
        Command::Copy => return Some(act::copy(model)),
        Command::Down => scroll(model, 1),
        Command::Up => scroll(model, -1),
        Command::PageDown => scroll(model, page_height(model)),
        Command::PageUp => scroll(model, -page_height(model)),
        Command::Top => scroll(model, isize::MIN + 1),
        Command::Bottom => scroll(model, isize::MAX),
        _ => {}
    }
    Some(Vec::new())
}

fn quit(model: &mut Model) -> Vec<Effect> {
    let Some(running) = model.running.first() else {
        return vec![Effect::Quit];
    };
    let text = format!(
        "`{}` has not ended: leave all the same?",
        running.action.name()
    );
    let then = Effect::Quit;
    model
        .overlays
        .push(Overlay::Question(Question { text, then }));
    Vec::new()
}

/// One step out: a filter, then the zoom.
fn back(model: &mut Model) {
    let pane = model.focus;
    if model.filter(pane).is_empty() {
        model.zoomed = false;
        if pane == Pane::Logs {
            model.logs.follow();
        }
    } else {
        typing::filter(model, pane, String::new());
    }
}

fn pause(model: &mut Model) -> Vec<Effect> {
    model.paused = !model.paused;
    if model.paused {
        model.logs.hold();
        return Vec::new();
    }
    model.logs.go_on();
    // What came meanwhile was let go.
    Pane::ALL.map(Effect::Refresh).into()
}

fn open_page(model: &mut Model, page: impl FnOnce(&Model) -> Option<Page>) {
    match page(model) {
        Some(page) => model.overlays.push(Overlay::Page(page)),
        None => model.said = Some(Said::Failed(Why::new("no row is selected"))),
    }
}

/// Moves the selection of the pane that has the keys.
pub(super) fn go(model: &mut Model, by: isize) {
    let pane = model.focus;
    if pane == Pane::Logs {
        let filter = model.filter(pane).to_owned();
        model.logs.go(by, &filter);
        return;
    }
    let list = &mut model.lists[pane.index()];
    let lowest = list.shown.len().saturating_sub(1);
    list.selected = list.selected.saturating_add_signed(by).min(lowest);
}

/// Scrolls what lies on top.
pub(super) fn scroll(model: &mut Model, by: isize) {
    let (width, height) = model.size;
    let inner = (width.saturating_sub(4), height.saturating_sub(4));
    match model.overlays.last_mut() {
        Some(Overlay::Page(page) | Overlay::Help(page)) => page.go(by, inner),
        Some(Overlay::Question(_)) | None => {}
    }
}

/// A page of what has the keys, one row less than is seen.
fn page_height(model: &Model) -> isize {
    let (width, height) = model.size;
    let screen = Rect::new(0, 0, width, height);
    let rows = if model.overlays.is_empty() {
        let placed = layout(model, screen)
            .and_then(|it| it.panes.into_iter().find(|it| it.pane == model.focus));
        placed.map_or(1, |placed| height_of_rows(&placed))
    } else {
        usize::from(height.saturating_sub(4))
    };
    isize::try_from(rows.saturating_sub(1).max(1)).unwrap_or(1)
}
