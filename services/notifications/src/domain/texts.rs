//! The words, from the files in `templates/`: a title on the first line, and the rest.
//!
//! They are plain text and are compiled in, and a value is put in as it is: what looks like a template or like
//! markup in somebody's name stays what it is.

use askama::Template;
use orion_contracts::UserId;

/// A title of one line, and a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// One line.
    pub title: String,
    /// Plain text.
    pub body: String,
}

impl Text {
    /// Of what the template says.
    ///
    /// # Errors
    /// When it cannot be filled in.
    pub(super) fn of(template: &impl Template) -> Result<Self, askama::Error> {
        let words = template.render()?;
        let (title, body) = words.split_once('\n').unwrap_or((&words, ""));
        Ok(Self {
            title: title.to_owned(),
            body: body.trim_end().to_owned(),
        })
    }
}

#[derive(Template)]
#[template(path = "welcome.txt")]
pub(super) struct Welcome<'a> {
    pub(super) name: &'a str,
}

#[derive(Template)]
#[template(path = "profile-changed.txt")]
pub(super) struct ProfileChanged<'a> {
    pub(super) name: &'a str,
}

#[derive(Template)]
#[template(path = "turned-off.txt")]
pub(super) struct TurnedOff;

#[derive(Template)]
#[template(path = "deleted.txt")]
pub(super) struct Deleted {
    pub(super) user: UserId,
}

#[derive(Template)]
#[template(path = "late.txt")]
pub(super) struct Late {
    pub(super) event: &'static str,
    pub(super) user: UserId,
}

#[derive(Template)]
#[template(path = "welcome.letter.txt")]
pub(super) struct WelcomeLetter;

#[derive(Template)]
#[template(path = "profile-changed.letter.txt")]
pub(super) struct ProfileChangedLetter;

#[derive(Template)]
#[template(path = "turned-off.letter.txt")]
pub(super) struct TurnedOffLetter;

#[derive(Template)]
#[template(path = "deleted.letter.txt")]
pub(super) struct DeletedLetter;
