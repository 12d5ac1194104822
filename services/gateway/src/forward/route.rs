//! One operation of one service, as the gateway offers it.

use std::sync::Arc;
use std::time::Duration;

use axum::RequestExt as _;
use axum::body::Body;
use axum::extract::{FromRef, FromRequestParts as _, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::Response;
use http_body::Body as _;
use hyper::upgrade::OnUpgrade;
use orion_contracts::UserId;
use orion_contracts::api::Access;
use orion_contracts::problem::ProblemCode;
use orion_infra::http::{ApiProblem, Reply, forward_headers};
use orion_infra::identity::{Caller, Tokens};
use orion_infra::stop::Stop;
use orion_infra::trace::carried;

use super::client::Client;
use super::headers::{add_via, asks_for_websocket, set_websocket, strip_claims, strip_connection};
use super::tunnel::tunnel;
use crate::limits::{Quota, Socket, Sockets};
use crate::upstream::{Outgoing, Timed, Upstream};

/// When a user who has too many WebSockets may try again.
const SOCKET_PAUSE: Duration = Duration::from_secs(10);

/// What is asked of a client before a request is passed on.
#[derive(Debug, Clone)]
pub(crate) struct Gate {
    pub(crate) tokens: Tokens,
    pub(crate) quota: Quota<UserId>,
    pub(crate) sockets: Sockets,
}

impl FromRef<Gate> for Tokens {
    fn from_ref(gate: &Gate) -> Self {
        gate.tokens.clone()
    }
}

impl Gate {
    /// Who asks, where the operation is not for everybody. The services ask again: this is the first of two
    /// locks, not the only one.
    async fn admit(&self, access: Access, parts: &mut Parts) -> Reply<Option<UserId>> {
        if access == Access::Public {
            return Ok(None);
        }
        let caller = Caller::from_request_parts(parts, self).await?;
        self.count(&caller)?;
        if access == Access::Admin {
            caller.admin()?;
        }
        Ok(Some(caller.user))
    }

    /// Takes one from what is left to a user.
    pub(crate) fn count(&self, caller: &Caller) -> Reply<()> {
        self.quota.take(&caller.user)
    }

    fn open_socket(&self, user: Option<UserId>) -> Reply<Option<Socket>> {
        let Some(user) = user else { return Ok(None) };
        match self.sockets.open(user) {
            Some(socket) => Ok(Some(socket)),
            None => Err(ApiProblem::new(ProblemCode::TooManyRequests)
                .detail("too many WebSockets are open")
                .retry_after(SOCKET_PAUSE)),
        }
    }
}

/// Where an operation goes, and for whom it is.
#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) upstream: Arc<Upstream>,
    pub(crate) gate: Gate,
    pub(crate) access: Access,
    /// Whether it is answered by a WebSocket.
    pub(crate) is_socket: bool,
    pub(crate) idle: Duration,
    pub(crate) stop: Stop,
}

/// Passes a request on, and its answer back.
pub(crate) async fn forward(State(route): State<Arc<Route>>, request: Request) -> Reply<Response> {
    let (mut parts, body) = request.with_limited_body().into_parts();
    let upgrade = route.upgrade(&mut parts);
    strip_connection(&mut parts.headers);
    let user = route.gate.admit(route.access, &mut parts).await?;
    if is_too_long(&parts.headers, &body) {
        return Err(ApiProblem::new(ProblemCode::PayloadTooLarge));
    }
    let tunnel = match upgrade {
        Some(client) => Some((client, route.gate.open_socket(user)?)),
        None => None,
    };

    let body = match tunnel {
        Some(_) => Outgoing::EMPTY,
        None => Outgoing::new(body),
    };
    let request = route.outgoing(parts, body, tunnel.is_some())?;
    let answer = route.upstream.send(request).await;
    let mut answer = answer.map_err(|failure| failure.problem(route.upstream.name()))?;

    if answer.status() == StatusCode::SWITCHING_PROTOCOLS {
        let Some((client, socket)) = tunnel else {
            tracing::warn!(
                upstream = route.upstream.name(),
                "it switched protocols unasked"
            );
            return Err(ApiProblem::new(ProblemCode::Unavailable));
        };
        route.join(client, hyper::upgrade::on(&mut answer), socket);
        return Ok(granted(answer));
    }
    strip_connection(answer.headers_mut());
    if answer.status() == StatusCode::UPGRADE_REQUIRED {
        // It is with the gateway that the client would upgrade.
        set_websocket(answer.headers_mut());
    }
    Ok(answer.map(Body::new))
}

/// Whether a body says from the start that it is longer than it may be.
fn is_too_long(headers: &HeaderMap, body: &Body) -> bool {
    let length = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse::<u64>().ok());
    let most = body.size_hint().upper();
    length.zip(most).is_some_and(|(length, most)| length > most)
}

impl Route {
    /// The client's half of a WebSocket, if that is what is asked for and offered.
    fn upgrade(&self, parts: &mut Parts) -> Option<OnUpgrade> {
        if self.is_socket && asks_for_websocket(&parts.headers) {
            parts.extensions.remove::<OnUpgrade>()
        } else {
            None
        }
    }

    /// The request as the service gets it.
    fn outgoing(
        &self,
        parts: Parts,
        body: Outgoing,
        websocket: bool,
    ) -> Reply<axum::http::Request<Outgoing>> {
        let Parts {
            method,
            uri,
            mut headers,
            extensions,
            ..
        } = parts;
        strip_claims(&mut headers);
        if let Some(client) = extensions.get::<Client>() {
            client.tell(&mut headers);
        }
        for (name, value) in &forward_headers() {
            headers.insert(name, value.clone());
        }
        add_via(&mut headers);
        if websocket {
            set_websocket(&mut headers);
        }
        let mut request = axum::http::Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = self.uri(&uri)?;
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// A request that was routed has a path.
    fn uri(&self, asked: &Uri) -> Reply<Uri> {
        let path = asked
            .path_and_query()
            .ok_or_else(|| ApiProblem::new(ProblemCode::NotFound))?;
        self.upstream.uri(path).map_err(ApiProblem::internal)
    }

    /// Lets the bytes pass once the client has been told.
    fn join(&self, client: OnUpgrade, service: OnUpgrade, socket: Option<Socket>) {
        tokio::spawn(carried(tunnel(
            client,
            service,
            self.idle,
            self.stop.clone(),
            socket,
        )));
    }
}

/// The answer that makes a connection a WebSocket.
fn granted(answer: axum::http::Response<Timed>) -> Response {
    let (mut parts, _) = answer.into_parts();
    strip_connection(&mut parts.headers);
    set_websocket(&mut parts.headers);
    parts.extensions.clear();
    Response::from_parts(parts, Body::empty())
}
