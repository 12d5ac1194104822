//! A line of a service's log, as people read it.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

/// How bad it is; the order is from least to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Every step.
    Trace,
    /// For whoever looks for a fault.
    Debug,
    /// As it should be.
    Info,
    /// It deserves a look.
    Warn,
    /// It is wrong.
    Error,
}

impl Level {
    /// Every level, from least to worst.
    pub const ALL: [Self; 5] = [
        Self::Trace,
        Self::Debug,
        Self::Info,
        Self::Warn,
        Self::Error,
    ];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Trace => "trace",
            Self::Debug => "debug",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }

    /// The level that loggers call by that word, whatever its case.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Some(match word.to_ascii_lowercase().as_str() {
            "trace" => Self::Trace,
            "debug" | "debug1" | "debug2" | "debug3" | "debug4" | "debug5" => Self::Debug,
            "info" | "log" | "notice" | "information" => Self::Info,
            "warn" | "warning" => Self::Warn,
            "error" | "err" | "fatal" | "panic" | "critical" | "crit" | "alert" | "emergency" => {
                Self::Error
            }
            _ => return None,
        })
    }
}

/// A line, taken apart as far as it can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadableLine {
    /// How bad it is, where it says so.
    pub level: Option<Level>,
    /// What it says.
    pub message: String,
    /// What a structured line says beside that, in its order.
    pub fields: Vec<(String, String)>,
}

impl ReadableLine {
    /// What a structured line says in the field of that name, if that is a text.
    #[must_use]
    pub fn told(line: &str, field: &str) -> Option<String> {
        let object: Map<String, Value> = serde_json::from_str(line).ok()?;
        object.get(field)?.as_str().map(str::to_owned)
    }
}

const LEVELS: [&str; 3] = ["level", "severity", "lvl"];
const MESSAGES: [&str; 3] = ["message", "msg", "event"];
/// What is told already by the line's place, or by the engine.
const TOLD: [&str; 5] = ["timestamp", "time", "ts", "@timestamp", "service"];

/// How far into a plain line its level is looked for, in words.
const WORDS: usize = 8;

/// Takes a line apart: an object of JSON by its fields; any other one stays as it is, and its level is the first
/// word that names one.
#[must_use]
pub fn readable(line: &str) -> ReadableLine {
    let line = line.trim_end();
    if line.starts_with('{')
        && let Ok(object) = serde_json::from_str::<Map<String, Value>>(line)
    {
        return structured(object);
    }
    let words = line.split([' ', '\t', '[', ']', '|']);
    let words = words.filter(|word| !word.is_empty()).take(WORDS);
    let level = words
        .filter(|word| word.chars().next().is_some_and(char::is_alphabetic))
        .find_map(|word| {
            let name = word.trim_end_matches(':');
            // A word of a sentence is no level: levels are shouted, or stand in brackets or before a colon.
            let is_marked = name.len() < word.len()
                || name.chars().all(|letter| !letter.is_ascii_lowercase())
                || line.contains(&format!("[{name}]"));
            is_marked.then(|| Level::named(name)).flatten()
        });
    ReadableLine {
        level,
        message: line.to_owned(),
        fields: Vec::new(),
    }
}

fn structured(object: Map<String, Value>) -> ReadableLine {
    let mut line = ReadableLine {
        level: None,
        message: String::new(),
        fields: Vec::new(),
    };
    for (name, value) in object {
        let text = match value {
            Value::String(text) => text,
            Value::Null => continue,
            other => other.to_string(),
        };
        if line.level.is_none() && LEVELS.contains(&name.as_str()) {
            line.level = Level::named(&text);
            if line.level.is_some() {
                continue;
            }
        }
        if line.message.is_empty() && MESSAGES.contains(&name.as_str()) {
            line.message = text;
        } else if !TOLD.contains(&name.as_str()) {
            line.fields.push((name, text));
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(line: &str) -> Option<&'static str> {
        readable(line).level.map(Level::as_str)
    }

    #[test]
    fn an_object_is_taken_apart() {
        let line = readable(
            r#"{"timestamp":"2026-01-01T00:00:00Z","level":"WARN","message":"slow","ms":12,"path":"/a b"}"#,
        );
        assert_eq!(line.level, Some(Level::Warn));
        assert_eq!(line.message, "slow");
        let fields = [("ms", "12"), ("path", "/a b")];
        assert_eq!(
            line.fields,
            fields.map(|(name, text)| (name.to_owned(), text.to_owned()))
        );
    }

    #[test]
    fn a_plain_line_stays_and_tells_its_level() {
        let postgres = "2026-01-01 00:00:00.000 UTC [1] LOG:  database system is ready";
        assert_eq!(readable(postgres).message, postgres);
        assert_eq!(level(postgres), Some("info"));
        assert_eq!(
            level("2026-01-01 00:00:00.1+00:00 [warning] <0.1.0> low disk"),
            Some("warn")
        );
        assert_eq!(level("2026-01-01T00:00:00Z ERROR orion: no"), Some("error"));
        assert_eq!(level("thread main panicked"), None);
        assert_eq!(level("no error here"), None);
        assert_eq!(level("{ this is no JSON"), None);
    }
}
