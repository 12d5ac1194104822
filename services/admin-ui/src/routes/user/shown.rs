//! A user's page, as it is shown first and again.

use axum::http::StatusCode;
use axum::response::Response;
use orion_contracts::problem::FieldError;
use orion_contracts::user::v1::User;

use crate::pages::{Field, Section, UserPage, answer};
use crate::web::{Failed, Visit};

/// The user's page as it is shown, maybe again.
pub(super) struct Shown {
    pub(super) user: User,
    pub(super) entered: Option<String>,
    pub(super) faults: Vec<FieldError>,
    pub(super) stale: bool,
    /// The version that the form was made for, where that is what the next one is to carry.
    pub(super) seen: Option<u64>,
}

impl Shown {
    pub(super) fn new(user: User) -> Self {
        Self {
            user,
            entered: None,
            faults: Vec::new(),
            stale: false,
            seen: None,
        }
    }

    pub(super) fn answer(self, visit: &Visit, status: StatusCode) -> Result<Response, Failed> {
        let Self {
            mut user,
            entered,
            faults,
            stale,
            seen,
        } = self;
        let failed = stale || !faults.is_empty();
        let title = if failed {
            format!("Error: {}", user.display_name)
        } else {
            user.display_name.clone()
        };
        let trouble = stale.then(|| {
            "Somebody changed this user since you opened the page. Nothing of yours was saved; what is \
             saved now is shown below."
                .to_owned()
        });
        let conflict = entered
            .is_some()
            .then(|| user.display_name.clone())
            .filter(|_| stale);
        let mut name = Field::new(
            "display-name",
            entered.unwrap_or_else(|| user.display_name.clone()),
        )
        .with_note("display-name-hint")
        .with_fault(&faults, "/display_name", "Enter a name.")
        .with_focus_after(None);
        if conflict.is_some() {
            name = name.with_note("display-name-present");
        }
        user.version = seen.unwrap_or(user.version);
        let page = UserPage {
            frame: visit.frame(title, Some(Section::Users)),
            own: user.id == visit.session.viewer.user,
            user: user.into(),
            name,
            longest_name: orion_contracts::text::DISPLAY_NAME_MAX,
            conflict,
            trouble,
        };
        answer(status, &page)
    }
}
