//! A command that the file names. It runs only after `orion trust`.

/// How a command is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommandLine {
    /// One string: handed to the shell (`sh -c`).
    Shell(String),
    /// A list: the program and its arguments, run without a shell. Never empty.
    Program(Vec<String>),
}
