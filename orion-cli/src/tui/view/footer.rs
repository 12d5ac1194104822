//! The last line: what is being typed, what happened, what runs, or the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr as _;

use super::paint::{self, Pieces};
use crate::output::visible;
use crate::tui::keymap::BINDINGS;
use crate::tui::model::{Model, Said, Typing};
use crate::tui::theme::Role;

pub(super) fn draw(model: &Model, area: Rect, buffer: &mut Buffer) {
    if let Some(typing) = &model.typing {
        return typed(model, typing, area, buffer);
    }
    let mut pieces: Pieces = Vec::new();
    match &model.said {
        Some(Said::Done(text)) => {
            pieces.push((Role::Ok, format!(" {} ", model.glyphs.ok)));
            pieces.push((Role::Text, visible(text).into_owned()));
        }
        Some(Said::Failed(why)) => {
            pieces.push((Role::Fail, format!(" {} ", model.glyphs.fail)));
            pieces.push((Role::Text, visible(&why.message).into_owned()));
            if let Some(hint) = &why.hint {
                pieces.push((Role::Hint, format!("  {}", visible(hint))));
            }
        }
        None => match model.running.last() {
            Some(running) => {
                pieces.push((Role::Warn, format!(" {} ", model.glyphs.warn)));
                pieces.push((Role::Text, format!("{}: ", running.action.name())));
                pieces.push((Role::Dim, visible(&running.said).into_owned()));
            }
            None => pieces = keys(usize::from(area.width)),
        },
    }
    paint::pieces(model, buffer, area, &pieces);
}

/// What is typed, with a cursor at its end.
fn typed(model: &Model, typing: &Typing, area: Rect, buffer: &mut Buffer) {
    let (sign, text) = match typing {
        Typing::Filter(text, _) => ('/', text),
        Typing::Command(text) => (':', text),
    };
    let room = usize::from(area.width.saturating_sub(3));
    // What was typed last is seen, however much it is.
    let mut from = 0;
    while text[from..].width() > room {
        from += text[from..].chars().next().map_or(1, char::len_utf8);
    }
    let pieces = vec![
        (Role::Focus, format!(" {sign}")),
        (Role::Text, text[from..].to_owned()),
    ];
    let x = paint::pieces(model, buffer, area, &pieces);
    let cursor = Rect {
        x: x.min(area.right().saturating_sub(1)),
        width: 1,
        ..area
    };
    buffer.set_style(cursor, model.palette.style(Role::Selected));
}

/// The keys that fit, those that matter most.
fn keys(width: usize) -> Pieces {
    let length = |shown: &str, label: &str| shown.width() + label.width() + 3;
    let mut shown: Vec<_> = BINDINGS.iter().filter(|it| it.weight > 0).collect();
    let total = |shown: &[&crate::tui::keymap::Binding]| -> usize {
        shown.iter().map(|it| length(it.shown, it.label)).sum()
    };
    while total(&shown) > width && shown.len() > 1 {
        let least = shown.iter().map(|it| it.weight).min();
        if let Some(last) = shown.iter().rposition(|it| Some(it.weight) == least) {
            shown.remove(last);
        }
    }
    let mut pieces = Vec::new();
    for binding in shown {
        pieces.push((Role::Hint, format!(" {}", binding.shown)));
        pieces.push((Role::Dim, format!(" {} ", binding.label)));
    }
    pieces
}
