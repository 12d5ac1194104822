//! Reads settings one by one and remembers every fault.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fmt::Display;
use std::fs;
use std::path::PathBuf;
use std::str::FromStr;

use super::Secret;
use super::file::{self, Setting};
use super::problem::{ConfigError, Origin, Problem};

/// Stands for a fault that the [`Reader`] has remembered: there is no other way to get one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded(());

/// Reads settings of one service.
#[derive(Debug)]
pub struct Reader {
    prefix: String,
    environment: BTreeMap<String, OsString>,
    path: Option<PathBuf>,
    settings: BTreeMap<String, Setting>,
    defaults: BTreeMap<String, String>,
    unread: bool,
    asked: BTreeSet<String>,
    problems: Vec<Problem>,
}

/// Reads a configuration: `read` asks the reader for every setting first and puts them together after, so
/// that each fault is found.
///
/// # Errors
/// All that is wrong, a setting of the file that `read` never asked for included.
pub fn load<Settings>(
    prefix: &str,
    environment: impl IntoIterator<Item = (OsString, OsString)>,
    read: impl FnOnce(&mut Reader) -> Result<Settings, Recorded>,
) -> Result<Settings, ConfigError> {
    load_over(prefix, BTreeMap::new(), environment, read)
}

/// The same over `defaults`: the texts that settings have when neither the environment nor the file gives
/// them.
///
/// # Errors
/// As [`load`].
pub fn load_over<Settings>(
    prefix: &str,
    defaults: BTreeMap<String, String>,
    environment: impl IntoIterator<Item = (OsString, OsString)>,
    read: impl FnOnce(&mut Reader) -> Result<Settings, Recorded>,
) -> Result<Settings, ConfigError> {
    let mut reader = Reader::new(prefix, defaults, environment);
    let settings = read(&mut reader);
    reader.report_unknown();
    match settings {
        Ok(settings) if reader.problems.is_empty() => Ok(settings),
        _ => Err(ConfigError {
            problems: reader.problems,
        }),
    }
}

impl Reader {
    fn new(
        prefix: &str,
        defaults: BTreeMap<String, String>,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Self {
        let environment: BTreeMap<String, OsString> = environment
            .into_iter()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
            .filter(|(name, _)| name.starts_with(prefix))
            .collect();
        let variable = format!("{prefix}CONFIG");
        let path = environment.get(&variable).map(PathBuf::from);
        let mut reader = Self {
            prefix: prefix.to_owned(),
            environment,
            path,
            settings: BTreeMap::new(),
            defaults,
            unread: false,
            asked: BTreeSet::new(),
            problems: Vec::new(),
        };
        if let Some(path) = reader.path.clone() {
            match file::read(&path) {
                Ok(settings) => reader.settings = settings,
                Err(why) => {
                    reader.unread = true;
                    reader.record(Problem::Unreadable {
                        origin: Origin::FileOf {
                            variable,
                            file: path,
                        },
                        why,
                    });
                }
            }
        }
        reader
    }

    /// The setting, or `default` when nobody gives it.
    ///
    /// # Errors
    /// When it is given but cannot be used; the fault is remembered.
    pub fn value<T>(&mut self, key: &str, default: T) -> Result<T, Recorded>
    where
        T: FromStr<Err: Display>,
    {
        self.optional(key).map(|value| value.unwrap_or(default))
    }

    /// The setting, if somebody gives it.
    ///
    /// # Errors
    /// When it is given but cannot be used; the fault is remembered.
    pub fn optional<T>(&mut self, key: &str) -> Result<Option<T>, Recorded>
    where
        T: FromStr<Err: Display>,
    {
        let Some((text, origin)) = self.text(key)? else {
            return Ok(None);
        };
        match text.parse() {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(self.record(Problem::Invalid {
                origin,
                why: error.to_string(),
            })),
        }
    }

    /// The setting, which has to be given.
    ///
    /// # Errors
    /// When it is missing or cannot be used; the fault is remembered.
    pub fn required<T>(&mut self, key: &str) -> Result<T, Recorded>
    where
        T: FromStr<Err: Display>,
    {
        match self.optional(key)? {
            Some(value) => Ok(value),
            None => Err(self.missing(key)),
        }
    }

    /// The secret, which has to be given.
    ///
    /// # Errors
    /// When it is missing or empty; the fault is remembered.
    pub fn secret(&mut self, key: &str) -> Result<Secret, Recorded> {
        match self.optional_secret(key)? {
            Some(secret) => Ok(secret),
            None => Err(self.missing(key)),
        }
    }

    /// The secret, if somebody gives it.
    ///
    /// # Errors
    /// When it is given but empty; the fault is remembered.
    pub fn optional_secret(&mut self, key: &str) -> Result<Option<Secret>, Recorded> {
        match self.text(key)? {
            Some((text, origin)) if text.is_empty() => Err(self.record(Problem::Invalid {
                origin,
                why: "it is empty".to_owned(),
            })),
            Some((text, _)) => Ok(Some(Secret::from(text))),
            None => Ok(None),
        }
    }

    /// The environment variable of a setting.
    fn variable(&self, key: &str) -> String {
        let name: String = key
            .chars()
            .map(|character| match character {
                '.' | '-' => '_',
                other => other.to_ascii_uppercase(),
            })
            .collect();
        format!("{}{name}", self.prefix)
    }

    /// The setting's text and where it came from.
    fn text(&mut self, key: &str) -> Result<Option<(String, Origin)>, Recorded> {
        self.asked.insert(key.to_owned());
        let variable = self.variable(key);
        let by_file = format!("{variable}_FILE");
        match (
            self.environment.get(&variable).cloned(),
            self.environment.get(&by_file).map(PathBuf::from),
        ) {
            (Some(_), Some(_)) => Err(self.record(Problem::Twice { variable })),
            (Some(value), None) => match value.into_string() {
                Ok(text) => Ok(Some((text, Origin::Variable(variable)))),
                Err(_) => Err(self.record(Problem::Invalid {
                    origin: Origin::Variable(variable),
                    why: "it is not UTF-8".to_owned(),
                })),
            },
            (None, Some(file)) => self.text_of_file(by_file, file).map(Some),
            (None, None) => self.text_of_setting(key),
        }
    }

    /// What stands in the file that a variable names, without the line end that editors put there.
    fn text_of_file(
        &mut self,
        variable: String,
        file: PathBuf,
    ) -> Result<(String, Origin), Recorded> {
        let read = fs::read_to_string(&file);
        let origin = Origin::FileOf { variable, file };
        match read {
            Ok(text) => {
                let text = text.strip_suffix('\n').unwrap_or(&text);
                let text = text.strip_suffix('\r').unwrap_or(text);
                Ok((text.to_owned(), origin))
            }
            Err(error) => Err(self.record(Problem::Unreadable {
                origin,
                why: error.to_string(),
            })),
        }
    }

    fn text_of_setting(&mut self, key: &str) -> Result<Option<(String, Origin)>, Recorded> {
        let (Some(file), Some(setting)) = (self.path.clone(), self.settings.get(key).cloned())
        else {
            let default = self.defaults.get(key).cloned();
            return Ok(default.map(|text| (text, Origin::Default(key.to_owned()))));
        };
        let origin = Origin::Setting {
            file,
            key: key.to_owned(),
        };
        match setting {
            Ok(text) => Ok(Some((text, origin))),
            Err(found) => Err(self.record(Problem::Invalid {
                origin,
                why: format!("it is {found}"),
            })),
        }
    }

    fn missing(&mut self, key: &str) -> Recorded {
        if self.unread {
            // It may stand in the file, whose fault is remembered already.
            return Recorded(());
        }
        let problem = Problem::Missing {
            key: key.to_owned(),
            variable: self.variable(key),
            config: format!("{}CONFIG", self.prefix),
        };
        self.record(problem)
    }

    fn report_unknown(&mut self) {
        let Some(file) = &self.path else { return };
        let known = self
            .asked
            .iter()
            .map(|key| format!("`{key}`"))
            .collect::<Vec<_>>()
            .join(", ");
        for key in self.settings.keys() {
            if !self.asked.contains(key) {
                self.problems.push(Problem::Unknown {
                    file: file.clone(),
                    key: key.clone(),
                    known: known.clone(),
                });
            }
        }
    }

    fn record(&mut self, problem: Problem) -> Recorded {
        self.problems.push(problem);
        Recorded(())
    }
}
