//! What an answer leaves unread of a request's body. Whoever sends the next request on the same connection would
//! find it closed by that, and could not say whether the request was acted upon.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::http::{HeaderMap, header};
use http_body_util::BodyExt as _;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use tokio::sync::oneshot;

/// How much of a body is read for the connection's sake, and for how long; beyond either, closing is cheaper.
const MOST: u64 = 64 << 10;
const LONGEST: Duration = Duration::from_secs(1);

/// A body that whoever drops it before its end gives back.
pub(super) struct Lent {
    body: Option<Incoming>,
    lender: Option<oneshot::Sender<Incoming>>,
}

/// What comes back of it.
pub(super) struct Remainder {
    of: oneshot::Receiver<Incoming>,
    /// Whether the client waits to be asked for the body (RFC 9110, section 10.1.1): then it is not asked in vain.
    is_held_back: bool,
}

impl Lent {
    pub(super) fn new(body: Incoming, headers: &HeaderMap) -> (Self, Remainder) {
        let (lender, of) = oneshot::channel();
        let lent = Self {
            body: Some(body),
            lender: Some(lender),
        };
        let is_held_back = headers.contains_key(header::EXPECT);
        (lent, Remainder { of, is_held_back })
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let unread = self.body.take().filter(|body| !body.is_end_stream());
        if let (Some(lender), Some(unread)) = (self.lender.take(), unread) {
            // Nobody wants it where the connection has ended.
            let _ = lender.send(unread);
        }
    }
}

impl Remainder {
    /// Whether another request can follow on the connection, once what can be read was read.
    pub(super) async fn drained(mut self) -> bool {
        match self.of.try_recv() {
            Ok(_) if self.is_held_back => false,
            Ok(body) => tokio::time::timeout(LONGEST, drain(body)).await == Ok(true),
            // It was read, or somebody reads it still.
            Err(_) => true,
        }
    }
}

/// Whether the body ended, and soon enough.
async fn drain(mut body: Incoming) -> bool {
    let mut read = 0;
    while read + body.size_hint().lower() <= MOST {
        match body.frame().await {
            Some(Ok(frame)) => read += frame.data_ref().map_or(0, |data| data.len() as u64),
            Some(Err(_)) => return false,
            None => return true,
        }
    }
    false
}

impl Body for Lent {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        match &mut self.body {
            Some(body) => Pin::new(body).poll_frame(context),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(Incoming::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body
            .as_ref()
            .map_or_else(|| SizeHint::with_exact(0), Incoming::size_hint)
    }
}
