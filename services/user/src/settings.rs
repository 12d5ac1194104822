//! What the service can be told, beside what every service can.

use orion_infra::bus::BusSettings;
use orion_infra::config::{Reader, Recorded};
use orion_infra::database::DatabaseSettings;
use orion_infra::http::BaseUrl;

/// What the service can be told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `database.…`: where the profiles are.
    pub database: DatabaseSettings,
    /// `bus.…`: where events come from and go to.
    pub bus: BusSettings,
    /// `auth.url`: where the keys are that tokens are verified with.
    pub auth: BaseUrl,
}

impl Settings {
    /// Reads all of them.
    ///
    /// # Errors
    /// When one is missing or cannot be used; the reader remembers which and why.
    pub fn read(reader: &mut Reader) -> Result<Self, Recorded> {
        let database = DatabaseSettings::read(reader);
        let bus = BusSettings::read(reader);
        let auth = reader.required("auth.url");
        Ok(Self {
            database: database?,
            bus: bus?,
            auth: auth?,
        })
    }
}
