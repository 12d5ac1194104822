//! The line that the log gets for a request.

use std::str::FromStr;
use std::time::{Duration, Instant};

use axum::extract::MatchedPath;
use axum::http::{Method, StatusCode, Uri};

/// From when on an answer is slow.
const SLOW: Duration = Duration::from_secs(1);

/// Which requests are logged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RequestLog {
    /// Each.
    #[default]
    All,
    /// Those that took a second or longer, or failed with 5xx.
    Slow,
    /// None.
    None,
}

impl FromStr for RequestLog {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "all" => Ok(Self::All),
            "slow" => Ok(Self::Slow),
            "none" => Ok(Self::None),
            _ => Err("expected `all`, `slow` or `none`"),
        }
    }
}

/// What is known of a request from the start.
pub(super) struct Line {
    log: RequestLog,
    method: Method,
    target: Target,
    begun: Instant,
}

/// What was asked for.
enum Target {
    /// A route, with names for its parameters.
    Route(MatchedPath),
    /// Nothing that there is.
    Unknown(Uri),
}

impl Line {
    pub(super) fn begin<B>(log: RequestLog, request: &axum::http::Request<B>) -> Self {
        let target = match request.extensions().get::<MatchedPath>() {
            Some(route) => Target::Route(route.clone()),
            None => Target::Unknown(request.uri().clone()),
        };
        Self {
            log,
            method: request.method().clone(),
            target,
            begun: Instant::now(),
        }
    }

    /// Writes that the request was answered.
    pub(super) fn answered(&self, status: StatusCode) {
        let took = self.begun.elapsed();
        let failed = status.is_server_error();
        match self.log {
            RequestLog::All => {}
            RequestLog::Slow if failed || took >= SLOW => {}
            RequestLog::Slow | RequestLog::None => return,
        }
        let (route, path) = self.target();
        let method = self.method.as_str();
        let ms = milliseconds(took);
        let status = status.as_u16();
        if self.is_about_health() && (!failed || status == 503) {
            tracing::debug!(method, route, path, status, ms, "answered");
        } else if failed {
            tracing::warn!(method, route, path, status, ms, "answered");
        } else {
            tracing::info!(method, route, path, status, ms, "answered");
        }
    }

    /// Writes that the client left before there was an answer.
    pub(super) fn abandoned(&self) {
        if self.log == RequestLog::All {
            let (route, path) = self.target();
            let method = self.method.as_str();
            let ms = milliseconds(self.begun.elapsed());
            tracing::info!(method, route, path, ms, "abandoned");
        }
    }

    /// The route, or the path where there is none. A query may hold what is not for the log.
    fn target(&self) -> (Option<&str>, Option<&str>) {
        match &self.target {
            Target::Route(route) => (Some(route.as_str()), None),
            Target::Unknown(uri) => (None, Some(uri.path())),
        }
    }

    fn is_about_health(&self) -> bool {
        matches!(&self.target, Target::Route(route) if route.as_str().starts_with("/health/"))
    }
}

/// In milliseconds, to the microsecond.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}
