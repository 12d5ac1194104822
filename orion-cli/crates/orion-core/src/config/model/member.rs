//! People.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Somebody: a GitHub login or team written `@login` or `@org/team`, or an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Member {
    /// `@login`, kept without the `@`.
    Login(String),
    /// `@org/team`, kept without the `@`.
    Team(String),
    /// `someone@example.com`.
    Email(String),
}

/// Why a text names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{text}` is neither `@login`, nor `@org/team`, nor an e-mail address")]
pub struct InvalidMember {
    /// The text as it was given.
    pub text: String,
}

impl FromStr for Member {
    type Err = InvalidMember;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = match text.strip_prefix('@') {
            Some(name) => match name.split_once('/') {
                Some((organisation, team)) if is_login(organisation) && is_slug(team) => {
                    Some(Self::Team(name.to_owned()))
                }
                None if is_login(name) => Some(Self::Login(name.to_owned())),
                _ => None,
            },
            None if is_email(text) => Some(Self::Email(text.to_owned())),
            None => None,
        };
        parsed.ok_or_else(|| InvalidMember {
            text: text.to_owned(),
        })
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Login(name) | Self::Team(name) => write!(f, "@{name}"),
            Self::Email(address) => f.write_str(address),
        }
    }
}

/// GitHub's rule for logins: letters, digits and inner hyphens; an app's login ends in `[bot]`, and that of
/// a managed user has an underscore before its short code.
fn is_login(text: &str) -> bool {
    let name = text.strip_suffix("[bot]").unwrap_or(text);
    is_slug(name) && !name.starts_with('-') && name.len() <= 80
}

fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

/// What can be told of an address without sending to it: one `@` between two texts without white space.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    !local.is_empty()
        && !domain.is_empty()
        && !text.contains(|c: char| c.is_whitespace() || c.is_control())
        && !local.contains('@')
}
