//! The gateway, asked in nobody's name.

use std::time::Duration;

use axum::http::HeaderMap;
use orion_contracts::auth::v1::{
    AccessToken, LogInRequest, LogOutRequest, RefreshRequest, RefreshToken, TokenResponse,
};
use orion_contracts::client::{AuthClient, ClientError, Connection};
use orion_infra::http::{BaseUrl, forward_headers};

use super::{Authorized, Trouble};
use crate::web::Client;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(3);
/// How long an answer may take: less than a page may, so that there is time to say so on one.
const ANSWER: Duration = Duration::from_secs(10);

/// Why the gateway cannot be talked to at all.
#[derive(Debug, thiserror::Error)]
#[error("there is no client for the gateway")]
pub struct GatewayError(#[from] ClientError);

/// The gateway. What is asked of it carries the id and the trace of the request that is being answered.
#[derive(Debug, Clone)]
pub(crate) struct Gateway {
    connection: Connection,
    client: Client,
}

impl Gateway {
    /// The gateway at that address.
    pub(crate) fn new(url: &BaseUrl) -> Result<Self, GatewayError> {
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(ANSWER)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(ClientError::from)?;
        Ok(Self {
            connection: Connection::over(http, &url.to_string())?,
            client: Client::default(),
        })
    }

    /// The same, asked because of a request from there.
    pub(crate) fn for_client(&self, client: &Client) -> Self {
        Self {
            connection: self.connection.clone(),
            client: client.clone(),
        }
    }

    /// The same, asked in the name of whoever the token proves.
    pub(crate) fn authorized(&self, token: AccessToken) -> Authorized {
        Authorized::new(self.connection(), self.headers(), token)
    }

    /// Asks for tokens by a password.
    pub(crate) async fn log_in(&self, request: &LogInRequest) -> Result<TokenResponse, Trouble> {
        Ok(self.auth().log_in(request).await?)
    }

    /// Asks for the next pair of tokens.
    pub(crate) async fn refresh(
        &self,
        refresh_token: RefreshToken,
    ) -> Result<TokenResponse, Trouble> {
        let request = RefreshRequest { refresh_token };
        Ok(self.auth().refresh(&request).await?)
    }

    /// Makes a refresh token worth nothing.
    pub(crate) async fn log_out(&self, refresh_token: RefreshToken) -> Result<(), Trouble> {
        let request = LogOutRequest { refresh_token };
        Ok(self.auth().log_out(&request).await?)
    }

    fn auth(&self) -> AuthClient {
        AuthClient::new(self.connection())
    }

    fn connection(&self) -> Connection {
        self.connection.clone().with_headers(self.headers())
    }

    /// What is sent along with every request.
    fn headers(&self) -> HeaderMap {
        let mut headers = forward_headers();
        self.client.tell(&mut headers);
        headers
    }
}
