//! Version 1 of the auth API.

mod account;
mod examples;
mod keys;
pub mod operations;
mod session;
mod token;

pub use account::{LogInRequest, Password, RegisterRequest, RegisterResponse, Registration};
pub use keys::{Jwk, Jwks};
pub use operations::API;
pub use session::{LogOutRequest, RefreshRequest, RefreshToken, TokenResponse, TokenType};
pub use token::{
    AUDIENCE, AccessToken, Claims, ISSUER, IntrospectRequest, IntrospectionResponse, Role,
};
