//! A request's body on its way to a service: it is passed on as it comes, and can be sent a second time as long
//! as nothing of it was passed on.

use std::error::Error as _;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use axum::body::Body;
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::LengthLimitError;
use tokio::sync::Notify;

/// What went wrong with a body that a client sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyFault {
    /// It is longer than it may be.
    TooLong,
    /// It broke off, or is not HTTP.
    Broken,
}

/// The body; its clones are the same body.
#[derive(Debug, Clone)]
pub(crate) struct Outgoing(Option<Arc<Shared>>);

#[derive(Debug)]
struct Shared {
    transfer: Mutex<Transfer>,
    ended: Notify,
}

#[derive(Debug)]
struct Transfer {
    body: Body,
    begun: bool,
    ended: bool,
    fault: Option<BodyFault>,
}

impl Outgoing {
    /// No body.
    pub(crate) const EMPTY: Self = Self(None);

    pub(crate) fn new(body: Body) -> Self {
        if body.is_end_stream() {
            return Self::EMPTY;
        }
        Self(Some(Arc::new(Shared {
            transfer: Mutex::new(Transfer {
                body,
                begun: false,
                ended: false,
                fault: None,
            }),
            ended: Notify::new(),
        })))
    }

    /// Whether some of it was passed on, and so cannot be again.
    pub(crate) fn begun(&self) -> bool {
        self.0.as_ref().is_some_and(|shared| shared.lock().begun)
    }

    /// What went wrong with it, if something did.
    pub(crate) fn fault(&self) -> Option<BodyFault> {
        self.0.as_ref().and_then(|shared| shared.lock().fault)
    }

    /// Returns when all of it was passed on, at once if it is empty.
    pub(crate) async fn ended(&self) {
        let Some(shared) = &self.0 else { return };
        let ended = shared.ended.notified();
        if !shared.lock().ended {
            ended.await;
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Transfer> {
        self.transfer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl HttpBody for Outgoing {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Some(shared) = &self.0 else {
            return Poll::Ready(None);
        };
        let mut transfer = shared.lock();
        let polled = Pin::new(&mut transfer.body).poll_frame(context);
        match &polled {
            Poll::Pending => return Poll::Pending,
            Poll::Ready(Some(Ok(_))) => transfer.begun = true,
            Poll::Ready(Some(Err(error))) => transfer.fault = Some(fault(error)),
            Poll::Ready(None) => {}
        }
        let last = !matches!(polled, Poll::Ready(Some(Ok(_)))) || transfer.body.is_end_stream();
        if last {
            transfer.ended = true;
            shared.ended.notify_waiters();
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.0
            .as_ref()
            .is_none_or(|shared| shared.lock().body.is_end_stream())
    }

    fn size_hint(&self) -> SizeHint {
        self.0.as_ref().map_or_else(
            || SizeHint::with_exact(0),
            |shared| shared.lock().body.size_hint(),
        )
    }
}

fn fault(error: &axum::Error) -> BodyFault {
    let mut source = error.source();
    while let Some(error) = source {
        if error.is::<LengthLimitError>() {
            return BodyFault::TooLong;
        }
        source = error.source();
    }
    BodyFault::Broken
}
