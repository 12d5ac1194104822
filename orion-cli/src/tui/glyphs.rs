//! What signs are drawn with: Unicode where the locale has it, ASCII elsewhere. Each is one column wide.

use ratatui::symbols::border::{self, Set};

/// The signs of one character set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyphs {
    /// Something is as it should be.
    pub(crate) ok: &'static str,
    /// Something is on its way, or deserves a look.
    pub(crate) warn: &'static str,
    /// Something is wrong.
    pub(crate) fail: &'static str,
    /// Something has not begun.
    pub(crate) idle: &'static str,
    /// Something is not known.
    pub(crate) unknown: &'static str,
    /// Before the selected row.
    pub(crate) selected: &'static str,
    /// Between the parts of a line.
    pub(crate) dot: &'static str,
    /// Where text was cut.
    pub(crate) more: char,
    /// A cell of a bar: proved, unknown, missing.
    pub(crate) bar: [&'static str; 3],
    /// The eighths of a bar's last cell, from one to seven; none where there are no such signs.
    pub(crate) eighths: Option<[&'static str; 7]>,
    /// What stands for the eight levels of a trend, where they cannot be drawn.
    pub(crate) levels: Option<[&'static str; 8]>,
    /// The border of a pane.
    pub(crate) border: Set<'static>,
}

/// For a terminal that shows Unicode.
pub(crate) static UNICODE: Glyphs = Glyphs {
    ok: "✓",
    warn: "▲",
    fail: "✗",
    idle: "○",
    unknown: "?",
    selected: "▶",
    dot: "·",
    more: '…',
    bar: ["█", "▒", "·"],
    eighths: Some(["▏", "▎", "▍", "▌", "▋", "▊", "▉"]),
    levels: None,
    border: border::ROUNDED,
};

/// For any terminal.
pub(crate) static ASCII: Glyphs = Glyphs {
    ok: "+",
    warn: "~",
    fail: "x",
    idle: "o",
    unknown: "?",
    selected: ">",
    dot: "-",
    more: '~',
    bar: ["#", "?", "."],
    eighths: None,
    levels: Some(["1", "2", "3", "4", "5", "6", "7", "8"]),
    border: Set {
        top_left: "+",
        top_right: "+",
        bottom_left: "+",
        bottom_right: "+",
        vertical_left: "|",
        vertical_right: "|",
        horizontal_top: "-",
        horizontal_bottom: "-",
    },
};
