//! The exit codes, which are part of the interface.

use std::fmt::Write as _;
use std::process::ExitCode;

/// How `orion` ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Fine.
    Fine,
    /// A rule is violated, or something is unhealthy.
    Violated,
    /// The usage or the configuration is wrong.
    Usage,
    /// The surroundings failed: GitHub, engine, network, git.
    Surroundings,
    /// Interrupted.
    Interrupted,
    /// What a command that Orion ran for somebody ended with.
    OfCommand(u8),
}

impl Exit {
    /// Every exit code and its meaning, for people.
    pub(crate) const MEANINGS: [(Self, &str); 5] = [
        (Self::Fine, "fine"),
        (
            Self::Violated,
            "a rule is violated, or something is unhealthy",
        ),
        (Self::Usage, "the usage or the configuration is wrong"),
        (
            Self::Surroundings,
            "the surroundings failed: git, the disk, the network, the engine",
        ),
        (Self::Interrupted, "interrupted"),
    ];

    /// The number.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Violated => 1,
            Self::Usage => 2,
            Self::Surroundings => 3,
            Self::Interrupted => 130,
            Self::OfCommand(code) => code,
        }
    }

    /// One line for each exit code.
    pub(crate) fn help() -> String {
        let mut text = String::new();
        for (exit, meaning) in Self::MEANINGS {
            // Writing into a string cannot fail.
            let _ = writeln!(text, "  {:>3}  {meaning}", exit.code());
        }
        text
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
