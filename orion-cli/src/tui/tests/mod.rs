//! Sessions, replayed, and the screens that they show.

mod sample;
mod screens;
mod sessions;
mod speed;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::effect::Effect;
use super::glyphs::UNICODE;
use super::model::Model;
use super::msg::Msg;
use super::theme::Palette;
use super::update::update;
use super::view::view;

/// An empty dashboard of that size, at nine in the morning.
fn dashboard(columns: u16, rows: u16) -> Model {
    let now = sample::now();
    Model::new(now, TimeZone::UTC, (columns, rows), &UNICODE, Palette::Mono)
}

/// One with everything in it.
fn loaded(columns: u16, rows: u16) -> Model {
    let mut model = dashboard(columns, rows);
    for msg in sample::answers() {
        update(&mut model, msg);
    }
    model
}

/// What it shows, line by line.
fn screen(model: &Model) -> String {
    let (columns, rows) = model.size;
    let area = Rect::new(0, 0, columns, rows);
    let mut buffer = Buffer::empty(area);
    view(model, area, &mut buffer);
    let line = |y| {
        let cells = (0..columns).map(|x| buffer[(x, y)].symbol());
        cells.collect::<String>().trim_end().to_owned()
    };
    (0..rows).map(line).collect::<Vec<_>>().join("\n")
}

/// Presses a key.
fn press(model: &mut Model, code: KeyCode) -> Vec<Effect> {
    update(model, Msg::Key(KeyEvent::new(code, KeyModifiers::NONE))).1
}

/// Types a text, key by key: `\n` is Enter, `\x1b` Esc.
fn write(model: &mut Model, text: &str) -> Vec<Effect> {
    let code = |typed| match typed {
        '\n' => KeyCode::Enter,
        '\x1b' => KeyCode::Esc,
        '\t' => KeyCode::Tab,
        typed => KeyCode::Char(typed),
    };
    let pressed = text.chars().flat_map(|typed| press(model, code(typed)));
    pressed.collect()
}
