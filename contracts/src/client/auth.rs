//! Asks the auth service.

use super::connection::{done, read};
use super::{ClientError, Connection};
use crate::auth::v1::{
    IntrospectRequest, IntrospectionResponse, Jwks, LogInRequest, LogOutRequest, RefreshRequest,
    RegisterRequest, RegisterResponse, TokenResponse, operations,
};

/// Asks the auth service. Every call fails with a [`ClientError`], which says why.
#[derive(Debug, Clone)]
pub struct AuthClient(Connection);

#[expect(
    clippy::missing_errors_doc,
    reason = "the type's documentation says it once"
)]
impl AuthClient {
    /// A client over that connection.
    #[must_use]
    pub fn new(connection: Connection) -> Self {
        Self(connection)
    }

    /// Asks for an account.
    pub async fn register(
        &self,
        request: &RegisterRequest,
    ) -> Result<RegisterResponse, ClientError> {
        read(self.0.ask(&operations::REGISTER, None).json(request)).await
    }

    /// Begins a session.
    pub async fn log_in(&self, request: &LogInRequest) -> Result<TokenResponse, ClientError> {
        read(self.0.ask(&operations::LOG_IN, None).json(request)).await
    }

    /// Changes a refresh token for the next pair of tokens.
    pub async fn refresh(&self, request: &RefreshRequest) -> Result<TokenResponse, ClientError> {
        read(self.0.ask(&operations::REFRESH, None).json(request)).await
    }

    /// Ends a session.
    pub async fn log_out(&self, request: &LogOutRequest) -> Result<(), ClientError> {
        done(self.0.ask(&operations::LOG_OUT, None).json(request)).await
    }

    /// Asks whether a token holds, and what it says.
    pub async fn introspect(
        &self,
        request: &IntrospectRequest,
    ) -> Result<IntrospectionResponse, ClientError> {
        read(self.0.ask(&operations::INTROSPECT, None).form(request)).await
    }

    /// Asks for the keys that access tokens are verified with.
    pub async fn jwks(&self) -> Result<Jwks, ClientError> {
        read(self.0.ask(&operations::JWKS, None)).await
    }
}
