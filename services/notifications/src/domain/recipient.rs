//! Whom the service tells things, as far as it has heard of them.

use jiff::Timestamp;
use orion_contracts::UserId;
use orion_contracts::user::v1::UserStatus;

use super::texts::{
    Deleted, DeletedLetter, Late, ProfileChanged, ProfileChangedLetter, TurnedOff, TurnedOffLetter,
    Welcome, WelcomeLetter,
};
use super::{Audience, Heard, Letter, ShownName, Telling, Text};

/// A user, as far as the service has heard of them. Events come in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Which user.
    pub id: UserId,
    /// Their address; empty when nobody has told it yet, or they are deleted.
    pub email: String,
    /// What they are called; empty likewise.
    pub display_name: String,
    /// The version that this is of; 0 when nobody has told one yet.
    pub version: u64,
    /// When they were deleted.
    pub deleted_at: Option<Timestamp>,
}

impl Recipient {
    /// Takes in what the event says, and gives what somebody is to be told: one thing for each event, also for
    /// one that comes late and changes nothing.
    ///
    /// # Errors
    /// When a template cannot be filled in.
    pub fn hear(&mut self, heard: &Heard, now: Timestamp) -> Result<Telling, askama::Error> {
        if self.deleted_at.is_some() {
            return self.late(heard);
        }
        match heard {
            Heard::Registered(event) => {
                self.learn(1, &event.email, &event.display_name);
                let text = Text::of(&Welcome {
                    name: &self.display_name,
                })?;
                Ok(self.told("welcome", text, Text::of(&WelcomeLetter)?))
            }
            Heard::Updated(event) => {
                let news = self.learn(event.version, &event.email, &event.display_name);
                if news && event.status == UserStatus::Deactivated {
                    let (text, letter) = (Text::of(&TurnedOff)?, Text::of(&TurnedOffLetter)?);
                    return Ok(self.told("turned-off", text, letter));
                }
                let text = Text::of(&ProfileChanged {
                    name: &self.display_name,
                })?;
                Ok(self.told("profile-changed", text, Text::of(&ProfileChangedLetter)?))
            }
            Heard::Deleted(_) => {
                let text = Text::of(&Deleted { user: self.id })?;
                let telling = Telling {
                    audience: Audience::Admins,
                    ..self.told("deleted", text, Text::of(&DeletedLetter)?)
                };
                self.forget(now);
                Ok(telling)
            }
        }
    }

    /// Whether they are gone.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.deleted_at.is_some()
    }

    /// Takes in what is newer than what is known, and gives whether it was.
    fn learn(&mut self, version: u64, email: &str, display_name: &str) -> bool {
        let news = version > self.version;
        if news {
            self.version = version;
            email.clone_into(&mut self.email);
            ShownName::of(display_name)
                .as_str()
                .clone_into(&mut self.display_name);
        }
        news
    }

    fn forget(&mut self, now: Timestamp) {
        self.email.clear();
        self.display_name.clear();
        self.deleted_at = Some(now);
    }

    fn told(&self, kind: &'static str, text: Text, letter: Text) -> Telling {
        let letter = Letter {
            address: self.email.clone(),
            text: letter,
        };
        Telling {
            kind,
            audience: Audience::User,
            text,
            letter: (!letter.address.is_empty()).then_some(letter),
        }
    }

    /// News of somebody who is gone. It says nothing personal: that would bring back what was deleted.
    fn late(&self, heard: &Heard) -> Result<Telling, askama::Error> {
        Ok(Telling {
            kind: "late",
            audience: Audience::Admins,
            text: Text::of(&Late {
                event: heard.kind(),
                user: self.id,
            })?,
            letter: None,
        })
    }
}

#[cfg(test)]
mod tests;
