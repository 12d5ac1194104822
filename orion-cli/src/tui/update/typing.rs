//! Text that is typed: a filter, or a command.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use orion_core::escape::is_hidden;

use super::{Dirty, act};
use crate::tui::command_line::read;
use crate::tui::effect::Effect;
use crate::tui::model::{Model, Said, Typing};
use crate::tui::pane::Pane;

/// How much may be typed, in bytes.
const LONGEST: usize = 1_000;

pub(super) fn pressed(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    match event.code {
        KeyCode::Enter => return done(model),
        KeyCode::Esc => cancel(model),
        KeyCode::Char('c') if control => cancel(model),
        KeyCode::Char('u') if control => edit(model, String::clear),
        KeyCode::Char('w') if control => edit(model, |text| {
            let kept = text.trim_end().rfind(' ').map_or(0, |at| at + 1);
            text.truncate(kept);
        }),
        KeyCode::Backspace => {
            let is_empty = match &model.typing {
                Some(Typing::Command(text) | Typing::Filter(text, _)) => text.is_empty(),
                None => false,
            };
            if is_empty {
                cancel(model);
            } else {
                edit(model, |text| {
                    text.pop();
                });
            }
        }
        KeyCode::Char(typed) if !control => edit(model, |text| insert(text, &typed.to_string())),
        _ => {}
    }
    Vec::new()
}

pub(super) fn pasted(model: &mut Model, pasted: &str) -> (Dirty, Vec<Effect>) {
    if model.typing.is_none() {
        return (false, Vec::new());
    }
    edit(model, |text| insert(text, pasted));
    (true, Vec::new())
}

/// Line ends become spaces; what a terminal would obey is left out.
fn insert(text: &mut String, typed: &str) {
    for character in typed.chars() {
        let character = if character.is_whitespace() {
            ' '
        } else {
            character
        };
        if !is_hidden(character) && text.len() < LONGEST {
            text.push(character);
        }
    }
}

fn edit(model: &mut Model, change: impl FnOnce(&mut String)) {
    match &mut model.typing {
        Some(Typing::Command(text)) => change(text),
        Some(Typing::Filter(text, _)) => {
            change(text);
            let text = text.clone();
            filter(model, model.focus, text);
        }
        None => {}
    }
}

fn cancel(model: &mut Model) {
    if let Some(Typing::Filter(_, before)) = model.typing.take() {
        filter(model, model.focus, before);
    }
}

fn done(model: &mut Model) -> Vec<Effect> {
    let Some(Typing::Command(line)) = model.typing.take() else {
        return Vec::new();
    };
    match read(&line) {
        Ok(Some(typed)) => act::typed(model, typed),
        Ok(None) => Vec::new(),
        Err(why) => {
            model.said = Some(Said::Failed(why));
            Vec::new()
        }
    }
}

/// Gives a pane another filter.
pub(super) fn filter(model: &mut Model, pane: Pane, text: String) {
    let before = model.selected_key(pane);
    model.lists[pane.index()].filter = text;
    model.sift(pane, before);
}
