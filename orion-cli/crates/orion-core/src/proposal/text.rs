//! The text of a proposed `workstreams.toml`.

use std::fmt::{self, Write as _};

use super::{Proposal, ProposedRule, ProposedWorkstream};
use crate::ownership::Access;

/// How wide a line of the file is before a list is broken, in characters.
const WIDTH: usize = 100;

impl fmt::Display for Proposal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("# Who owns what in this repository, and who works on it.\n")?;
        for sentence in &self.about {
            writeln!(f, "# {}", printable(sentence))?;
        }
        f.write_str(
            "#\n# `orion owner PATH` says by which line a path belongs to whom; the most specific pattern wins,\n\
             # wherever it stands. `orion check --all` holds this file against the tracked files.\n\n",
        )?;
        writeln!(f, "schema = 1\n\n[project]")?;
        writeln!(f, "name = {}", quoted(&self.name))?;
        if self.base != "main" {
            writeln!(f, "base = {}", quoted(&self.base))?;
        }
        f.write_str(
            "\n[identity]\n\
             branch = \"{workstream}/*\"    # work on branch `<workstream>/…` is that workstream's\n\n\
             [ownership]\n\
             unowned = \"warn\"             # a path that nobody owns: allow | warn | deny\n",
        )?;
        for workstream in &self.workstreams {
            f.write_char('\n')?;
            write_workstream(f, workstream, self.leaves_room)?;
        }
        Ok(())
    }
}

fn write_workstream(
    f: &mut fmt::Formatter<'_>,
    workstream: &ProposedWorkstream,
    leaves_room: bool,
) -> fmt::Result {
    if !workstream.about.is_empty() {
        writeln!(f, "# {}", printable(&workstream.about))?;
    }
    writeln!(f, "[workstreams.{}]", key(workstream.id.as_str()))?;
    writeln!(f, "title = {}", quoted(&workstream.title))?;
    if let Some(lead) = workstream.members.first() {
        writeln!(f, "lead = {}", quoted(lead))?;
        let members: Vec<String> = workstream.members.iter().map(|one| quoted(one)).collect();
        write_list(f, "members", &members)?;
    }
    if leaves_room {
        f.write_str("members = []\nneeds = []\n")?;
    }
    let plain = workstream.owns.iter().all(|rule| rule.about.is_empty());
    if plain {
        let rules: Vec<String> = workstream.owns.iter().map(written).collect();
        return write_list(f, "owns", &rules);
    }
    f.write_str("owns = [\n")?;
    for rule in &workstream.owns {
        write!(f, "  {},", written(rule))?;
        if !rule.about.is_empty() {
            write!(f, "    # {}", printable(&rule.about))?;
        }
        f.write_char('\n')?;
    }
    f.write_str("]\n")
}

fn write_list(f: &mut fmt::Formatter<'_>, name: &str, values: &[String]) -> fmt::Result {
    let line = format!("{name} = [{}]", values.join(", "));
    if line.chars().count() <= WIDTH {
        return writeln!(f, "{line}");
    }
    writeln!(f, "{name} = [")?;
    for value in values {
        writeln!(f, "  {value},")?;
    }
    f.write_str("]\n")
}

fn written(rule: &ProposedRule) -> String {
    let pattern = quoted(&rule.pattern);
    match rule.access {
        Access::Full => pattern,
        access => format!("{{ path = {pattern}, access = \"{}\" }}", access.as_str()),
    }
}

/// A key of a table: bare where TOML allows it.
fn key(text: &str) -> String {
    if text.contains('.') {
        quoted(text)
    } else {
        text.to_owned()
    }
}

/// A TOML string: literal where that spares escapes.
pub(super) fn quoted(text: &str) -> String {
    if text.contains('\\') && !text.contains(|c: char| c == '\'' || c.is_control()) {
        return format!("'{text}'");
    }
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            // Writing to a `String` cannot fail.
            c if c.is_control() => drop(write!(quoted, "\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A comment holds no control character.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_survive_a_toml_reader() {
        for text in [
            "plain",
            "a\\*b",
            "it's \\ here",
            "\"q\"",
            "tab\tand\u{1}",
            "ünï\u{85}",
        ] {
            let document = format!("x = {}", quoted(text));
            let table: toml::Table = document.parse().unwrap();
            assert_eq!(table["x"].as_str(), Some(text), "{document}");
        }
    }
}
