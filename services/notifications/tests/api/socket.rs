//! The other end of a stream.

use futures_util::{SinkExt as _, StreamExt as _};
use orion_contracts::auth::v1::AccessToken;
use orion_contracts::notification::v1::{Notification, StreamMessage, StreamRequest};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::world::{Instance, PATIENCE};

/// A stream that was opened.
pub(crate) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// Opens a stream at that instance, or gives the status that it was refused with.
    pub(crate) async fn open(
        at: &Instance,
        token: Option<&AccessToken>,
        all: bool,
    ) -> Result<Self, u16> {
        let unnamed = AccessToken::new(String::new());
        let address = at.client(unnamed).stream_address(&StreamRequest { all });
        let mut request = address.into_client_request().unwrap();
        if let Some(token) = token {
            let bearer = format!("Bearer {}", token.expose()).parse().unwrap();
            request.headers_mut().insert("authorization", bearer);
        }
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(Error::Http(answer)) => Err(answer.status().as_u16()),
            Err(other) => panic!("{other}"),
        }
    }

    /// The next frame, whatever it is; nothing once the connection is over.
    pub(crate) async fn next(&mut self) -> Option<Message> {
        let next = tokio::time::timeout(PATIENCE, self.0.next()).await;
        next.expect("something comes")?.ok()
    }

    /// The next notification.
    pub(crate) async fn pushed(&mut self) -> Notification {
        match self.next_but_pings().await {
            Message::Text(text) => match serde_json::from_str(&text).unwrap() {
                StreamMessage::Notification { notification } => notification,
                StreamMessage::Unknown => panic!("an unknown message: {text}"),
            },
            other => panic!("{other:?}"),
        }
    }

    /// The code that the stream is closed with.
    pub(crate) async fn closed(&mut self) -> u16 {
        match self.next_but_pings().await {
            Message::Close(frame) => frame.unwrap().code.into(),
            other => panic!("{other:?}"),
        }
    }

    /// The next frame that says something. Pings come for ever, so that they are not waited for one by one.
    async fn next_but_pings(&mut self) -> Message {
        let next = async {
            loop {
                match self.next().await.expect("the stream is open") {
                    Message::Ping(_) | Message::Pong(_) => {}
                    other => return other,
                }
            }
        };
        tokio::time::timeout(PATIENCE, next)
            .await
            .expect("something comes in time")
    }

    /// Sends something that nobody asked for.
    pub(crate) async fn send(&mut self, message: Message) {
        self.0.send(message).await.unwrap();
    }
}
