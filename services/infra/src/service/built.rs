//! A service that has what it needs.

use std::fmt;
use std::pin::Pin;

use axum::Router;

use super::{BuildError, Check};

/// What runs beside a service's routes until the service is to stop. A failure ends the service; ending well
/// before that does not.
pub type Work = Pin<Box<dyn Future<Output = Result<(), BuildError>> + Send>>;

/// What a service consists of while it runs.
#[derive(Default)]
pub struct Built {
    /// Its own routes. Health is added to them, and they are wrapped in what every service has.
    pub routes: Router,
    /// What runs beside them.
    pub work: Vec<Work>,
    /// What has to be well for it to be given requests.
    pub checks: Vec<Check>,
}

impl Built {
    /// Of routes alone.
    #[must_use]
    pub fn new(routes: Router) -> Self {
        Self {
            routes,
            ..Self::default()
        }
    }

    /// The same, with something that runs beside the routes.
    #[must_use]
    pub fn with_work(
        mut self,
        work: impl Future<Output = Result<(), BuildError>> + Send + 'static,
    ) -> Self {
        self.work.push(Box::pin(work));
        self
    }

    /// The same, ready only while the check passes.
    #[must_use]
    pub fn with_check(mut self, check: Check) -> Self {
        self.checks.push(check);
        self
    }
}

impl fmt::Debug for Built {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Built")
            .field("work", &self.work.len())
            .field("checks", &self.checks)
            .finish_non_exhaustive()
    }
}
