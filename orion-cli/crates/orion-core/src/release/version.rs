//! The version of a contract's document, read and raised in the text itself: all the rest stays byte for byte.

use std::cmp::Ordering;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use super::{json_value, yaml_value};

/// Which part of a version is raised.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Bump {
    /// The first.
    Major,
    /// The second.
    #[default]
    Minor,
    /// The third.
    Patch,
}

/// A version as it is written in a document, such as `1.4.0`, `v2` or `3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionText {
    text: String,
    numbers: Vec<u64>,
}

impl VersionText {
    /// Reads one to three numbers, after a `v` if there is one. What follows a `-` or `+` is left aside.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let core = text.strip_prefix('v').unwrap_or(text);
        let core = core.split(['-', '+']).next()?;
        let number = |part: &str| {
            let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| part.parse().ok()).flatten()
        };
        let numbers: Option<Vec<u64>> = core.split('.').map(number).collect();
        let numbers = numbers.filter(|numbers| numbers.len() <= 3)?;
        Some(Self {
            text: text.to_owned(),
            numbers,
        })
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The next one. A version with fewer numbers than the part to be raised has its last one raised, but a third is
    /// added to two.
    #[must_use]
    pub fn raised(&self, bump: Bump) -> Option<Self> {
        let mut numbers = self.numbers.clone();
        let at = match bump {
            _ if numbers.len() == 1 => 0,
            Bump::Major => 0,
            Bump::Minor => 1,
            Bump::Patch => 2,
        };
        numbers.resize(numbers.len().max(at + 1), 0);
        numbers[at] = numbers[at].checked_add(1)?;
        numbers[at + 1..].fill(0);
        let words: Vec<_> = numbers.iter().map(ToString::to_string).collect();
        let prefix = if self.text.starts_with('v') { "v" } else { "" };
        Some(Self {
            text: format!("{prefix}{}", words.join(".")),
            numbers,
        })
    }
}

impl PartialOrd for VersionText {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let length = self.numbers.len().max(other.numbers.len());
        let part = |version: &Self, at: usize| version.numbers.get(at).copied().unwrap_or(0);
        let ordering = (0..length).map(|at| part(self, at).cmp(&part(other, at)));
        Some(ordering.fold(Ordering::Equal, Ordering::then))
    }
}

/// The version of a document: `info.version` of `OpenAPI`, a `version` at its top, or the number at the end of its `$id`.
/// JSON and YAML are told apart by what the text begins with.
#[must_use]
pub fn version_of(text: &str) -> Option<VersionText> {
    find(text).map(|(_, version)| version)
}

/// The document with its version raised, and the versions before and after; `None` where it has none.
#[must_use]
pub fn bump(text: &str, bump: Bump) -> Option<(String, VersionText, VersionText)> {
    let (range, old) = find(text)?;
    let new = old.raised(bump)?;
    let mut raised = text.to_owned();
    raised.replace_range(range, new.as_str());
    // What does not read back was not understood, and is better left alone.
    let is_understood = version_of(&raised).is_some_and(|read| read == new);
    is_understood.then_some((raised, old, new))
}

/// Where the version stands in the text, and what it is.
fn find(text: &str) -> Option<(Range<usize>, VersionText)> {
    let is_json = text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('{');
    let at = |path: &[&str]| {
        if is_json {
            json_value::find(text, path)
        } else {
            yaml_value::find(text, path)
        }
    };
    for path in [&["info", "version"][..], &["version"]] {
        if let Some(range) = at(path) {
            let version = VersionText::parse(&text[range.clone()])?;
            return Some((range, version));
        }
    }
    let id = at(&["$id"])?;
    let colon = text[id.clone()].rfind(':')?;
    let range = id.start + colon + 1..id.end;
    let number = &text[range.clone()];
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let version = VersionText::parse(number)?;
    is_number.then_some((range, version))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, by: Bump) -> String {
        match bump(text, by) {
            None => "no version".to_owned(),
            Some((text, old, new)) => format!("{} -> {}: {text}", old.as_str(), new.as_str()),
        }
    }

    #[test]
    fn the_rest_stays_byte_for_byte() {
        let json = "{\r\n  \"openapi\": \"3.1.0\",\r\n  \"x\": {\"version\": \"9.9.9\", \"info\": {\"version\": \"8\"}},\r\n  \"info\" : { \"title\": \"a \\\"version\\\": \\\\\", \"version\" :  \"1.4.2\" }\r\n}";
        let (raised, old, new) = bump(json, Bump::Minor).unwrap();
        assert_eq!((old.as_str(), new.as_str()), ("1.4.2", "1.5.0"));
        assert_eq!(raised, json.replace("1.4.2", "1.5.0"));

        let yaml = "# version: 0\r\nopenapi: 3.1.0\r\ninfo:\r\n  # version: 7\r\n  contact:\r\n    version: 5\r\n  version: '1.4.2' # here\r\npaths: {}\r\n";
        let (raised, _, new) = bump(yaml, Bump::Patch).unwrap();
        assert_eq!(new.as_str(), "1.4.3");
        assert_eq!(raised, yaml.replace("1.4.2", "1.4.3"));
    }

    #[test]
    fn each_part_and_each_place() {
        assert_eq!(
            told(r#"{"version": "v1.2"}"#, Bump::Major),
            r#"v1.2 -> v2.0: {"version": "v2.0"}"#
        );
        assert_eq!(
            told(r#"{"version": 3}"#, Bump::Patch),
            r#"3 -> 4: {"version": 4}"#
        );
        assert_eq!(
            told(r#"{"$id": "urn:shop:event:user.deleted:1"}"#, Bump::Minor),
            r#"1 -> 2: {"$id": "urn:shop:event:user.deleted:2"}"#
        );
        assert_eq!(
            told("info: # it\n  title: x\n  version: 1.2\n", Bump::Patch),
            "1.2 -> 1.2.1: info: # it\n  title: x\n  version: 1.2.1\n"
        );
        assert_eq!(
            told("version: \"1.0.0-beta\"\n", Bump::Major),
            "1.0.0-beta -> 2.0.0: version: \"2.0.0\"\n"
        );
    }

    #[test]
    fn what_has_none_is_left_alone() {
        for text in [
            "",
            "{}",
            "{",
            "{\"info\": {\"version\": \"next\"}}",
            "{\"info\": {\"version\": null}}",
            "{\"info\": \"version\"}",
            "{\"$id\": \"https://acme.example/user\"}",
            "{\"version\": \"1.2.3.4\"}",
            "{\"version\": \"18446744073709551615\"}",
            "{\"properties\": {\"version\": {\"const\": 2}}}",
            "info: {version: 1}\n",
            "- version: 1\n",
            "text:\n  version: 1\n",
            "info: |\n  version: 1\n",
        ] {
            assert_eq!(told(text, Bump::Minor), "no version", "{text}");
        }
    }

    #[test]
    fn versions_have_an_order() {
        let version = |text| VersionText::parse(text).unwrap();
        assert!(version("1.10.0") > version("1.9.9"));
        assert!(version("2") > version("1.9"));
        assert!(version("v1.0") >= version("1"));
    }
}
