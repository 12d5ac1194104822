//! What lies over the panes: a page, or a question.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Widget as _};
use unicode_width::UnicodeWidthStr as _;

use super::paint;
use crate::output::visible;
use crate::tui::model::{Model, Question};
use crate::tui::page::Page;
use crate::tui::theme::Role;

pub(super) fn draw_page(model: &Model, page: &Page, body: Rect, buffer: &mut Buffer) {
    let style = |role| model.palette.style(role);
    let title = format!(" {} ", visible(&page.title));
    let inner = Rect {
        x: body.x + 2,
        y: body.y + 1,
        width: body.width.saturating_sub(4),
        height: body.height.saturating_sub(2),
    };
    let lines = page.wrapped(inner.width);
    let height = usize::from(inner.height);
    let mut block = Block::bordered()
        .border_set(model.glyphs.border)
        .border_style(style(Role::Focus))
        .title_top(Line::from(Span::styled(title, style(Role::Focus))));
    let last = (page.scroll + height).min(lines.len());
    if lines.len() > height {
        let place = format!(" {}-{last} of {} ", page.scroll + 1, lines.len());
        let place = Span::styled(place, style(Role::Dim));
        block = block.title_top(Line::from(place).right_aligned());
    }
    Clear.render(body, buffer);
    block.render(body, buffer);
    let seen = lines.iter().skip(page.scroll).take(height);
    for ((role, line), y) in seen.zip(inner.y..) {
        let place = Rect {
            y,
            height: 1,
            ..inner
        };
        paint::text(model, buffer, place, line, *role);
    }
}

pub(super) fn draw_question(model: &Model, question: &Question, body: Rect, buffer: &mut Buffer) {
    let answers = "y yes   any other key no";
    let widest = question.text.width().max(answers.width()) + 4;
    let width = u16::try_from(widest).unwrap_or(u16::MAX).min(body.width);
    let inner_width = usize::from(width.saturating_sub(4).max(1));
    let lines = textwrap::wrap(&question.text, inner_width);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let height = height.saturating_add(3).min(body.height);
    let area = Rect {
        x: body.x + (body.width - width) / 2,
        y: body.y + (body.height - height) / 2,
        width,
        height,
    };
    Clear.render(area, buffer);
    Block::bordered()
        .border_set(model.glyphs.border)
        .border_style(model.palette.style(Role::Warn))
        .render(area, buffer);
    let place = |y| Rect {
        x: area.x + 2,
        y,
        width: area.width.saturating_sub(4),
        height: 1,
    };
    for (line, y) in lines.iter().zip(area.y + 1..area.bottom() - 1) {
        paint::text(model, buffer, place(y), line, Role::Path);
    }
    paint::text(model, buffer, place(area.bottom() - 2), answers, Role::Hint);
}
