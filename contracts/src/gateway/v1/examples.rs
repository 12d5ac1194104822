//! Examples of the gateway API.

use jiff::Timestamp;

use super::{PlatformHealth, ServiceHealth, ServiceStatus};
use crate::api::Example;

impl Example for PlatformHealth {
    fn example() -> Self {
        let service = |name: &str, status, latency_ms, detail: Option<&str>| ServiceHealth {
            name: name.to_owned(),
            status,
            latency_ms,
            checked_at: Timestamp::constant(1_767_603_600, 0),
            detail: detail.map(str::to_owned),
        };
        Self {
            services: vec![
                service("auth", ServiceStatus::Ready, 2, None),
                service(
                    "user",
                    ServiceStatus::NotReady,
                    3,
                    Some("`database` failed"),
                ),
                service("notifications", ServiceStatus::Unreachable, 1000, None),
            ],
        }
    }
}
