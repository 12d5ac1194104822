//! Notifications as they come, over the gateway's WebSocket.

use futures_util::StreamExt as _;
use orion_contracts::notification::v1::{Notification, StreamMessage, StreamRequest};
use orion_tests::{PATIENCE, Person};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// An open WebSocket.
pub(crate) struct Live(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Live {
    /// Opens one for that person: everybody's notifications, or their own.
    pub(crate) async fn open(person: &Person, all: bool) -> Self {
        let address = person.notifications.stream_address(&StreamRequest { all });
        let mut request = address.into_client_request().unwrap();
        let bearer = format!("Bearer {}", person.token.expose());
        request
            .headers_mut()
            .insert("authorization", bearer.parse().unwrap());
        let (socket, _) = connect_async(request).await.unwrap();
        Self(socket)
    }

    /// The next notification that is the one looked for; others may come before it.
    pub(crate) async fn next(&mut self, wanted: impl Fn(&Notification) -> bool) -> Notification {
        let next = async {
            loop {
                let frame = self.0.next().await.expect("the socket stays open").unwrap();
                let Message::Text(text) = frame else { continue };
                if let StreamMessage::Notification { notification } =
                    serde_json::from_str(&text).unwrap()
                    && wanted(&notification)
                {
                    return notification;
                }
            }
        };
        tokio::time::timeout(PATIENCE, next)
            .await
            .expect("the notification is pushed")
    }
}
