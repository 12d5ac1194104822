//! Examples of the auth API.

use super::{
    AUDIENCE, AccessToken, ISSUER, IntrospectRequest, IntrospectionResponse, Jwk, Jwks,
    LogInRequest, LogOutRequest, Password, RefreshRequest, RefreshToken, RegisterRequest,
    RegisterResponse, Registration, Role, TokenResponse, TokenType,
};
use crate::api::Example;
use crate::{SessionId, UserId};

const EMAIL: &str = "ada@example.com";
const PASSWORD: &str = "correct horse battery staple";
const REFRESH_TOKEN: &str = "v1.Ig7wKnGk5cFQ1Gv0J2m8aQ";
/// Header and claims only: shown for its form, and not signed by anybody.
const ACCESS_TOKEN: &str = "eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJvcmlvbi1hdXRoIn0.c2lnbmF0dXJl";

impl Example for RegisterRequest {
    fn example() -> Self {
        Self {
            email: EMAIL.to_owned(),
            password: Password::new(PASSWORD.to_owned()),
            display_name: "Ada Lovelace".to_owned(),
        }
    }
}

impl Example for RegisterResponse {
    fn example() -> Self {
        Self {
            status: Registration::Accepted,
        }
    }
}

impl Example for LogInRequest {
    fn example() -> Self {
        Self {
            email: EMAIL.to_owned(),
            password: Password::new(PASSWORD.to_owned()),
        }
    }
}

impl Example for RefreshRequest {
    fn example() -> Self {
        Self {
            refresh_token: RefreshToken::new(REFRESH_TOKEN.to_owned()),
        }
    }
}

impl Example for LogOutRequest {
    fn example() -> Self {
        Self {
            refresh_token: RefreshToken::new(REFRESH_TOKEN.to_owned()),
        }
    }
}

impl Example for TokenResponse {
    fn example() -> Self {
        Self {
            access_token: AccessToken::new(ACCESS_TOKEN.to_owned()),
            token_type: TokenType::Bearer,
            expires_in: 900,
            refresh_token: RefreshToken::new(REFRESH_TOKEN.to_owned()),
        }
    }
}

impl Example for IntrospectRequest {
    fn example() -> Self {
        Self {
            token: AccessToken::new(ACCESS_TOKEN.to_owned()),
            token_type_hint: Some("access_token".to_owned()),
        }
    }
}

impl Example for IntrospectionResponse {
    fn example() -> Self {
        Self {
            active: true,
            token_type: Some(TokenType::Bearer),
            iss: Some(ISSUER.to_owned()),
            aud: Some(AUDIENCE.to_owned()),
            sub: Some(UserId::example()),
            iat: Some(1_767_603_600),
            nbf: Some(1_767_603_600),
            exp: Some(1_767_604_500),
            jti: Some(SessionId::example().0),
            sid: Some(SessionId::example()),
            roles: vec![Role::User],
        }
    }
}

impl Example for Jwks {
    /// The key of RFC 8037, appendix A.2.
    fn example() -> Self {
        Self {
            keys: vec![Jwk::ed25519(
                "2026-01".to_owned(),
                "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo".to_owned(),
            )],
        }
    }
}
