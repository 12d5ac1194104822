//! What the service can be told.

use std::num::NonZero;
use std::time::Duration;

use orion_infra::bus::BusSettings;
use orion_infra::cache::CacheSettings;
use orion_infra::config::{Reader, Recorded, Secret};
use orion_infra::database::DatabaseSettings;

use crate::limits::LimitSettings;
use crate::passwords::PasswordSettings;

const DAY: Duration = Duration::from_hours(24);

/// What the service can be told, beside what every service can.
#[derive(Debug, Clone)]
pub struct AuthSettings {
    /// Where its tables are.
    pub database: DatabaseSettings,
    /// Where its events go.
    pub bus: BusSettings,
    /// Where requests and failures are counted: shared by all instances, unless it is in memory.
    pub cache: CacheSettings,
    /// How many passwords are looked at at once.
    pub passwords: PasswordSettings,
    /// How often somebody may ask.
    pub limits: LimitSettings,
    /// How long tokens and keys are used.
    pub lifetimes: Lifetimes,
    /// The first admin.
    pub admin: Option<AdminSettings>,
}

/// How long tokens and keys are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifetimes {
    /// `tokens.access-seconds`: how long an access token holds; 600 unless said otherwise.
    pub access: Duration,
    /// `tokens.refresh-days`: how long a refresh token waits to be used; 30 unless said otherwise.
    pub refresh: Duration,
    /// `keys.rotate-days`: how long a key signs; 30 unless said otherwise.
    pub key: Duration,
}

/// The account that is there from the start.
#[derive(Debug, Clone)]
pub struct AdminSettings {
    /// `admin.email`.
    pub email: String,
    /// `admin.password`: it holds whatever was set before, so that a new one here is a new one there.
    pub password: Secret,
}

impl Default for Lifetimes {
    fn default() -> Self {
        Self {
            access: Duration::from_mins(10),
            refresh: DAY * 30,
            key: DAY * 30,
        }
    }
}

impl AuthSettings {
    /// Reads them.
    ///
    /// # Errors
    /// When one of them cannot be used; the reader remembers why.
    pub fn read(reader: &mut Reader) -> Result<Self, Recorded> {
        let database = DatabaseSettings::read(reader);
        let bus = BusSettings::read(reader);
        let cache = CacheSettings::read(reader);
        let passwords = PasswordSettings::read(reader);
        let limits = LimitSettings::read(reader);
        let lifetimes = Lifetimes::read(reader);
        let admin = AdminSettings::read(reader);
        Ok(Self {
            database: database?,
            bus: bus?,
            cache: cache?,
            passwords: passwords?,
            limits: limits?,
            lifetimes: lifetimes?,
            admin: admin?,
        })
    }
}

impl Lifetimes {
    fn read(reader: &mut Reader) -> Result<Self, Recorded> {
        let access = reader.value::<NonZero<u16>>(
            "tokens.access-seconds",
            const { NonZero::new(600).unwrap() },
        );
        let refresh = reader
            .value::<NonZero<u16>>("tokens.refresh-days", const { NonZero::new(30).unwrap() });
        let key =
            reader.value::<NonZero<u16>>("keys.rotate-days", const { NonZero::new(30).unwrap() });
        Ok(Self {
            access: Duration::from_secs(access?.get().into()),
            refresh: DAY * refresh?.get().into(),
            key: DAY * key?.get().into(),
        })
    }
}

impl AdminSettings {
    /// Both or neither: one alone would be a slip.
    fn read(reader: &mut Reader) -> Result<Option<Self>, Recorded> {
        let email: Option<String> = reader.optional("admin.email")?;
        let password = match &email {
            Some(_) => Some(reader.secret("admin.password")?),
            None => reader.optional_secret("admin.password")?,
        };
        let email = match password {
            Some(_) => Some(reader.required("admin.email")?),
            None => email,
        };
        Ok(email
            .zip(password)
            .map(|(email, password)| Self { email, password }))
    }
}
