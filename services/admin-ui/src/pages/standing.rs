//! Whether a user may use the platform, as pages show it: a word, and a colour that goes with it.

use orion_contracts::user::v1::UserStatus;

/// The status.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing(pub(crate) UserStatus);

impl Standing {
    pub(super) fn is_active(self) -> bool {
        self.0 == UserStatus::Active
    }

    pub(super) fn word(self) -> &'static str {
        match self.0 {
            UserStatus::Active => "active",
            UserStatus::Deactivated => "deactivated",
            UserStatus::Unknown => "unknown",
        }
    }

    pub(super) fn tone(self) -> &'static str {
        match self.0 {
            UserStatus::Active => "good",
            UserStatus::Deactivated | UserStatus::Unknown => "idle",
        }
    }
}
