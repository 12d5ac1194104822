//! What comes of an event: words, who may read them, and perhaps a letter.

use super::Text;

/// Who may see a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The user that it is about.
    User,
    /// Admins only: what is left of a deleted user.
    Admins,
}

impl Audience {
    /// The word that it is kept as.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Admins => "admins",
        }
    }
}

/// A letter to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Where to.
    pub address: String,
    /// What it says. Nothing in it was chosen by anybody: letters also reach people who never asked for one.
    pub text: Text,
}

/// What comes of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// What kind of notification it is.
    pub kind: &'static str,
    /// Who may see it.
    pub audience: Audience,
    /// What it says.
    pub text: Text,
    /// The letter that goes with it, where an address is known.
    pub letter: Option<Letter>,
}
