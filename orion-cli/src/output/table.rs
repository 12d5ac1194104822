//! Rows under a head, each column as wide as its widest cell.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use super::{Theme, visible};

/// What a cell is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// Plain text.
    #[default]
    Plain,
    /// As it should be.
    Ok,
    /// Worth a look.
    Warn,
    /// Wrong.
    Fail,
    /// What matters least.
    Dim,
}

/// A cell: its text, which may come from elsewhere, and what it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    text: String,
    role: Role,
}

impl Cell {
    /// A cell in a role.
    pub(crate) fn new(text: impl Into<String>, role: Role) -> Self {
        let text = text.into();
        // What is harmless, as almost everything is, stays where it is.
        let shown = match visible(&text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(shown) => Some(shown),
        };
        let text = shown.unwrap_or(text);
        Self { text, role }
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::new(text, Role::Plain)
    }
}

/// The table as lines.
pub(crate) fn render_table<const N: usize>(
    head: [&str; N],
    rows: &[[Cell; N]],
    theme: Theme,
) -> String {
    let head = head.map(|text| Cell::new(text, Role::Dim));
    let all = || std::iter::once(&head).chain(rows);
    let width = |column: usize| all().map(|row| row[column].text.chars().count()).max();
    let widths: [usize; N] = std::array::from_fn(|column| width(column).unwrap_or_default());
    let mut text = String::new();
    for row in all() {
        // Nothing is written after the last cell that says something.
        let last = row.iter().rposition(|cell| !cell.text.is_empty());
        for (column, cell) in row.iter().enumerate() {
            if Some(column) > last {
                break;
            }
            let width = if Some(column) == last {
                0
            } else {
                widths[column]
            };
            if column > 0 {
                text.push_str("  ");
            }
            // Writing into a string cannot fail.
            let _ = write_cell(&mut text, cell, width, theme);
        }
        text.push('\n');
    }
    text
}

fn write_cell(to: &mut String, cell: &Cell, width: usize, theme: Theme) -> fmt::Result {
    let text = &cell.text;
    match cell.role {
        Role::Plain => write!(to, "{text:<width$}"),
        Role::Ok => write!(to, "{:<width$}", theme.ok(text)),
        Role::Warn => write!(to, "{:<width$}", theme.warn(text)),
        Role::Fail => write!(to, "{:<width$}", theme.fail(text)),
        Role::Dim => write!(to, "{:<width$}", theme.dim(text)),
    }
}
