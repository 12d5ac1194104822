//! When a request is sent a second time: only where that cannot do a thing twice. That is when nothing was sent
//! the first time, or when the method is idempotent (RFC 9110, section 9.2.2) and nothing was answered, or 503.

use std::sync::Arc;
use std::time::Duration;

use axum::http::{Request, Response, StatusCode, header};
use hyper::body::Incoming;
use tokio::time::Sleep;
use tower::retry::Policy;
use tower::retry::backoff::{
    Backoff, ExponentialBackoff, ExponentialBackoffMaker, MakeBackoff as _,
};
use tower::retry::budget::{Budget as _, TpsBudget};
use tower::util::rng::HasherRng;

use super::Failure;
use super::outgoing::Outgoing;

/// How often a request is sent again at most.
pub(crate) const MOST: u32 = 2;
/// The pause before the first time; it doubles, and up to half as much is added by chance.
const PAUSE: Duration = Duration::from_millis(25);
const LONGEST_PAUSE: Duration = Duration::from_millis(200);
const JITTER: f64 = 0.5;
/// Requests are sent again for at most a fifth of those that succeeded in the last seconds, beside this many for
/// each of them: a service that is down is not asked three times as much as one that is well.
const BUDGET_WINDOW: Duration = Duration::from_secs(10);
const BUDGET_SHARE: f32 = 0.2;
const BUDGET_FLOOR: u32 = 1;

/// What the requests to one service share.
#[derive(Debug, Clone)]
pub(crate) struct Retries(Arc<TpsBudget>);

impl Retries {
    pub(crate) fn new() -> Self {
        Self(Arc::new(TpsBudget::new(
            BUDGET_WINDOW,
            BUDGET_FLOOR,
            BUDGET_SHARE,
        )))
    }

    /// For one request.
    pub(crate) fn policy(&self) -> Again {
        Again {
            left: MOST,
            budget: Arc::clone(&self.0),
            backoff: None,
        }
    }
}

/// One request's policy.
#[derive(Debug, Clone)]
pub(crate) struct Again {
    left: u32,
    budget: Arc<TpsBudget>,
    /// Made when it is first needed, which for most requests is never.
    backoff: Option<ExponentialBackoff>,
}

impl Again {
    fn pause(&mut self) -> Option<Sleep> {
        if self.backoff.is_none() {
            let chance = HasherRng::new();
            let maker = ExponentialBackoffMaker::new(PAUSE, LONGEST_PAUSE, JITTER, chance);
            self.backoff = maker.ok().map(|mut maker| maker.make_backoff());
        }
        self.backoff.as_mut().map(Backoff::next_backoff)
    }
}

impl Policy<Request<Outgoing>, Response<Incoming>, Failure> for Again {
    type Future = Sleep;

    fn retry(
        &mut self,
        request: &mut Request<Outgoing>,
        result: &mut Result<Response<Incoming>, Failure>,
    ) -> Option<Self::Future> {
        let again = match result {
            Ok(response) if response.status() == StatusCode::SERVICE_UNAVAILABLE => {
                // A service that names a time does not mean in a few milliseconds.
                request.method().is_idempotent()
                    && !response.headers().contains_key(header::RETRY_AFTER)
            }
            Ok(_) => {
                self.budget.deposit();
                false
            }
            Err(Failure::Unreached(_)) => true,
            Err(Failure::Broken(_)) => request.method().is_idempotent(),
            Err(Failure::Open(_) | Failure::Late(_) | Failure::Body(_)) => false,
        };
        if !again || self.left == 0 || request.body().begun() || !self.budget.withdraw() {
            return None;
        }
        self.left -= 1;
        self.pause()
    }

    fn clone_request(&mut self, request: &Request<Outgoing>) -> Option<Request<Outgoing>> {
        let mut copy = Request::new(request.body().clone());
        copy.method_mut().clone_from(request.method());
        copy.uri_mut().clone_from(request.uri());
        copy.headers_mut().clone_from(request.headers());
        Some(copy)
    }
}

#[cfg(test)]
mod tests;
