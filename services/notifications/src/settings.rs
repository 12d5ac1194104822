//! What the service can be told, beside what every service can.

use orion_infra::bus::BusSettings;
use orion_infra::config::{Reader, Recorded};
use orion_infra::database::DatabaseSettings;
use orion_infra::http::BaseUrl;

use crate::mail::MailSettings;

/// How many may listen to one instance, unless said otherwise.
const CONNECTIONS: usize = 10_000;

/// What the service can be told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `database.…`: where the notifications are.
    pub database: DatabaseSettings,
    /// `bus.…`: where events come from and go to.
    pub bus: BusSettings,
    /// `auth.url`: where the keys are that tokens are verified with.
    pub auth: BaseUrl,
    /// `stream.connections`: how many may listen at once; 10,000 unless said otherwise.
    pub connections: usize,
    /// `smtp.…`: how letters are sent, if they are.
    pub mail: Option<MailSettings>,
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
        let connections = reader.value("stream.connections", CONNECTIONS);
        let mail = MailSettings::read(reader);
        Ok(Self {
            database: database?,
            bus: bus?,
            auth: auth?,
            connections: connections?,
            mail: mail?,
        })
    }
}
