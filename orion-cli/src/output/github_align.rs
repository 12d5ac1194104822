//! What `orion github align` answers for people.

use std::fmt::Write as _;

use orion_app::align::{AlignReport, AlignRow, AlignStatus, AnswerReport};
use orion_app::request::Fate;
use orion_core::request::RequestState;

use super::{Theme, visible};

/// One line for each issue, and one for each answer. Writing into a string cannot fail.
pub(crate) fn render_github_align(report: &AlignReport, theme: Theme) -> String {
    let mut text = String::new();
    for row in &report.requests {
        render_row(&mut text, row, theme);
        for answer in &row.answers {
            render_answer(&mut text, answer, theme);
        }
    }
    if text.is_empty() {
        text.push_str("no open requests\n");
    }
    text
}

fn render_row(text: &mut String, row: &AlignRow, theme: Theme) {
    let title = visible(&row.title);
    let state = row.state.map(RequestState::word).unwrap_or_default();
    let _ = match row.status {
        AlignStatus::AsItWas => {
            writeln!(
                text,
                "{} {} {state}: {title}",
                theme.dim("as it was"),
                row.number
            )
        }
        AlignStatus::Aligned => {
            writeln!(
                text,
                "{} {} {state}: {title}",
                theme.ok("aligned"),
                row.number
            )
        }
        AlignStatus::CouldNotTell => writeln!(
            text,
            "{} {}: who is in {} could not be looked up: {title}\n  next: a token with `read:org` sees it",
            theme.warn("could not tell"),
            row.number,
            visible(&row.unknown_teams.join(", ")),
        ),
        AlignStatus::NotARequest => {
            writeln!(text, "{} {}: {title}", theme.dim("no request"), row.number)
        }
    };
}

fn render_answer(text: &mut String, answer: &AnswerReport, theme: Theme) {
    let said = visible(&answer.text);
    let because = answer.because.as_deref().map(visible).unwrap_or_default();
    let _ = match answer.fate {
        Fate::Sent => writeln!(text, "  {} {said}", theme.ok("answered:")),
        Fate::Queued => writeln!(text, "  {} {said} ({because})", theme.warn("queued:")),
        Fate::Refused => writeln!(text, "  {} {said} ({because})", theme.fail("refused:")),
        Fate::AlreadySent | Fate::Shown => Ok(()),
    };
}
