//! The address that an account is known by.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

/// An e-mail address in the one form in which addresses are stored, compared and published: lower case as a
/// whole, composed (NFC).
///
/// Only the part after the `@` has no case by its standard (RFC 5321, section 2.4). No provider of any size
/// tells letters of the other part by case, though, and two accounts that differ by nothing else would let
/// one pass for the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Of an address as somebody typed it.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let lower = typed.nfc().collect::<String>().to_lowercase();
        Self(lower.nfc().collect())
    }

    /// In its one form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Address;

    #[test]
    fn case_and_composition_do_not_tell_addresses_apart() {
        let address = Address::new("Grace@Example.COM");
        assert_eq!(address.as_str(), "grace@example.com");
        assert_eq!(address, Address::new("grace@example.com"));
        assert_eq!(
            Address::new("zoe\u{308}@example.com"),
            Address::new("ZOË@example.com")
        );
        assert_ne!(address, Address::new("grace+x@example.com"));
    }

    proptest! {
        #[test]
        fn the_form_of_a_form_is_itself(typed in ".*") {
            let once = Address::new(&typed);
            prop_assert_eq!(&Address::new(once.as_str()), &once);
        }
    }
}
