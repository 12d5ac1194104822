//! Access tokens: what they say, and what the auth service says of one that is shown to it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::TokenType;
use crate::confidential::confidential;
use crate::object::objects;
use crate::problem::FieldError;
use crate::text::{self, TOKEN_MAX};
use crate::validate::Faults;
use crate::words::words;
use crate::{SessionId, UserId, Validate};

/// Who issues access tokens: the claim `iss`.
pub const ISSUER: &str = "orion-auth";
/// Whom access tokens are for: the claim `aud`.
pub const AUDIENCE: &str = "orion";

confidential! {
    /// What proves a user to the other services, for a short while.
    AccessToken
}

words! {
    /// What a user may do.
    Role {
        /// Use the platform.
        User = "user",
        /// See and change every user, and see everybody's notifications.
        Admin = "admin",
    }
}

/// What an access token says (RFC 7519), signed with EdDSA (RFC 8037).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Who issued it: [`ISSUER`].
    pub iss: String,
    /// Whom it is for: [`AUDIENCE`].
    pub aud: String,
    /// Whom it is about.
    pub sub: UserId,
    /// When it was issued, in seconds since 1970 UTC.
    pub iat: i64,
    /// When it begins to hold, in seconds since 1970 UTC.
    pub nbf: i64,
    /// When it ceases to hold, in seconds since 1970 UTC.
    pub exp: i64,
    /// Which token: no two have the same.
    pub jti: Uuid,
    /// The session it belongs to.
    pub sid: SessionId,
    /// What the user may do.
    pub roles: Vec<Role>,
}

/// Asks what a token says (RFC 7662, section 2.1), as a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self")]
#[schemars(!remote)]
pub struct IntrospectRequest {
    /// The access token.
    #[schemars(length(min = 1, max = TOKEN_MAX))]
    pub token: AccessToken,
    /// What kind of token it is. Only access tokens are looked at, whatever it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 100))]
    pub token_type_hint: Option<String>,
}

impl Validate for IntrospectRequest {
    fn faults(&self) -> Vec<FieldError> {
        let hint = self.token_type_hint.as_deref();
        Faults::default()
            .at("/token", text::length(self.token.expose(), 1, TOKEN_MAX))
            .at(
                "/token_type_hint",
                hint.and_then(|hint| text::length(hint, 0, 100)),
            )
            .list()
    }
}

objects!(IntrospectRequest);

/// What a token says (RFC 7662, section 2.2); of one that does not hold, nothing but that.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IntrospectionResponse {
    /// Whether it holds.
    pub active: bool,
    /// How it is presented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_type: Option<TokenType>,
    /// Who issued it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iss: Option<String>,
    /// Whom it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aud: Option<String>,
    /// Whom it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub: Option<UserId>,
    /// When it was issued, in seconds since 1970 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iat: Option<i64>,
    /// When it begins to hold, in seconds since 1970 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nbf: Option<i64>,
    /// When it ceases to hold, in seconds since 1970 UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exp: Option<i64>,
    /// Which token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jti: Option<Uuid>,
    /// The session it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<SessionId>,
    /// What the user may do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
}

impl IntrospectionResponse {
    /// What is said of a token that does not hold, whatever the reason.
    #[must_use]
    pub fn inactive() -> Self {
        Self::default()
    }

    /// What is said of a token that holds.
    #[must_use]
    pub fn active(claims: &Claims) -> Self {
        Self {
            active: true,
            token_type: Some(TokenType::Bearer),
            iss: Some(claims.iss.clone()),
            aud: Some(claims.aud.clone()),
            sub: Some(claims.sub),
            iat: Some(claims.iat),
            nbf: Some(claims.nbf),
            exp: Some(claims.exp),
            jti: Some(claims.jti),
            sid: Some(claims.sid),
            roles: claims.roles.clone(),
        }
    }
}
