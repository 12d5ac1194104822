//! Accounts: who may log in, and as what.

use argon2::PasswordHash;
use jiff::Timestamp;
use orion_contracts::UserId;
use orion_contracts::auth::v1::Role;

use super::Address;

/// An account as a log-in or a refresh sees it.
#[derive(Debug, Clone)]
pub struct Account {
    /// Whose it is.
    pub user: UserId,
    /// What its password is compared with.
    pub password: PasswordHash,
    /// Whether its owner may do everything.
    pub is_admin: bool,
    /// Whether it may be used: somebody with authority over the user has not turned it off.
    pub is_active: bool,
}

impl Account {
    /// What its owner may do.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        if self.is_admin {
            vec![Role::User, Role::Admin]
        } else {
            vec![Role::User]
        }
    }
}

/// An account that is to be opened.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Whose it will be.
    pub user: UserId,
    /// The address it is known by.
    pub address: Address,
    /// The hash of its password.
    pub password: PasswordHash,
    /// Whether its owner may do everything.
    pub is_admin: bool,
    /// What other people see: for the event, it is not kept here.
    pub display_name: String,
    /// When it is opened.
    pub opened_at: Timestamp,
}
