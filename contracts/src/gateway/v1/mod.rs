//! Version 1 of the gateway API.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::words::words;

mod examples;
pub mod operations;

pub use operations::API;

words! {
    /// How a service is.
    ServiceStatus {
        /// It takes requests.
        Ready = "ready",
        /// It answers, and says that it takes none now.
        NotReady = "not-ready",
        /// It does not answer.
        Unreachable = "unreachable",
    }
}

/// How every service behind the gateway is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlatformHealth {
    /// The services, in the gateway's order.
    pub services: Vec<ServiceHealth>,
}

/// How one service is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ServiceHealth {
    /// Which service, as `auth`.
    pub name: String,
    /// How it is.
    pub status: ServiceStatus,
    /// How long it took to answer, or until it was given up, in milliseconds.
    pub latency_ms: u64,
    /// When it was asked, UTC.
    pub checked_at: Timestamp,
    /// What is wrong with it, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}
