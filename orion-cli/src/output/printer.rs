//! Who speaks.

use std::cell::Cell;
use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal as _, Write};

use orion_core::diagnostic::Diagnostic;
use serde::Serialize;

use super::{Stream, Theme, color, diagnostics, failure, usage};
use crate::cli::Color;
use crate::failure::{Failure, FailureKind};

/// Columns of prose where nobody says how wide the terminal is, and the most that reads well.
const DEFAULT_WIDTH: usize = 80;
const MAXIMUM_WIDTH: usize = 100;

/// Writes the answer to standard output and the conversation to standard error.
#[derive(Debug)]
pub(crate) struct Printer {
    answer: Theme,
    conversation: Theme,
    quiet: bool,
    json: bool,
    answered: Cell<bool>,
}

impl Printer {
    /// A printer that says what it is told to.
    pub(crate) fn new(color: Color, quiet: bool, json: bool) -> Self {
        let theme = |colored| {
            if colored {
                Theme::COLORED
            } else {
                Theme::PLAIN
            }
        };
        Self {
            answer: theme(color::is_colored(io::stdout(), color)),
            conversation: theme(color::is_colored(io::stderr(), color)),
            quiet,
            json,
            answered: Cell::new(false),
        }
    }

    /// A printer for work whose words somebody else shows.
    pub(crate) fn silent() -> Self {
        Self::new(Color::Never, true, false)
    }

    /// How the answer looks.
    pub(crate) fn theme(&self) -> Theme {
        self.answer
    }

    /// How the conversation looks.
    pub(super) fn conversation_theme(&self) -> Theme {
        self.conversation
    }

    /// Whether standard error gets colours.
    pub(super) fn conversation_is_colored(&self) -> bool {
        self.conversation.is_colored()
    }

    /// Whether nothing is to be said that is not asked for.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Columns for prose in the answer.
    pub(crate) fn width() -> usize {
        terminal_size::terminal_size_of(io::stdout()).map_or(DEFAULT_WIDTH, |(width, _)| {
            usize::from(width.0).min(MAXIMUM_WIDTH)
        })
    }

    /// Writes a whole answer. A reader that has gone away has heard enough: that is no failure, so that the
    /// command still ends with its own exit code.
    ///
    /// # Errors
    /// [`Failure::writing`] when it cannot be written, for example to a full disk.
    pub(crate) fn answer(&self, text: impl AsRef<[u8]>) -> Result<(), Failure> {
        let mut stream = self.stream();
        let written = stream.write_all(text.as_ref());
        heard(written.and_then(|()| stream.flush()))
    }

    /// Writes a report as one line of JSON.
    ///
    /// # Errors
    /// As [`Printer::answer`].
    pub(crate) fn json<T: Serialize>(&self, report: &T) -> Result<(), Failure> {
        let mut stream = self.stream();
        let written = match serde_json::to_writer(&mut stream, report) {
            Ok(()) => stream.write_all(b"\n").and_then(|()| stream.flush()),
            Err(error) if error.is_io() => Err(error.into()),
            Err(error) => {
                let message = format!("the answer is no JSON: {error}");
                return Err(Failure::surroundings(message));
            }
        };
        heard(written)
    }

    /// Standard output, for an answer too long to be held as a whole. Errors of writing go through
    /// [`Failure::writing`], which ends the command quietly when the reader has gone away.
    pub(crate) fn stream(&self) -> Stream {
        self.answered.set(true);
        Stream::new()
    }

    /// Says what is worth knowing and asks for nothing.
    pub(crate) fn notice(&self, text: impl Display) {
        if !self.quiet {
            say(format_args!("{} {text}\n", self.conversation.dim("note:")));
        }
    }

    /// Says what deserves a look.
    pub(crate) fn warning(&self, text: impl Display) {
        if !self.quiet {
            say(format_args!(
                "{} {text}\n",
                self.conversation.warn("warning:")
            ));
        }
    }

    /// Says something longer, rendered as the conversation looks. It is said even to those who want quiet: that
    /// is for who calls to decide.
    pub(crate) fn tell(&self, render: impl FnOnce(Theme) -> String) {
        say(format_args!("{}", render(self.conversation)));
    }

    /// Says what to do next.
    pub(crate) fn hint(&self, text: impl Display) {
        if !self.quiet {
            say(format_args!("{} {text}\n", self.conversation.hint("hint:")));
        }
    }

    /// Shows the findings in a text, with the lines they are about.
    pub(crate) fn diagnostics(&self, name: &str, source: &str, findings: &[Diagnostic]) {
        let text = diagnostics::render_diagnostics(name, source, findings, self.conversation);
        say(format_args!("{text}"));
    }

    /// Says why the command could not do its work; in JSON as well, where that was asked for and no answer
    /// has begun.
    pub(crate) fn failure(&self, failure: &Failure) {
        if failure.kind == FailureKind::ReaderGone {
            return;
        }
        say(format_args!(
            "{}",
            failure::render(failure, self.conversation)
        ));
        if self.json && !self.answered.get() {
            // The failure at hand matters more than that it could not be written twice.
            let _ = self.json(&failure::FailureReport::new(failure));
        }
    }

    /// Writes what the command line's parser has to say: help and version are answers, the rest is not.
    ///
    /// # Errors
    /// As [`Printer::answer`].
    pub(crate) fn usage(&self, message: clap::Error) -> Result<(), Failure> {
        let message = usage::harmless(message);
        if !message.use_stderr() {
            return self.answer(usage::render(&message, self.answer));
        }
        say(format_args!(
            "{}",
            usage::render(&message, self.conversation)
        ));
        if self.json {
            self.json(&failure::FailureReport::new(&Failure::from(&message)))?;
        }
        Ok(())
    }
}

/// Whether somebody sits at a terminal: types there, and reads what is answered.
pub(crate) fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// What became of an answer: a reader that has gone away has heard enough.
fn heard(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(Failure::writing),
    }
}

/// Writes to standard error. Nobody is left to tell when that fails.
pub(super) fn say(text: std::fmt::Arguments<'_>) {
    let _ = io::stderr().lock().write_fmt(text);
}
