//! The README as prose and steps.
//!
//! A block that begins with ```` ```console tour ```` holds commands (`$ …`, continued by `> …`), each followed by
//! what it says. Every command ends with 0; in a block that begins with ```` ```console tour refused ```` the last
//! one ends with 1.

/// One command of the tour.
#[derive(Debug, Default)]
pub(crate) struct Step {
    /// The command, perhaps over several lines.
    pub(crate) command: String,
    /// What the README shows that it says.
    pub(crate) shown: String,
    /// Whether it is to end with 1.
    pub(crate) refused: bool,
}

/// A stretch of the README.
#[derive(Debug)]
pub(crate) enum Piece {
    /// Prose, with everything between two steps.
    Text(String),
    /// A step of the tour.
    Step(Step),
}

/// Takes the README apart.
pub(crate) fn parse(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut prose = String::new();
    let mut block: Option<(Vec<Step>, bool)> = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches('\n');
        match &mut block {
            None => {
                prose.push_str(line);
                if let Some(marks) = bare.strip_prefix("```console tour") {
                    block = Some((Vec::new(), marks.trim() == "refused"));
                    pieces.push(Piece::Text(std::mem::take(&mut prose)));
                }
            }
            Some((steps, refused)) if bare == "```" => {
                let last = steps.last_mut().expect("a block has a command");
                last.refused = *refused;
                pieces.extend(std::mem::take(steps).into_iter().map(Piece::Step));
                prose.push_str(line);
                block = None;
            }
            Some((steps, _)) => read_line(steps, bare),
        }
    }
    assert!(block.is_none(), "the last block of the tour has no end");
    pieces.push(Piece::Text(prose));
    pieces
}

/// Takes in one line of a block.
fn read_line(steps: &mut Vec<Step>, line: &str) {
    match (line.strip_prefix("$ "), steps.last_mut()) {
        (Some(command), _) => steps.push(Step {
            command: command.to_owned(),
            ..Step::default()
        }),
        (None, Some(step)) if step.shown.is_empty() && line.starts_with('>') => {
            let more = line.strip_prefix("> ").unwrap_or("");
            step.command.push('\n');
            step.command.push_str(more);
        }
        (None, Some(step)) => {
            step.shown.push_str(line);
            step.shown.push('\n');
        }
        (None, None) => panic!("output before the first command: {line}"),
    }
}

/// Puts the README together.
pub(crate) fn render(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Step(step) => {
                let mut lines = step.command.split('\n');
                let mut command = format!("$ {}\n", lines.next().unwrap_or(""));
                for line in lines {
                    command.push_str(format!("> {line}").trim_end());
                    command.push('\n');
                }
                command + &step.shown
            }
        })
        .collect()
}
