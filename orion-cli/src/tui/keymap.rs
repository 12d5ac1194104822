//! Which key does what: one table for the keys, the footer, the help and the docs.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::pane::Pane;

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Command {
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// To the first row.
    Top,
    /// To the last row.
    Bottom,
    /// To the next pane.
    NextPane,
    /// To the pane before.
    PreviousPane,
    /// To a pane.
    Focus(Pane),
    /// Into the selected row.
    Enter,
    /// Out again.
    Back,
    /// Narrow the rows.
    Filter,
    /// Type a command.
    Type,
    /// All keys.
    Help,
    /// One pane alone.
    Zoom,
    /// Where the selected figure comes from.
    Explain,
    /// What the selected service writes.
    Logs,
    /// Restart the selected service, or ask again.
    Restart,
    /// The selected row in the browser.
    Open,
    /// The selected row into the clipboard.
    Copy,
    /// Hold everything as it is.
    Pause,
    /// Ask for everything again.
    Refresh,
    /// Other colours.
    Theme,
    /// The shell, for a while.
    Suspend,
    /// Draw anew.
    Redraw,
    /// Leave.
    Quit,
}

/// A key, or several that do the same.
#[derive(Debug)]
pub(crate) struct Binding {
    /// The keys.
    pub(crate) keys: &'static [Key],
    /// What they are called, as help and footer show them.
    pub(crate) shown: &'static str,
    /// What they do, in one or two words, for the footer.
    pub(crate) label: &'static str,
    /// What they do, for help and docs.
    pub(crate) help: &'static str,
    /// How much it matters that the footer shows it: what matters least goes first, 0 is not shown.
    pub(crate) weight: u8,
}

/// A key and what it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key {
    code: KeyCode,
    control: bool,
    /// What it asks for.
    pub(crate) command: Command,
}

#[cfg(test)]
impl Key {
    /// What it is called on a keyboard.
    pub(crate) fn name(self) -> String {
        let name = match self.code {
            KeyCode::Char(letter) => letter.to_string(),
            KeyCode::PageDown => "Page Down".to_owned(),
            KeyCode::PageUp => "Page Up".to_owned(),
            KeyCode::BackTab => "Shift-Tab".to_owned(),
            code => format!("{code:?}"),
        };
        if self.control {
            format!("Ctrl-{}", name.to_uppercase())
        } else {
            name
        }
    }
}

const fn key(code: KeyCode, command: Command) -> Key {
    Key {
        code,
        control: false,
        command,
    }
}

const fn letter(letter: char, command: Command) -> Key {
    key(KeyCode::Char(letter), command)
}

const fn control(letter: char, command: Command) -> Key {
    Key {
        code: KeyCode::Char(letter),
        control: true,
        command,
    }
}

/// The table.
pub(crate) const BINDINGS: &[Binding] = &[
    Binding {
        keys: &[
            letter('j', Command::Down),
            letter('k', Command::Up),
            key(KeyCode::Down, Command::Down),
            key(KeyCode::Up, Command::Up),
            key(KeyCode::PageDown, Command::PageDown),
            key(KeyCode::PageUp, Command::PageUp),
            control('d', Command::PageDown),
            control('u', Command::PageUp),
        ],
        shown: "j/k",
        label: "move",
        help: "one row down or up, as the arrow keys; Page Down, Page Up, Ctrl-D and Ctrl-U a page",
        weight: 7,
    },
    Binding {
        keys: &[
            letter('g', Command::Top),
            letter('G', Command::Bottom),
            key(KeyCode::Home, Command::Top),
            key(KeyCode::End, Command::Bottom),
        ],
        shown: "g/G",
        label: "ends",
        help: "to the first or the last row, as Home and End",
        weight: 0,
    },
    Binding {
        keys: &[
            key(KeyCode::Tab, Command::NextPane),
            key(KeyCode::BackTab, Command::PreviousPane),
            letter('1', Command::Focus(Pane::Workstreams)),
            letter('2', Command::Focus(Pane::Integration)),
            letter('3', Command::Focus(Pane::Quality)),
            letter('4', Command::Focus(Pane::Services)),
            letter('5', Command::Focus(Pane::Requests)),
            letter('6', Command::Focus(Pane::Logs)),
        ],
        shown: "tab",
        label: "pane",
        help: "to the next pane, with Shift to the one before; 1 to 6 lead to a pane",
        weight: 8,
    },
    Binding {
        keys: &[
            key(KeyCode::Enter, Command::Enter),
            key(KeyCode::Esc, Command::Back),
        ],
        shown: "enter",
        label: "detail",
        help: "into the selected row; Esc leads out again, and takes a filter away",
        weight: 6,
    },
    Binding {
        keys: &[letter('/', Command::Filter)],
        shown: "/",
        label: "filter",
        help: "only rows that hold a text",
        weight: 5,
    },
    Binding {
        keys: &[letter(':', Command::Type)],
        shown: ":",
        label: "command",
        help: "type a command; `:help` lists them",
        weight: 1,
    },
    Binding {
        keys: &[letter('?', Command::Help)],
        shown: "?",
        label: "help",
        help: "this",
        weight: 9,
    },
    Binding {
        keys: &[letter('z', Command::Zoom)],
        shown: "z",
        label: "zoom",
        help: "the pane alone, or all of them again",
        weight: 2,
    },
    Binding {
        keys: &[letter('e', Command::Explain)],
        shown: "e",
        label: "explain",
        help: "where the selected figure comes from: its evidence, and the command that shows it",
        weight: 4,
    },
    Binding {
        keys: &[letter('l', Command::Logs)],
        shown: "l",
        label: "logs",
        help: "what the selected service writes; once more: what all of them write",
        weight: 3,
    },
    Binding {
        keys: &[letter('r', Command::Restart)],
        shown: "r",
        label: "restart",
        help: "restart the selected service, after a question; in the other panes ask again, and in Integration ask the \
               running stack",
        weight: 2,
    },
    Binding {
        keys: &[letter('o', Command::Open)],
        shown: "o",
        label: "open",
        help: "the selected row's page in the browser",
        weight: 1,
    },
    Binding {
        keys: &[letter('y', Command::Copy)],
        shown: "y",
        label: "copy",
        help: "the selected row's address, command or text into the terminal's clipboard",
        weight: 1,
    },
    Binding {
        keys: &[letter('p', Command::Pause)],
        shown: "p",
        label: "pause",
        help: "hold the screen as it is, and go on again",
        weight: 1,
    },
    Binding {
        keys: &[letter('R', Command::Refresh)],
        shown: "R",
        label: "refresh",
        help: "ask for everything again",
        weight: 1,
    },
    Binding {
        keys: &[letter('T', Command::Theme)],
        shown: "T",
        label: "theme",
        help: "the next colours: the terminal's own, colour-blind, mono",
        weight: 1,
    },
    Binding {
        keys: &[
            control('z', Command::Suspend),
            control('l', Command::Redraw),
        ],
        shown: "^Z",
        label: "suspend",
        help: "leave the terminal to the shell until `fg`; Ctrl-L draws anew",
        weight: 0,
    },
    Binding {
        keys: &[letter('q', Command::Quit), control('c', Command::Quit)],
        shown: "q",
        label: "quit",
        help: "leave, as Ctrl-C",
        weight: u8::MAX,
    },
];

/// What a key asks for.
pub(crate) fn command_of(event: KeyEvent) -> Option<Command> {
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let keys = BINDINGS.iter().flat_map(|binding| binding.keys);
    let mut found = keys.filter(|key| key.code == event.code && key.control == control);
    found.next().map(|key| key.command)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_key_does_two_things() {
        let keys = BINDINGS.iter().flat_map(|binding| binding.keys);
        let mut seen = HashSet::new();
        for key in keys {
            assert!(seen.insert((key.code, key.control)), "{key:?}");
        }
    }

    #[test]
    fn a_letter_with_control_is_another_key() {
        let with = |modifiers| KeyEvent::new(KeyCode::Char('c'), modifiers);
        assert_eq!(command_of(with(KeyModifiers::CONTROL)), Some(Command::Quit));
        assert_eq!(command_of(with(KeyModifiers::NONE)), None);
        let capital = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert_eq!(command_of(capital), Some(Command::Bottom));
    }
}
