//! What is told while a stack comes up or goes down.

use std::time::Duration;

use orion_core::ids::ServiceName;
use orion_core::stack::Reason;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// A service's next step.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum Step {
    /// Its image is on its way here.
    Pulling {
        /// Bytes that are here.
        done: u64,
        /// Bytes in all, as far as they are known.
        total: u64,
    },
    /// Its image is being built.
    Building {
        /// The last line that the build said; empty at the beginning.
        line: String,
    },
    /// Its container is being made.
    Creating,
    /// Its container is being replaced.
    Replacing {
        /// Why.
        reason: Reason,
    },
    /// It waits until these are ready.
    Waiting {
        /// The services.
        on: Vec<ServiceName>,
    },
    /// Its container is being started.
    Starting,
    /// It runs, and is not ready yet.
    Probing {
        /// What the last probe answered; empty before the first.
        answer: String,
    },
    /// It is ready.
    Ready {
        /// Seconds since the command began.
        #[serde(rename = "seconds", serialize_with = "seconds")]
        #[schemars(with = "f64")]
        after: Duration,
        /// Whether nothing had to be done.
        kept: bool,
    },
    /// It was started; whether it is ready was not waited for.
    Started,
    /// It could not be brought up.
    Failed {
        /// What went wrong, in a few words.
        what: String,
    },
    /// It was not started.
    Skipped {
        /// What it depends on, and is not there.
        because: ServiceName,
    },
    /// It is being stopped.
    Stopping,
    /// It is gone.
    Removed,
}

/// Seconds, to the millisecond.
pub(super) fn seconds<S: Serializer>(duration: &Duration, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_f64((duration.as_secs_f64() * 1000.0).round() / 1000.0)
}

/// Who is told.
pub trait Observer {
    /// A service took a step. Names of what is no service (any more) come here, too.
    fn step(&self, service: &str, step: &Step);

    /// A word on the whole.
    fn note(&self, text: &str);
}
