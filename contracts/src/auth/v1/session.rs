//! Sessions: pairs of tokens, the next pair, and the end.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::AccessToken;
use crate::Validate;
use crate::confidential::confidential;
use crate::object::objects;
use crate::problem::FieldError;
use crate::text::{self, TOKEN_MAX};
use crate::validate::Faults;
use crate::words::words;

confidential! {
    /// What is changed, once, for a new pair of tokens.
    RefreshToken
}

/// Asks for new tokens with a refresh token, which is used up by that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self")]
#[schemars(!remote)]
pub struct RefreshRequest {
    /// The refresh token.
    #[schemars(length(min = 1, max = TOKEN_MAX))]
    pub refresh_token: RefreshToken,
}

impl Validate for RefreshRequest {
    fn faults(&self) -> Vec<FieldError> {
        refresh_token(&self.refresh_token)
    }
}

/// Ends a session: its refresh token is worth nothing from then on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self")]
#[schemars(!remote)]
pub struct LogOutRequest {
    /// The session's refresh token.
    #[schemars(length(min = 1, max = TOKEN_MAX))]
    pub refresh_token: RefreshToken,
}

impl Validate for LogOutRequest {
    fn faults(&self) -> Vec<FieldError> {
        refresh_token(&self.refresh_token)
    }
}

objects!(RefreshRequest, LogOutRequest);

words! {
    /// How an access token is presented (RFC 6749, section 7.1).
    TokenType {
        /// `Authorization: Bearer …` (RFC 6750).
        Bearer = "Bearer",
    }
}

/// A pair of tokens (RFC 6749, section 5.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TokenResponse {
    /// Proves the user.
    pub access_token: AccessToken,
    /// How it is presented.
    pub token_type: TokenType,
    /// For how long the access token holds, in seconds.
    pub expires_in: u32,
    /// Buys the next pair.
    pub refresh_token: RefreshToken,
}

fn refresh_token(token: &RefreshToken) -> Vec<FieldError> {
    Faults::default()
        .at("/refresh_token", text::length(token.expose(), 1, TOKEN_MAX))
        .list()
}
