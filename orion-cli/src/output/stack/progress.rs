//! What is told while a stack comes up or goes down: a block that is drawn again and again on a terminal, plain
//! lines elsewhere, an object a line for programs.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

use orion_app::stack::{Observer, Step};
use serde::Serialize;

use super::step::{is_told, words};
use crate::output::{Printer, visible};

/// At most thirty pictures a second.
const PICTURE: Duration = Duration::from_millis(33);
/// Columns where a terminal does not say how many it has.
const COLUMNS: usize = 80;

/// Tells every step.
pub(crate) struct Progress<'p> {
    printer: &'p Printer,
    form: Form,
    /// Columns that names are padded to.
    width: usize,
    block: RefCell<Block>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Block,
    Lines,
    Json,
    Nothing,
}

#[derive(Debug, Default)]
struct Block {
    services: Vec<(String, String)>,
    /// Lines that stand on the terminal.
    drawn: usize,
    at: Option<Instant>,
}

/// A step as a program reads it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct StepLine<'s> {
    /// Version of this shape.
    schema: u32,
    /// `step`: the report, which comes last, has no such field.
    event: &'static str,
    /// The service that took a step.
    service: &'s str,
    /// The step.
    #[serde(flatten)]
    step: &'s Step,
}

impl<'p> Progress<'p> {
    /// For these services.
    pub(crate) fn new<'n>(
        printer: &'p Printer,
        json: bool,
        services: impl Iterator<Item = &'n str>,
    ) -> Self {
        let form = if json {
            Form::Json
        } else if printer.is_quiet() {
            Form::Nothing
        } else if io::stderr().is_terminal() {
            Form::Block
        } else {
            Form::Lines
        };
        Self {
            printer,
            form,
            width: services.map(str::len).max().unwrap_or_default(),
            block: RefCell::default(),
        }
    }

    /// Draws the last picture, and leaves it.
    pub(crate) fn finish(&self) {
        if self.form == Form::Block {
            let mut block = self.block.borrow_mut();
            self.draw(&mut block);
            block.drawn = 0;
        }
    }

    fn draw(&self, block: &mut Block) {
        let columns = terminal_size::terminal_size_of(io::stderr())
            .map_or(COLUMNS, |(columns, _)| usize::from(columns.0));
        let mut text = String::new();
        if block.drawn > 0 {
            // Up to the block's first line, and everything from there on away.
            let _ = write!(text, "\x1b[{}A\x1b[J", block.drawn);
        }
        for (service, words) in &block.services {
            let name = visible(service);
            let room = columns.saturating_sub(self.width + 3);
            let _ = writeln!(
                text,
                "{name:<width$}  {}",
                cut(words, room),
                width = self.width
            );
        }
        block.drawn = block.services.len();
        block.at = Some(Instant::now());
        self.printer.tell(|_| text);
    }
}

impl Observer for Progress<'_> {
    fn step(&self, service: &str, step: &Step) {
        match self.form {
            Form::Nothing => {}
            Form::Json => {
                let line = StepLine {
                    schema: 1,
                    event: "step",
                    service,
                    step,
                };
                // Whoever reads no more is noticed when the report is written.
                let _ = self.printer.json(&line);
            }
            Form::Lines => {
                if is_told(step) {
                    let name = visible(service);
                    let width = self.width;
                    self.printer
                        .tell(|theme| format!("{name:<width$}  {}\n", words(step, theme)));
                }
            }
            Form::Block => {
                let mut block = self.block.borrow_mut();
                let said = words(step, self.printer.conversation_theme());
                match block.services.iter_mut().find(|(name, _)| name == service) {
                    Some(entry) => entry.1 = said,
                    None => block.services.push((service.to_owned(), said)),
                }
                let is_due = block.at.is_none_or(|at| at.elapsed() >= PICTURE);
                if is_due || is_told(step) {
                    self.draw(&mut block);
                }
            }
        }
    }

    fn note(&self, text: &str) {
        self.printer.notice(visible(text));
    }
}

/// As much of the text as fits; what switches colours takes no room and is kept.
fn cut(text: &str, room: usize) -> String {
    let mut kept = String::new();
    let mut columns = 0;
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter == '\x1b' {
            kept.push(letter);
            for letter in letters.by_ref() {
                kept.push(letter);
                if letter == 'm' {
                    break;
                }
            }
            continue;
        }
        columns += 1;
        if columns <= room {
            kept.push(letter);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_line_is_cut_to_its_room_and_colours_end() {
        assert_eq!(cut("ready after 1.0 s", 5), "ready");
        assert_eq!(cut("\x1b[32mready\x1b[0m after", 3), "\x1b[32mrea\x1b[0m");
        assert_eq!(cut("ready", 80), "ready");
    }
}
