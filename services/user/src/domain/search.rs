//! Search without regard to case, the same on every database: name and address are kept folded, and what is
//! searched for is folded likewise.

use unicode_normalization::UnicodeNormalization as _;

/// Text in the form in which it is compared: composed (NFKC), and without case.
///
/// Each character is raised and then lowered, so that those that share an upper case (`σ` and `ς`, `ss` and `ß`)
/// become the same.
#[must_use]
fn fold(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .nfkc()
        .collect()
}

/// What a search looks through: address and name, and a line between them that no search can cross.
#[must_use]
pub fn searched(email: &str, display_name: &str) -> String {
    format!("{}\n{}", fold(email), fold(display_name))
}

/// What is searched for, as a pattern for `LIKE … ESCAPE '\'`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search(String);

impl Search {
    /// Finds everybody.
    #[must_use]
    pub fn everybody() -> Self {
        Self("%".to_owned())
    }

    /// Finds whose name or address contains the text; its wildcards are letters like any other.
    #[must_use]
    pub fn containing(text: &str) -> Self {
        let mut pattern = String::with_capacity(text.len() + 2);
        pattern.push('%');
        for character in fold(text).chars() {
            if matches!(character, '%' | '_' | '\\') {
                pattern.push('\\');
            }
            pattern.push(character);
        }
        pattern.push('%');
        Self(pattern)
    }

    /// The pattern.
    #[must_use]
    pub fn pattern(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Search, fold};

    #[test]
    fn wildcards_are_letters() {
        assert_eq!(Search::containing(r"100%_\").pattern(), r"%100\%\_\\%");
        assert_eq!(Search::containing("").pattern(), "%%");
    }

    #[test]
    fn case_and_composition_do_not_count() {
        assert_eq!(fold("ÉCOLE"), fold("e\u{301}cole"));
        assert_eq!(fold("ΟΔΟΣ"), "οδοσ");
        assert_eq!(fold("οδός"), "οδόσ");
        assert_eq!(fold("Straße"), fold("STRASSE"));
        assert_eq!(fold("İ"), fold("i\u{307}"));
        assert_eq!(fold("Ada@Example.ORG"), "ada@example.org");
    }

    #[test]
    fn wildcards_that_folding_makes_are_letters_too() {
        assert_eq!(Search::containing("\u{ff05}").pattern(), r"%\%%");
    }
}
