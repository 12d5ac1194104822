//! The files that the static checks read, and places in them.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use super::check::Place;
use crate::config::{Service, Workspace};
use crate::diagnostic::LineIndex;

/// The policy's file.
pub const POLICY: &str = "workstreams.toml";

/// What the static checks look at.
#[derive(Debug, Clone)]
pub struct Sources<'a> {
    /// `workstreams.toml`, read.
    pub workspace: &'a Workspace,
    /// `workstreams.toml`, as it is written.
    pub policy: &'a str,
    /// The files that were asked for, by their path; those that are not there are left out.
    pub files: BTreeMap<String, String>,
}

impl Sources<'_> {
    /// A file's text, if it is there.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The files below a directory, or the file itself.
    pub fn below<'s>(&'s self, path: &str) -> impl Iterator<Item = (&'s str, &'s str)> + use<'s> {
        let directory = path.trim_end_matches('/').to_owned();
        self.files.iter().filter_map(move |(name, text)| {
            let rest = name.strip_prefix(directory.as_str())?;
            let is_it = rest.is_empty() || rest.starts_with('/') || directory.is_empty();
            is_it.then_some((name.as_str(), text.as_str()))
        })
    }

    /// Where `workstreams.toml` says that of a service: the line of the entry of that key, or the service's own.
    #[must_use]
    pub fn entry(&self, service: &Service, key: &str, value: &str) -> Place {
        self.place(&["services", service.name.as_str(), key], value)
    }

    /// The line of that key's entry `value`, or of what stands nearest above it.
    #[must_use]
    pub fn place(&self, keys: &[&str], value: &str) -> Place {
        let (root, _) = DeTable::parse_recoverable(self.policy);
        let lines = LineIndex::new(self.policy);
        let offset = find(root.get_ref(), keys, value);
        Place::file(POLICY, offset.map(|offset| lines.line(offset)))
    }
}

/// The offset of the deepest of the keys that is there; of the array's item that is `value` if the last one is.
fn find(table: &DeTable<'_>, keys: &[&str], value: &str) -> Option<usize> {
    let (key, rest) = keys.split_first()?;
    let (at, found) = table
        .iter()
        .find(|(name, _)| name.get_ref().as_ref() == *key)?;
    let here = at.span().start;
    match found.get_ref() {
        DeValue::Table(table) if !rest.is_empty() => find(table, rest, value).or(Some(here)),
        DeValue::Array(items) => {
            let is_it = |item: &&Spanned<DeValue<'_>>| matches!(item.get_ref(), DeValue::String(text) if text == value);
            let item = items.iter().find(is_it);
            Some(item.map_or(here, |item| item.span().start))
        }
        _ => Some(here),
    }
}

/// Reads a document of JSON, or of YAML where its name says so.
///
/// # Errors
/// What is wrong with it, with its line where that is known.
pub fn document(path: &str, text: &str) -> Result<Value, (Option<usize>, String)> {
    let is = |ending: &str| {
        path.rsplit_once('.')
            .is_some_and(|(_, end)| end.eq_ignore_ascii_case(ending))
    };
    if is("yaml") || is("yml") {
        return serde_saphyr::from_str(text).map_err(|error| {
            let line = error
                .location()
                .and_then(|at| usize::try_from(at.line()).ok());
            (line, first_line(&error.to_string()))
        });
    }
    serde_json::from_str(text).map_err(|error| (Some(error.line()), error.to_string()))
}

/// Errors of parsers draw pictures below their first line.
fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse;

    #[test]
    fn an_entry_is_found_where_it_is_written() {
        let policy = "schema = 1\n[project]\nname = \"shop\"\nbase = \"main\"\n[workstreams.a]\n\
                      [services.web]\nworkstream = \"a\"\nprovides = [\n  \"one\",\n  \"two\",\n]\n\
                      [services.web.env]\nA = \"b\"\n";
        let workspace = parse(policy).workspace.unwrap();
        let sources = Sources {
            workspace: &workspace,
            policy,
            files: BTreeMap::new(),
        };
        let web = &workspace.services[0];
        let line = |key: &str, value: &str| sources.entry(web, key, value);
        assert_eq!(line("provides", "two"), Place::file(POLICY, Some(10)));
        assert_eq!(line("provides", "three"), Place::file(POLICY, Some(8)));
        assert_eq!(line("database", ""), Place::file(POLICY, Some(6)));
        let variable = sources.place(&["services", "web", "env", "A"], "");
        assert_eq!(variable, Place::file(POLICY, Some(13)));
        assert_eq!(sources.place(&["nothing"], ""), Place::file(POLICY, None));
    }

    #[test]
    fn a_document_is_json_or_yaml_by_its_name() {
        let json = document("a.json", "{\"a\": 1}").unwrap();
        assert_eq!(document("a.yaml", "a: 1\n").unwrap(), json);
        let (line, _) = document("a.json", "{\n\"a\":\n").unwrap_err();
        assert_eq!(line, Some(3));
        assert!(document("a.yml", "a: [").is_err());
    }
}
