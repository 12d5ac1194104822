//! What the flags and the environment ask for, and which of them asked.

use crate::cli::{Color, GlobalArguments, Intent};
use crate::env_vars::Environment;

/// Where a setting's value came from: a flag goes before the environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A flag.
    Flag,
    /// An environment variable.
    Environment,
}

/// How to speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settings {
    /// When to use colours.
    pub(crate) color: Color,
    /// Whether the conversation is limited to errors.
    pub(crate) quiet: bool,
    /// Whether failures are answered in JSON too.
    pub(crate) json: bool,
    /// What to log, and who asked for it; without it no log is started.
    pub(crate) log: Option<(String, Origin)>,
}

impl Settings {
    /// Lets the flags decide, then the environment.
    pub(crate) fn resolve(
        arguments: &GlobalArguments,
        intent: Intent,
        environment: &Environment,
    ) -> Self {
        let level = match arguments.verbose {
            0 => None,
            1 => Some("info"),
            2 => Some("debug"),
            _ => Some("trace"),
        };
        let flag = level.map(|level| (level.to_owned(), Origin::Flag));
        let variable = || {
            let filter = environment.log.clone()?;
            Some((filter, Origin::Environment))
        };
        Self {
            color: arguments.color,
            quiet: arguments.quiet,
            json: intent.json,
            log: flag.or_else(variable),
        }
    }
}
