//! What stands in a command for what the change affects.

use bstr::ByteSlice as _;

use super::Affected;
use crate::config::CommandLine;

/// A word in braces that stands for each of several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    /// `{package}`
    Package,
    /// `{workstream}`
    Workstream,
    /// `{file}`
    File,
}

impl Placeholder {
    const ALL: [Self; 3] = [Self::Package, Self::Workstream, Self::File];

    /// What it stands for, as a noun.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Package => "package",
            Self::Workstream => "workstream",
            Self::File => "file",
        }
    }

    fn written(self) -> &'static [u8] {
        match self {
            Self::Package => b"{package}",
            Self::Workstream => b"{workstream}",
            Self::File => b"{file}",
        }
    }

    /// What it stands for now.
    fn values(self, affected: &Affected) -> Vec<Vec<u8>> {
        match self {
            Self::Package => affected
                .packages
                .iter()
                .flatten()
                .map(|name| name.clone().into_bytes())
                .collect(),
            Self::Workstream => affected
                .workstreams
                .iter()
                .map(|id| id.as_str().as_bytes().to_vec())
                .collect(),
            Self::File => affected.files.iter().map(file).collect(),
        }
    }
}

/// A name that begins with `-` would be taken for an option.
fn file(path: &crate::path::RepoPath) -> Vec<u8> {
    let path = path.as_bytes();
    if path.starts_with(b"-") {
        [b"./", path].concat()
    } else {
        path.to_vec()
    }
}

/// A command's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expanded {
    /// The program and its arguments.
    Words(Vec<Vec<u8>>),
    /// There is nothing that the placeholder stands for, so that there is nothing to do.
    Nothing(Placeholder),
}

/// Whether the command has that placeholder. What the shell reads has none: nothing of a name is ever code.
#[must_use]
pub fn asks_for(command: &CommandLine, placeholder: Placeholder) -> bool {
    match command {
        CommandLine::Shell(_) => false,
        CommandLine::Program(words) => words
            .iter()
            .any(|word| word.as_bytes().contains_str(placeholder.written())),
    }
}

/// The command for what is affected: an argument with a placeholder is repeated for each thing that it stands for.
#[must_use]
pub fn expand(command: &CommandLine, affected: &Affected) -> Expanded {
    let mut words: Vec<Vec<u8>> = match command {
        CommandLine::Shell(line) => {
            return Expanded::Words(vec![b"sh".into(), b"-c".into(), line.clone().into_bytes()]);
        }
        CommandLine::Program(words) => words.iter().map(|word| word.clone().into_bytes()).collect(),
    };
    // What a name holds is never looked at again: a file may be called `{package}`, so files come last.
    for placeholder in Placeholder::ALL {
        if !asks_for(command, placeholder) {
            continue;
        }
        let values = placeholder.values(affected);
        if values.is_empty() {
            return Expanded::Nothing(placeholder);
        }
        words = words
            .into_iter()
            .flat_map(|word| repeated(word, placeholder.written(), &values))
            .collect();
    }
    Expanded::Words(words)
}

fn repeated(word: Vec<u8>, written: &[u8], values: &[Vec<u8>]) -> Vec<Vec<u8>> {
    if word.contains_str(written) {
        values
            .iter()
            .map(|value| word.replace(written, value))
            .collect()
    } else {
        vec![word]
    }
}
