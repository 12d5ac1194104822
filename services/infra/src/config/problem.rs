//! What can be wrong with a configuration. No message holds a value: it might be a secret.

use std::fmt;
use std::path::PathBuf;

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A setting of the TOML file.
    Setting {
        /// The file.
        file: PathBuf,
        /// The setting, with its tables: `log.format`.
        key: String,
    },
    /// An environment variable.
    Variable(String),
    /// A file that an environment variable names.
    FileOf {
        /// The variable.
        variable: String,
        /// The file.
        file: PathBuf,
    },
    /// What holds for this setting where nobody says otherwise.
    Default(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setting { file, key } => write!(formatter, "`{key}` in {}", file.display()),
            Self::Variable(variable) => write!(formatter, "`{variable}`"),
            Self::Default(key) => write!(formatter, "the default of `{key}`"),
            Self::FileOf { variable, file } => {
                write!(formatter, "{}, which `{variable}` names,", file.display())
            }
        }
    }
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A setting that has no default is not given.
    #[error(
        "`{key}` is missing: set `{variable}`, `{variable}_FILE`, or `{key}` in the file that `{config}` names"
    )]
    Missing {
        /// The setting.
        key: String,
        /// The variable that would give it.
        variable: String,
        /// The variable that names the TOML file.
        config: String,
    },
    /// A value is not what the setting takes.
    #[error("{origin} is not valid: {why}")]
    Invalid {
        /// Where the value came from.
        origin: Origin,
        /// What is wrong with it.
        why: String,
    },
    /// A value is given in two ways.
    #[error("`{variable}` and `{variable}_FILE` are both set: keep one")]
    Twice {
        /// The variable.
        variable: String,
    },
    /// A file cannot be read.
    #[error("{origin} cannot be read: {why}")]
    Unreadable {
        /// The file.
        origin: Origin,
        /// What the system said.
        why: String,
    },
    /// The TOML file has a setting that nobody reads.
    #[error("`{key}` in {} is unknown; known are {known}", file.display())]
    Unknown {
        /// The file.
        file: PathBuf,
        /// The setting.
        key: String,
        /// What could stand there.
        known: String,
    },
}

/// Everything that is wrong with a configuration, at least one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The faults, in the order they were found.
    pub problems: Vec<Problem>,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the configuration is not valid")?;
        for problem in &self.problems {
            write!(formatter, "\n  - {problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}
