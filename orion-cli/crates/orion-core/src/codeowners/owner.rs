//! Who a line of CODEOWNERS names.

use std::collections::BTreeSet;
use std::fmt;

use thiserror::Error;

/// `@login`, `@organisation/team` or an e-mail address, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner(String);

/// Why a word is not an owner.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a `@login`, a `@organisation/team` or an e-mail address")]
pub struct InvalidOwner(pub String);

impl Owner {
    /// Checks a word.
    ///
    /// # Errors
    /// [`InvalidOwner`] when GitHub would call it an invalid owner. Whether the account exists and may write
    /// to the repository only GitHub knows.
    pub fn parse(word: &str) -> Result<Self, InvalidOwner> {
        let valid = match word.strip_prefix('@') {
            Some(name) => match name.split_once('/') {
                Some((organisation, team)) => is_login(organisation) && is_login(team),
                None => is_login(name),
            },
            None => is_email(word),
        };
        if valid {
            Ok(Self(word.to_owned()))
        } else {
            Err(InvalidOwner(word.to_owned()))
        }
    }

    /// The owner as written, `@` included.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What tells two owners apart: GitHub's logins, team names and addresses have no case.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_login(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let Some((host, top)) = domain.rsplit_once('.') else {
        return false;
    };
    !local.is_empty()
        && local
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-'))
        && !host.is_empty()
        && host
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
        && top.len() >= 2
        && top.chars().all(|c| c.is_ascii_alphabetic())
}

/// Who owns a path together: any one of them may approve. Equal whatever the order and the case they are
/// written in; the empty set is "nobody".
#[derive(
    Debug,
    Clone,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct OwnerSet(BTreeSet<String>);

impl OwnerSet {
    /// Whether nobody is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> FromIterator<&'a Owner> for OwnerSet {
    fn from_iter<T: IntoIterator<Item = &'a Owner>>(owners: T) -> Self {
        Self(owners.into_iter().map(Owner::key).collect())
    }
}

/// The owners with a space between them; `nobody` for the empty set.
impl fmt::Display for OwnerSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("nobody");
        }
        for (at, owner) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(" ")?;
            }
            f.write_str(owner)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_forms_are_told_from_everything_else() {
        for word in [
            "@octocat",
            "@octo-org/octocats",
            "@someone_corp",
            "docs@example.com",
            "a.b+c@mail.example.org",
        ] {
            assert!(Owner::parse(word).is_ok(), "{word}");
        }
        for word in [
            "octocat", "@", "@org/", "@/team", "@a/b/c", "@a b", "x@", "@x@y", "x@host", "x@a.b c",
        ] {
            assert!(Owner::parse(word).is_err(), "{word}");
        }
    }

    #[test]
    fn a_set_has_neither_order_nor_case() {
        let set = |words: &[&str]| {
            let owners: Vec<Owner> = words.iter().map(|w| Owner::parse(w).unwrap()).collect();
            owners.iter().collect::<OwnerSet>()
        };
        assert_eq!(set(&["@A", "@b"]), set(&["@b", "@a", "@B"]));
        assert_ne!(set(&["@a"]), set(&["@a", "@b"]));
        assert_eq!(set(&["@b", "@A"]).to_string(), "@a @b");
        assert_eq!(set(&[]).to_string(), "nobody");
    }
}
