//! An answer's body that has to have come by a certain time.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Instant, Sleep, sleep_until};

/// The body, and when it has to have come.
#[derive(Debug)]
pub(crate) struct Timed {
    body: Incoming,
    service: &'static str,
    whole: Duration,
    deadline: Instant,
    /// Set once there is something to wait for, which for a short answer there never is.
    alarm: Option<Pin<Box<Sleep>>>,
}

/// Why an answer breaks off.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Interrupted {
    #[error("it did not end within {} s", .0.as_secs())]
    Late(Duration),
    #[error("it broke off")]
    Broken(#[source] hyper::Error),
}

impl Timed {
    pub(crate) fn new(
        body: Incoming,
        service: &'static str,
        whole: Duration,
        deadline: Instant,
    ) -> Self {
        Self {
            body,
            service,
            whole,
            deadline,
            alarm: None,
        }
    }
}

impl Body for Timed {
    type Data = Bytes;
    type Error = Interrupted;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Interrupted>>> {
        if let Poll::Ready(polled) = Pin::new(&mut self.body).poll_frame(context) {
            let service = self.service;
            return Poll::Ready(polled.map(|frame| {
                frame.map_err(|error| {
                    tracing::warn!(upstream = service, error = %error, "an answer broke off");
                    Interrupted::Broken(error)
                })
            }));
        }
        let deadline = self.deadline;
        let alarm = self
            .alarm
            .get_or_insert_with(|| Box::pin(sleep_until(deadline)));
        if alarm.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        tracing::warn!(upstream = self.service, "an answer did not end in time");
        Poll::Ready(Some(Err(Interrupted::Late(self.whole))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
