//! Which request this is: an id for people to quote, and the W3C trace context (<https://www.w3.org/TR/trace-context/>)
//! that ties together what several services do for one request.
//!
//! Both belong to the task that answers: the log writes them on every line, problems name the request, and
//! [`Trace::current`] has them for calls to other services and for events.

mod parent;
mod request_id;

pub use parent::TraceParent;
pub use request_id::RequestId;

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use tokio::task::futures::TaskLocalFuture;

/// The header with the request's id, which comes and goes with every hop.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The header with the trace and who called.
pub const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
/// The header with what tracing systems say to each other; it is handed on unread.
pub const TRACESTATE: HeaderName = HeaderName::from_static("tracestate");

/// What is handed on of a `tracestate`, in bytes (at least so much, by section 3.3.1.5 of the standard).
const TRACESTATE_MAX: usize = 512;

tokio::task_local! {
    static CURRENT: Trace;
    static SERVICE: &'static str;
}

/// What ties one request together, in this service and beyond.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    request_id: RequestId,
    parent: TraceParent,
    state: Option<HeaderValue>,
}

impl Trace {
    /// Of something that nobody asked for from outside.
    #[must_use]
    pub fn begin() -> Self {
        Self {
            request_id: RequestId::generate(),
            parent: TraceParent::begin(),
            state: None,
        }
    }

    /// Of a request: what it brings is continued as far as it is sound, and the rest begun.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let request_id = headers
            .get(REQUEST_ID)
            .and_then(RequestId::received)
            .unwrap_or_else(RequestId::generate);
        let received = sole(headers, &TRACEPARENT).and_then(TraceParent::received);
        let state = received
            .and_then(|_| sole(headers, &TRACESTATE))
            .filter(|state| state.len() <= TRACESTATE_MAX)
            .cloned();
        Self {
            request_id,
            parent: received.unwrap_or_else(TraceParent::begin),
            state,
        }
    }

    /// Of an event, by what [`Trace::entries`] gave when it was published.
    #[must_use]
    pub fn of_entries<'a>(entries: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let headers = entries
            .into_iter()
            .filter_map(|(name, value)| Some((name.parse().ok()?, value.parse().ok()?)))
            .collect();
        Self::of(&headers)
    }

    /// Of the request that the running task answers, if it does.
    #[must_use]
    pub fn current() -> Option<Self> {
        CURRENT.try_with(Self::clone).ok()
    }

    /// Looks at the current one without keeping it.
    pub(crate) fn with_current<T>(look: impl FnOnce(&Self) -> T) -> Option<T> {
        CURRENT.try_with(look).ok()
    }

    /// Does `work` as a part of this.
    pub fn scope<Work: Future>(self, work: Work) -> impl Future<Output = Work::Output> {
        CURRENT.scope(self, work)
    }

    /// The request's id.
    #[must_use]
    pub fn request_id(&self) -> &RequestId {
        &self.request_id
    }

    /// The trace, and this service's place in it.
    #[must_use]
    pub fn parent(&self) -> &TraceParent {
        &self.parent
    }

    /// The headers that hand it on.
    #[must_use]
    pub fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::with_capacity(4);
        headers.insert(REQUEST_ID, self.request_id.header().clone());
        headers.insert(TRACEPARENT, self.parent.header());
        if let Some(state) = &self.state {
            headers.insert(TRACESTATE, state.clone());
        }
        headers
    }

    /// The same as text, for what is no HTTP.
    pub fn entries(&self) -> impl Iterator<Item = (String, String)> {
        self.headers().into_iter().filter_map(|(name, value)| {
            Some((name?.as_str().to_owned(), value.to_str().ok()?.to_owned()))
        })
    }
}

/// Keeps the current trace and service for work that goes on in a task of its own.
pub fn carried<Work: Future>(work: Work) -> impl Future<Output = Work::Output> {
    let trace = Trace::current();
    let service = service();
    async move {
        let work = async {
            match trace {
                Some(trace) => trace.scope(work).await,
                None => work.await,
            }
        };
        match service {
            Some(service) => in_service(service, work).await,
            None => work.await,
        }
    }
}

/// Does `work` as that service, which the log names on every line.
pub(crate) fn in_service<Work: Future>(
    service: &'static str,
    work: Work,
) -> impl Future<Output = Work::Output> {
    SERVICE.scope(service, work)
}

/// Work that a service does for a request.
pub(crate) type Scoped<Work> = TaskLocalFuture<&'static str, TaskLocalFuture<Trace, Work>>;

/// Does `work` as that service, for the request that `trace` is of.
pub(crate) fn scoped<Work: Future>(
    service: &'static str,
    trace: Trace,
    work: Work,
) -> Scoped<Work> {
    SERVICE.scope(service, CURRENT.scope(trace, work))
}

/// The service that the running task belongs to.
pub(crate) fn service() -> Option<&'static str> {
    SERVICE.try_with(|service| *service).ok()
}

/// The header's value, unless it is there more than once.
fn sole<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a HeaderValue> {
    let mut values = headers.get_all(name).iter();
    values.next().filter(|_| values.next().is_none())
}

#[cfg(test)]
mod tests;
