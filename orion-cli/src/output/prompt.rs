//! Questions to whoever sits at the terminal.

use std::io::{self, Write as _};

use super::printer::say;
use crate::failure::Failure;

/// What somebody may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Go on.
    Yes,
    /// Do nothing.
    No,
    /// Edit it first.
    Edit,
}

/// Asks for a line; none when nothing is written.
///
/// # Errors
/// When the terminal cannot be read.
pub(crate) fn ask(question: &str) -> Result<Option<String>, Failure> {
    say(format_args!("{question} "));
    let mut line = String::new();
    io::stderr().flush().map_err(Failure::writing)?;
    io::stdin()
        .read_line(&mut line)
        .map_err(|error| Failure::surroundings(format!("the terminal cannot be read: {error}")))?;
    let line = line.trim();
    Ok((!line.is_empty()).then(|| line.to_owned()))
}

/// Asks for a choice until one is made; the end of the input is a no.
///
/// # Errors
/// As [`ask`].
pub(crate) fn choose(question: &str) -> Result<Choice, Failure> {
    loop {
        let answer = ask(&format!("{question} [y]es, [n]o, [e]dit:"))?;
        match answer.as_deref().map(str::to_lowercase).as_deref() {
            Some("y" | "yes") => return Ok(Choice::Yes),
            None | Some("n" | "no") => return Ok(Choice::No),
            Some("e" | "edit") => return Ok(Choice::Edit),
            Some(_) => {}
        }
    }
}
