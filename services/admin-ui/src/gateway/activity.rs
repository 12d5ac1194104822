//! Everybody's notifications as they come, over the gateway's WebSocket.

use std::io;
use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, header};
use futures_util::StreamExt as _;
use orion_contracts::auth::v1::AccessToken;
use orion_contracts::notification::v1::{Notification, StreamMessage};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use super::Trouble;

/// How long the WebSocket may take to open.
const OPENING: Duration = Duration::from_secs(10);
/// How long it may say nothing: the notification service pings every 20 s.
const SILENCE: Duration = Duration::from_mins(1);

/// The notifications.
#[derive(Debug)]
pub(crate) struct ActivityStream(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl ActivityStream {
    /// Opens the WebSocket at that address, in the name of whoever the token proves.
    pub(super) async fn open(
        address: &str,
        headers: HeaderMap,
        token: &AccessToken,
    ) -> Result<Self, Trouble> {
        let mut request = address.into_client_request().map_err(Trouble::away)?;
        let bearer = HeaderValue::try_from(format!("Bearer {}", token.expose()));
        let mut bearer = bearer.map_err(Trouble::away)?;
        bearer.set_sensitive(true);
        request.headers_mut().extend(headers);
        request.headers_mut().insert(header::AUTHORIZATION, bearer);
        match timeout(OPENING, connect_async(request)).await {
            Ok(Ok((stream, _))) => Ok(Self(stream)),
            Ok(Err(Error::Http(answer))) => {
                let status = answer.status().as_u16();
                let body = answer.body().as_deref().unwrap_or_default();
                Err(Trouble::of_answer(status, body))
            }
            Ok(Err(error)) => Err(Trouble::away(error)),
            Err(elapsed) => Err(Trouble::away(elapsed)),
        }
    }

    /// The next one. Messages of another kind are passed over.
    ///
    /// # Errors
    /// When the WebSocket ended, or says nothing any more.
    pub(crate) async fn next(&mut self) -> Result<Notification, Trouble> {
        loop {
            let message = match timeout(SILENCE, self.0.next()).await {
                Ok(Some(Ok(message))) => message,
                Ok(Some(Err(error))) => return Err(Trouble::away(error)),
                Ok(None) => {
                    return Err(Trouble::away(io::Error::from(io::ErrorKind::UnexpectedEof)));
                }
                Err(elapsed) => return Err(Trouble::away(elapsed)),
            };
            // Pings are answered by the stream itself; the end comes as the end of the stream.
            let Message::Text(text) = message else {
                continue;
            };
            match serde_json::from_str(&text) {
                Ok(StreamMessage::Notification { notification }) => return Ok(notification),
                Ok(StreamMessage::Unknown) => {}
                Err(error) => {
                    tracing::warn!(%error, "the gateway's stream said something that cannot be read");
                }
            }
        }
    }
}
