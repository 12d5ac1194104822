//! A change of a profile: who may ask for what, and what comes of it.

use jiff::Timestamp;
use orion_contracts::user::v1::{UpdateUserRequest, User, UserStatus};

/// Why a change is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAllowed {
    /// It turns somebody on or off, and no admin asks for it.
    #[error("only an admin may change the status")]
    Status,
    /// Somebody who was turned off asks for it.
    #[error("a deactivated user may not change anything")]
    Deactivated,
}

/// What somebody wants changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    display_name: Option<String>,
    status: Option<UserStatus>,
    by_admin: bool,
}

impl Change {
    /// Of the user's own, or by an admin.
    ///
    /// # Errors
    /// When it holds what only an admin may change.
    pub fn new(request: UpdateUserRequest, by_admin: bool) -> Result<Self, NotAllowed> {
        if request.status.is_some() && !by_admin {
            return Err(NotAllowed::Status);
        }
        Ok(Self {
            display_name: request.display_name.map(|name| name.trim().to_owned()),
            status: request.status,
            by_admin,
        })
    }

    /// The user after the change, or nothing when they are so already: then there is no new version and
    /// nothing to tell.
    ///
    /// # Errors
    /// When the user was turned off and is no admin.
    pub fn of(&self, user: &User, now: Timestamp) -> Result<Option<User>, NotAllowed> {
        may_change(user, self.by_admin)?;
        let display_name = self.display_name.as_ref();
        let changed = User {
            display_name: display_name.unwrap_or(&user.display_name).clone(),
            status: self.status.unwrap_or(user.status),
            ..user.clone()
        };
        if changed == *user {
            return Ok(None);
        }
        Ok(Some(User {
            version: user.version + 1,
            // Clocks may be set back; what a reader sees of one user never is.
            updated_at: now.max(user.updated_at),
            ..changed
        }))
    }
}

/// Whether a user may be changed by who asks: an access token lives on for a while after its user was turned
/// off, and is worth nothing here from then on.
///
/// # Errors
/// When the user was turned off and no admin asks.
pub fn may_change(user: &User, by_admin: bool) -> Result<(), NotAllowed> {
    if user.status == UserStatus::Active || by_admin {
        Ok(())
    } else {
        Err(NotAllowed::Deactivated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use orion_contracts::UserId;
    use uuid::Uuid;

    fn ada() -> User {
        User {
            id: UserId(Uuid::nil()),
            email: "ada@example.org".to_owned(),
            display_name: "Ada".to_owned(),
            status: UserStatus::Active,
            version: 3,
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
        }
    }

    fn named(name: &str) -> UpdateUserRequest {
        UpdateUserRequest {
            display_name: Some(name.to_owned()),
            status: None,
        }
    }

    fn turned(status: UserStatus) -> UpdateUserRequest {
        UpdateUserRequest {
            display_name: None,
            status: Some(status),
        }
    }

    #[test]
    fn a_change_is_a_new_version() {
        let now = Timestamp::from_second(1).unwrap();
        let change = Change::new(named(" Countess "), false).unwrap();
        let changed = change.of(&ada(), now).unwrap().unwrap();
        assert_eq!(
            changed,
            User {
                display_name: "Countess".to_owned(),
                version: 4,
                updated_at: now,
                ..ada()
            }
        );
    }

    #[test]
    fn what_changes_nothing_is_no_change() {
        for request in [
            UpdateUserRequest::default(),
            named("Ada"),
            turned(UserStatus::Active),
        ] {
            let change = Change::new(request, true).unwrap();
            assert_eq!(change.of(&ada(), Timestamp::now()), Ok(None));
        }
    }

    #[test]
    fn only_an_admin_turns_somebody_off_or_on() {
        let off = turned(UserStatus::Deactivated);
        assert_eq!(Change::new(off.clone(), false), Err(NotAllowed::Status));
        let now = Timestamp::now();
        let off = Change::new(off, true)
            .unwrap()
            .of(&ada(), now)
            .unwrap()
            .unwrap();
        assert_eq!(off.status, UserStatus::Deactivated);
        let own = Change::new(named("Countess"), false).unwrap();
        assert_eq!(own.of(&off, now), Err(NotAllowed::Deactivated));
        let by_admin = Change::new(named("Countess"), true).unwrap();
        assert!(by_admin.of(&off, now).unwrap().is_some());
    }

    #[test]
    fn time_never_runs_backwards() {
        let later = User {
            updated_at: Timestamp::MAX,
            ..ada()
        };
        let change = Change::new(named("Countess"), false).unwrap();
        let changed = change.of(&later, Timestamp::now()).unwrap().unwrap();
        assert_eq!(changed.updated_at, Timestamp::MAX);
    }
}
