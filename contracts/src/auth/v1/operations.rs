//! What can be asked of the auth service.

use http::Method;

use super::{
    IntrospectRequest, IntrospectionResponse, Jwks, LogInRequest, LogOutRequest, RefreshRequest,
    RegisterRequest, RegisterResponse, TokenResponse,
};
use crate::api::{Access, Api, FORM, JSON, Operation};
use crate::problem::ProblemCode::{Forbidden, TooManyRequests, Unauthenticated};

/// The auth API.
pub const API: Api = Api {
    name: "auth-api",
    service: "auth",
    title: "Orion auth API",
    version: "1.0.0",
    description: "Who somebody is, and the tokens that prove it.",
    operations: &[REGISTER, LOG_IN, REFRESH, LOG_OUT, INTROSPECT, JWKS],
    document: include_str!("../../../openapi/auth-api.json"),
};

/// Asks for an account.
pub const REGISTER: Operation = Operation::new(Method::POST, "/v1/auth/register", "register")
    .about(
        "Ask for an account",
        "The answer is the same whether or not the address is known already. If it is, nothing changes.",
    )
    .with_body::<RegisterRequest>(JSON)
    .answers::<RegisterResponse>(202, "The request was taken.")
    .refuses(&[TooManyRequests]);

/// Asks for tokens with a password.
pub const LOG_IN: Operation = Operation::new(Method::POST, "/v1/auth/login", "logIn")
    .about(
        "Log in",
        "Begins a session. The refusal is the same (401) for an unknown address, a wrong password, and a user who is \
         deactivated. After too many failures in a row an address is refused for a while whatever the password (429, \
         with `Retry-After`), whether or not there is an account.",
    )
    .with_body::<LogInRequest>(JSON)
    .answers::<TokenResponse>(200, "The session's first pair of tokens.")
    .refuses(&[Unauthenticated, TooManyRequests]);

/// Asks for the next pair of tokens.
pub const REFRESH: Operation = Operation::new(Method::POST, "/v1/auth/refresh", "refresh")
    .about(
        "Change a refresh token for a new pair of tokens",
        "A refresh token is worth one pair. Showing it a second time ends the session it belongs to.",
    )
    .with_body::<RefreshRequest>(JSON)
    .answers::<TokenResponse>(200, "The session's next pair of tokens.")
    .refuses(&[Unauthenticated, TooManyRequests]);

/// Ends a session.
pub const LOG_OUT: Operation = Operation::new(Method::POST, "/v1/auth/logout", "logOut")
    .about(
        "Log out",
        "Ends the session that the refresh token belongs to. A token that is worth nothing already is no fault.",
    )
    .with_body::<LogOutRequest>(JSON)
    .refuses(&[TooManyRequests]);

/// Asks what a token says.
pub const INTROSPECT: Operation = Operation::new(Method::POST, "/v1/auth/introspect", "introspect")
    .about(
        "Ask whether a token holds, and what it says",
        "Token introspection (RFC 7662), of one's own tokens; of everybody's for admins.",
    )
    .for_whom(Access::User)
    .with_body::<IntrospectRequest>(FORM)
    .answers::<IntrospectionResponse>(200, "What the token says, or that it does not hold.")
    .refuses(&[Forbidden, TooManyRequests]);

/// Gives the keys that tokens are verified with.
pub const JWKS: Operation = Operation::new(Method::GET, "/.well-known/jwks.json", "jwks")
    .about(
        "The keys that access tokens are verified with",
        "A set of JSON Web Keys (RFC 7517). The next key is in it before it signs.",
    )
    .answers::<Jwks>(200, "The keys.");
