//! Where a service is, and who asks.

use std::fmt;
use std::time::Duration;

use http::HeaderMap;
use reqwest::{RequestBuilder, Response, Url};
use serde::de::DeserializeOwned;

use super::ClientError;
use crate::api::{Access, Operation};
use crate::auth::v1::AccessToken;
use crate::problem::Problem;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(5);
/// How long an answer may take: longer than a service gives itself.
const ANSWER: Duration = Duration::from_secs(35);

/// A service's base URL, and what is sent along with every request. A clone shares the open connections.
#[derive(Clone)]
pub struct Connection {
    http: reqwest::Client,
    base: Url,
    bearer: Option<AccessToken>,
    headers: HeaderMap,
}

impl Connection {
    /// A service at that base URL, with connections of its own.
    ///
    /// # Errors
    /// When the URL is none.
    pub fn new(base: &str) -> Result<Self, ClientError> {
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(ANSWER)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Self::over(http, base)
    }

    /// A service at that base URL, reached with somebody else's connections and time-outs.
    ///
    /// # Errors
    /// When the URL is none.
    pub fn over(http: reqwest::Client, base: &str) -> Result<Self, ClientError> {
        let refuse = |reason: String| ClientError::Address {
            address: base.to_owned(),
            reason,
        };
        let base = Url::parse(base).map_err(|error| refuse(error.to_string()))?;
        if base.cannot_be_a_base() || base.host().is_none() {
            return Err(refuse("it has no host".to_owned()));
        }
        Ok(Self {
            http,
            base,
            bearer: None,
            headers: HeaderMap::new(),
        })
    }

    /// The same, asking with that token wherever one is needed.
    #[must_use]
    pub fn with_bearer(mut self, token: AccessToken) -> Self {
        self.bearer = Some(token);
        self
    }

    /// The same, sending these headers along, such as `x-request-id` and `traceparent`.
    #[must_use]
    pub fn with_headers(mut self, headers: HeaderMap) -> Self {
        self.headers = headers;
        self
    }

    /// The address of an operation.
    pub(super) fn address(&self, operation: &Operation, parameter: Option<&str>) -> Url {
        let mut path = operation.path.to_owned();
        if let (Some(place), Some(value)) = (&operation.parameter, parameter) {
            path = path.replace(&format!("{{{}}}", place.name), value);
        }
        let mut address = self.base.clone();
        address.set_path(&format!("{}{path}", self.base.path().trim_end_matches('/')));
        address
    }

    /// Begins to ask for an operation; `parameter` is what its path names.
    pub(super) fn ask(&self, operation: &Operation, parameter: Option<&str>) -> RequestBuilder {
        let address = self.address(operation, parameter);
        let request = self
            .http
            .request(operation.method.clone(), address)
            .headers(self.headers.clone());
        match &self.bearer {
            Some(token) if operation.access != Access::Public => {
                request.bearer_auth(token.expose())
            }
            _ => request,
        }
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Connection")
            .field("base", &self.base.as_str())
            .field("bearer", &self.bearer)
            .finish_non_exhaustive()
    }
}

/// Sends the request and reads what is answered.
pub(super) async fn read<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, ClientError> {
    let body = accepted(request).await?.bytes().await?;
    serde_json::from_slice(&body).map_err(ClientError::Shape)
}

/// Sends the request, and expects nothing but that it is done.
pub(super) async fn done(request: RequestBuilder) -> Result<(), ClientError> {
    accepted(request).await.map(drop)
}

/// The answer, if it is no refusal.
async fn accepted(request: RequestBuilder) -> Result<Response, ClientError> {
    let response = request.send().await?;
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let body = response.bytes().await?;
    let Ok(mut problem) = serde_json::from_slice::<Problem>(&body) else {
        return Err(ClientError::Status(status.as_u16()));
    };
    problem.status.get_or_insert(status.as_u16());
    Err(ClientError::Problem(Box::new(problem)))
}
