//! One WebSocket: what is pushed goes out, pings go out, and what comes in is read and passed over.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, close_code};
use orion_contracts::auth::v1::AccessToken;
use orion_infra::identity::{Tokens, Unverified};
use orion_infra::stop::Stop;
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

use super::Subscription;

/// How long the other side may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(1);

/// How quick a connection has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// How often a ping is sent, and the token looked at again.
    pub ping: Duration,
    /// How long the other side may be silent, though it is pinged, before it is taken for gone.
    pub silence: Duration,
    /// How long one frame may take to be sent.
    pub write: Duration,
}

impl Default for Pace {
    /// As the contract says: a ping every 20 s.
    fn default() -> Self {
        Self {
            ping: Duration::from_secs(20),
            silence: Duration::from_secs(50),
            write: Duration::from_secs(10),
        }
    }
}

/// What a connection needs to know.
#[derive(Debug)]
pub struct Connection {
    /// What is pushed.
    pub subscription: Subscription,
    /// How tokens are known.
    pub tokens: Tokens,
    /// The token that it was opened with: it ends when the token does.
    pub token: AccessToken,
    /// How quick it has to be.
    pub pace: Pace,
    /// When the service is to stop.
    pub stop: Stop,
}

/// Why a connection ends.
enum End {
    /// It is gone, or stuck: nothing more can be said.
    Gone,
    /// It is told why.
    Said(u16, &'static str),
}

const TOO_SLOW: End = End::Said(close_code::AGAIN, "messages may have been missed");
const EXPIRED: End = End::Said(close_code::POLICY, "the token is not valid any more");
const STOPPING: End = End::Said(close_code::AWAY, "the service stops");

impl Connection {
    /// Serves it until it ends.
    pub async fn serve(mut self, mut socket: WebSocket) {
        if let End::Said(code, reason) = self.push(&mut socket).await {
            say_goodbye(&mut socket, code, reason).await;
        }
    }

    async fn push(&mut self, socket: &mut WebSocket) -> End {
        let mut pings = interval_at(Instant::now() + self.pace.ping, self.pace.ping);
        pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut heard = Instant::now();
        loop {
            tokio::select! {
                biased;
                () = self.stop.requested() => return STOPPING,
                message = self.subscription.messages.recv() => {
                    let Some(message) = message else { return TOO_SLOW };
                    if let Err(end) = self.send(socket, Message::Text(message)).await {
                        return end;
                    }
                }
                received = socket.recv() => match received {
                    // After a goodbye there is nothing more, once it is answered: reading does that.
                    None | Some(Err(_)) => return End::Gone,
                    Some(Ok(_)) => heard = Instant::now(),
                },
                _ = pings.tick() => {
                    if heard.elapsed() > self.pace.silence {
                        return End::Gone;
                    }
                    match self.tokens.verify(self.token.expose()).await {
                        // What cannot be told now was true before.
                        Ok(_) | Err(Unverified::KeysUnavailable) => {}
                        Err(_) => return EXPIRED,
                    }
                    if let Err(end) = self.send(socket, Message::Ping(Bytes::new())).await {
                        return end;
                    }
                }
            }
        }
    }

    /// Sends one frame. Nobody waits for whoever does not read: neither for long, nor once they are cut off,
    /// nor at the end.
    async fn send(&mut self, socket: &mut WebSocket, message: Message) -> Result<(), End> {
        tokio::select! {
            sent = timeout(self.pace.write, socket.send(message)) => match sent {
                Ok(Ok(())) => Ok(()),
                Ok(Err(_)) | Err(_) => Err(End::Gone),
            },
            _ = &mut self.subscription.cut => Err(TOO_SLOW),
            () = self.stop.requested() => Err(STOPPING),
        }
    }
}

/// Says why, and waits a moment for the answer, so that what was said is not lost with the connection.
async fn say_goodbye(socket: &mut WebSocket, code: u16, reason: &'static str) {
    let frame = CloseFrame {
        code,
        reason: Utf8Bytes::from_static(reason),
    };
    let _ = timeout(GOODBYE, async {
        socket.send(Message::Close(Some(frame))).await?;
        while let Some(Ok(_)) = socket.recv().await {}
        Ok::<(), axum::Error>(())
    })
    .await;
}
