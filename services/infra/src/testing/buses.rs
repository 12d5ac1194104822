//! Fresh buses: in memory always, RabbitMQ where a server is.

use std::time::Duration;

use super::servers;
use crate::bus::{Bus, BusSettings};
use crate::database::new_id;

/// When RabbitMQ removes what a test has left.
const UNUSED: Duration = Duration::from_mins(10);

/// A fresh bus of each kind that can be had here; none meets the messages of another.
///
/// # Panics
/// When one cannot be opened, or `ORION_REQUIRE_ALL` is set and `ORION_TEST_RABBITMQ` is not.
pub async fn buses() -> Vec<Bus> {
    let mut buses = Vec::new();
    for settings in bus_settings() {
        let bus = Bus::open(&settings).await;
        buses.push(bus.unwrap_or_else(|error| panic!("{error}")));
    }
    buses
}

/// How services are told of such buses.
///
/// # Panics
/// When `ORION_TEST_RABBITMQ` is no URL, or `ORION_REQUIRE_ALL` is set and it is not.
#[must_use]
pub fn bus_settings() -> Vec<BusSettings> {
    let mut settings = vec![settings(&format!("memory:{}", new_id()))];
    if let Some(url) = servers::url("RabbitMQ", "ORION_TEST_RABBITMQ") {
        settings.push(self::settings(&url));
    }
    settings
}

fn settings(url: &str) -> BusSettings {
    let url = url.parse().unwrap_or_else(|error| panic!("{error}"));
    BusSettings {
        prefix: format!("test-{}.", new_id().simple()),
        unused_for: Some(UNUSED),
        ..BusSettings::new(url)
    }
}
