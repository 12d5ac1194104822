//! The TOML file, flattened to settings with dotted names.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml::{Table, Value};

/// What a setting holds: its text, or what it is when it is nothing that text can stand for.
pub(super) type Setting = Result<String, &'static str>;

/// Reads and flattens the file.
///
/// # Errors
/// What the system or the parser said; the parser's words are given without the line, which may hold a
/// secret.
pub(super) fn read(path: &Path) -> Result<BTreeMap<String, Setting>, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let table: Table = text.parse().map_err(|error: toml::de::Error| {
        let line = error
            .span()
            .map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        format!("line {line}: {}", error.message().trim_end())
    })?;
    let mut settings = BTreeMap::new();
    flatten("", table, &mut settings);
    Ok(settings)
}

fn flatten(above: &str, table: Table, settings: &mut BTreeMap<String, Setting>) {
    for (name, value) in table {
        let key = if above.is_empty() {
            name
        } else {
            format!("{above}.{name}")
        };
        let setting = match value {
            Value::Table(table) => {
                flatten(&key, table, settings);
                continue;
            }
            Value::String(text) => Ok(text),
            Value::Integer(number) => Ok(number.to_string()),
            Value::Float(number) => Ok(number.to_string()),
            Value::Boolean(truth) => Ok(truth.to_string()),
            Value::Datetime(instant) => Ok(instant.to_string()),
            Value::Array(_) => Err("an array"),
        };
        settings.insert(key, setting);
    }
}
