//! Where a service's database is.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::Dialect;
use crate::config::{ExposeSecret as _, Reader, Recorded, Secret};

/// `postgres://ROLE@HOST/DATABASE`, `sqlite:PATH`, or `sqlite::memory:`. It may hold a password, so it is
/// never printed.
#[derive(Clone)]
pub struct DatabaseUrl(Secret);

impl DatabaseUrl {
    /// Which words the database understands.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        if self.text().starts_with("sqlite:") {
            Dialect::Sqlite
        } else {
            Dialect::Postgres
        }
    }

    pub(super) fn text(&self) -> &str {
        self.0.expose_secret()
    }
}

impl FromStr for DatabaseUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let scheme = text.split_once(':').map(|(scheme, _)| scheme);
        match scheme {
            Some("sqlite" | "postgres" | "postgresql") => Ok(Self(Secret::from(text))),
            _ => {
                Err("expected `postgres://ROLE@HOST/DATABASE`, `sqlite:PATH` or `sqlite::memory:`")
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DatabaseUrl({:?}, ..)", self.dialect())
    }
}

/// How a service reaches its database.
#[derive(Debug, Clone)]
pub struct DatabaseSettings {
    /// `database.url`.
    pub url: DatabaseUrl,
    /// `database.password`: the role's password, when the URL holds none.
    pub password: Option<Secret>,
    /// `database.connections`: at most that many at once; 8 unless said otherwise.
    pub connections: u32,
    /// `database.wait-seconds`: how long a start waits for a database that cannot be reached; 30 unless said
    /// otherwise.
    pub wait: Duration,
}

impl DatabaseSettings {
    /// For that database, with everything else as it is unless said otherwise.
    #[must_use]
    pub fn new(url: DatabaseUrl) -> Self {
        Self {
            url,
            password: None,
            connections: 8,
            wait: Duration::from_secs(30),
        }
    }

    /// Reads `database.url`, `database.password`, `database.connections` and `database.wait-seconds`.
    ///
    /// # Errors
    /// When one of them cannot be used; the reader remembers why.
    pub fn read(reader: &mut Reader) -> Result<Self, Recorded> {
        let url = reader.required("database.url");
        let password = reader.optional_secret("database.password");
        let connections = reader.value("database.connections", Connections(8));
        let wait = reader.value("database.wait-seconds", 30);
        Ok(Self {
            url: url?,
            password: password?,
            connections: connections?.0,
            wait: Duration::from_secs(wait?),
        })
    }
}

/// At least one, or nothing would ever be asked; at most 1000, or a slip of the key would ask too much.
struct Connections(u32);

impl FromStr for Connections {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse() {
            Ok(count @ 1..=1000) => Ok(Self(count)),
            _ => Err("expected a whole number from 1 to 1000"),
        }
    }
}
