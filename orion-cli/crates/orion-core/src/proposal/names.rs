//! Names for proposed workstreams.

use std::collections::HashSet;

use crate::ids::WorkstreamId;

/// The longest id that is proposed, in bytes; the limit of an id leaves room for a number behind it.
const LONGEST: usize = 48;

/// Hands out ids, each once.
#[derive(Debug, Default)]
pub struct Names {
    taken: HashSet<String>,
}

impl Names {
    /// An id that reads like `text`: lower case, `-` for what may not stand in an id, and a number behind it
    /// when the name is taken.
    pub fn id(&mut self, text: &str) -> WorkstreamId {
        let mut name = String::with_capacity(text.len());
        for character in text.chars().map(|c| c.to_ascii_lowercase()) {
            if character.is_ascii_alphanumeric() || matches!(character, '_' | '.') {
                name.push(character);
            } else if !name.ends_with('-') {
                name.push('-');
            }
        }
        name.truncate(LONGEST);
        let name = name.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let name = if name.is_empty() { "workstream" } else { name };
        let mut free = name.to_owned();
        let mut number = 1;
        while !self.taken.insert(free.clone()) {
            number += 1;
            free = format!("{name}-{number}");
        }
        WorkstreamId::parse(&free)
            .unwrap_or_else(|error| unreachable!("it is made of letters and digits: {error}"))
    }
}

/// A title for people: `front-end_team` becomes `Front end team`.
#[must_use]
pub fn title_of(name: &str) -> String {
    let spaced: String = name
        .chars()
        .map(|c| if matches!(c, '-' | '_') { ' ' } else { c })
        .collect();
    let trimmed = spaced.trim();
    let mut characters = trimmed.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_gives_an_id_and_none_comes_twice() {
        let mut names = Names::default();
        let mut id = |text: &str| names.id(text).as_str().to_owned();
        assert_eq!(id("Front End"), "front-end");
        assert_eq!(id("front/end"), "front-end-2");
        assert_eq!(id("..."), "workstream");
        assert_eq!(id("über"), "ber");
        assert_eq!(id(&"x".repeat(200)).len(), 48);
        assert_eq!(id(&"x".repeat(200)).len(), 50);
    }

    #[test]
    fn a_title_reads_like_a_title() {
        assert_eq!(title_of("front-end_team"), "Front end team");
        assert_eq!(title_of("-"), "-");
    }
}
