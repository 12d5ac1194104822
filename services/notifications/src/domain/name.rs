//! A name that somebody chose, made fit to be shown to others.

use orion_contracts::text::DISPLAY_NAME_MAX;

/// A name on one line. What could break the line, hide, or turn the direction of the text around it is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownName(String);

impl ShownName {
    /// Of what somebody is called.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let seen: String = name
            .chars()
            .filter(|character| !is_unseen(*character))
            .collect();
        let words: Vec<&str> = seen.split_whitespace().collect();
        Self(words.join(" ").chars().take(DISPLAY_NAME_MAX).collect())
    }

    /// As it is kept and shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether the character is a control or format character (Unicode's `Cc` but for white space, and those of
/// `Cf` that hide text or turn its direction).
fn is_unseen(character: char) -> bool {
    (character.is_control() && !character.is_whitespace())
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::ShownName;
    use proptest::prelude::*;

    #[test]
    fn names_stay_as_they_are() {
        for name in [
            "Ada Lovelace",
            "Ἀρχιμήδης",
            "李小龍",
            "{{ 7 * 7 }}",
            "O'Neill <o@x>",
        ] {
            assert_eq!(ShownName::of(name).as_str(), name);
        }
    }

    #[test]
    fn a_name_has_one_line_and_one_direction() {
        assert_eq!(
            ShownName::of("Ada\r\nBcc: eve@example.org").as_str(),
            "Ada Bcc: eve@example.org"
        );
        assert_eq!(
            ShownName::of("a\u{202e}b\u{0}c\u{1b}[2J").as_str(),
            "abc[2J"
        );
        assert_eq!(ShownName::of("\u{200b}\t").as_str(), "");
    }

    proptest! {
        #[test]
        fn nothing_unseen_is_left(name in any::<String>()) {
            let shown = ShownName::of(&name);
            prop_assert!(!shown.as_str().chars().any(char::is_control));
            prop_assert!(shown.as_str().chars().count() <= 100);
            prop_assert_eq!(&ShownName::of(shown.as_str()), &shown);
        }
    }
}
