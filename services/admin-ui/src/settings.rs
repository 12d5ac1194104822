//! What the admin UI is told.

use std::time::Duration;

use orion_infra::config::{Reader, Recorded};
use orion_infra::http::BaseUrl;

/// Its own settings.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `gateway.url`: the only thing it talks to; `http://127.0.0.1:7100` unless said otherwise.
    pub gateway: BaseUrl,
    /// `insecure-cookies`: `true` lets the session's cookie travel over plain HTTP. For trying it out only.
    pub insecure_cookies: bool,
    /// `session.idle-seconds`: how long nobody may ask for anything before a session ends; 1800 unless said
    /// otherwise.
    pub idle: Duration,
    /// `session.absolute-seconds`: when a session ends at the latest; 43200 unless said otherwise.
    pub absolute: Duration,
}

impl Settings {
    /// With a gateway, and all else as it is when nobody says otherwise.
    #[must_use]
    pub fn of(gateway: BaseUrl) -> Self {
        Self {
            gateway,
            insecure_cookies: false,
            idle: Duration::from_mins(30),
            absolute: Duration::from_hours(12),
        }
    }

    /// Reads them.
    ///
    /// # Errors
    /// When one of them cannot be used; the reader remembers why.
    pub fn read(reader: &mut Reader) -> Result<Self, Recorded> {
        let usual = Self::of(usual_gateway());
        let gateway = reader.value("gateway.url", usual.gateway);
        let insecure_cookies = reader.value("insecure-cookies", usual.insecure_cookies);
        let idle = reader.value("session.idle-seconds", usual.idle.as_secs());
        let absolute = reader.value("session.absolute-seconds", usual.absolute.as_secs());
        Ok(Self {
            gateway: gateway?,
            insecure_cookies: insecure_cookies?,
            idle: Duration::from_secs(idle?),
            absolute: Duration::from_secs(absolute?),
        })
    }
}

#[expect(
    clippy::expect_used,
    reason = "the text is the same every time, and is an address"
)]
fn usual_gateway() -> BaseUrl {
    "http://127.0.0.1:7100".parse().expect("an address")
}
