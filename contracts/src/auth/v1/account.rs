//! Opening an account, and logging in to it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Validate;
use crate::confidential::confidential;
use crate::object::objects;
use crate::problem::FieldError;
use crate::text::{
    self, DISPLAY_NAME_MAX, DISPLAY_NAME_PATTERN, EMAIL_MAX, EMAIL_MIN, EMAIL_PATTERN,
    PASSWORD_MAX, PASSWORD_MIN,
};
use crate::validate::Faults;
use crate::words::words;

confidential! {
    /// A password as somebody typed it.
    Password
}

/// Asks for an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self")]
#[schemars(!remote)]
pub struct RegisterRequest {
    /// The address that the account is known by.
    #[schemars(length(min = EMAIL_MIN, max = EMAIL_MAX), regex(pattern = EMAIL_PATTERN))]
    pub email: String,
    /// The password it is opened with.
    #[schemars(length(min = PASSWORD_MIN, max = PASSWORD_MAX))]
    pub password: Password,
    /// What other people see. White space around it is dropped.
    #[schemars(length(min = 1, max = DISPLAY_NAME_MAX), regex(pattern = DISPLAY_NAME_PATTERN))]
    pub display_name: String,
}

impl Validate for RegisterRequest {
    fn faults(&self) -> Vec<FieldError> {
        let password = self.password.expose();
        Faults::default()
            .at("/email", text::email(&self.email))
            .at(
                "/password",
                text::length(password, PASSWORD_MIN, PASSWORD_MAX),
            )
            .at("/display_name", text::display_name(&self.display_name))
            .list()
    }
}

words! {
    /// What became of the wish for an account.
    Registration {
        /// It was taken. Whether there is a new account now is not said: there may have been one already.
        Accepted = "accepted",
    }
}

/// Says that the request was taken, and nothing of whether the address was known before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RegisterResponse {
    /// The same for every address.
    pub status: Registration,
}

/// Asks for tokens with a password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self")]
#[schemars(!remote)]
pub struct LogInRequest {
    /// The account's address.
    #[schemars(length(min = EMAIL_MIN, max = EMAIL_MAX), regex(pattern = EMAIL_PATTERN))]
    pub email: String,
    /// Its password.
    #[schemars(length(min = 1, max = PASSWORD_MAX))]
    pub password: Password,
}

impl Validate for LogInRequest {
    fn faults(&self) -> Vec<FieldError> {
        Faults::default()
            .at("/email", text::email(&self.email))
            .at(
                "/password",
                text::length(self.password.expose(), 1, PASSWORD_MAX),
            )
            .list()
    }
}

objects!(RegisterRequest, LogInRequest);
