//! A service that knows its settings: from here on every service is of the same type.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::pin::Pin;

use tokio::net::TcpListener;

use super::{Bound, BuildError, Built, ServeError, Service, ServiceSettings};
use crate::config::{self, ConfigError, Reader, Recorded};
use crate::stop::Stop;

pub(super) type Building = Pin<Box<dyn Future<Output = Result<Built, BuildError>> + Send>>;
pub(super) type Build = Box<dyn FnOnce(Stop) -> Building + Send>;

/// A service with its settings, which holds nothing yet.
pub struct Configured {
    pub(super) name: &'static str,
    pub(super) settings: ServiceSettings,
    pub(super) build: Build,
}

impl Configured {
    /// Of what is built by `build`.
    #[must_use]
    pub fn new<Future>(
        name: &'static str,
        settings: ServiceSettings,
        build: impl FnOnce(Stop) -> Future + Send + 'static,
    ) -> Self
    where
        Future: std::future::Future<Output = Result<Built, BuildError>> + Send + 'static,
    {
        Self {
            name,
            settings,
            build: Box::new(move |stop| Box::pin(build(stop))),
        }
    }

    /// Reads the settings of `S`, those that every service has among them.
    ///
    /// # Errors
    /// When one of them cannot be used; the reader remembers why.
    pub fn read<S: Service>(reader: &mut Reader) -> Result<Self, Recorded> {
        let settings = ServiceSettings::read(reader, S::PORT);
        let own = S::read(reader);
        let (settings, own) = (settings?, own?);
        Ok(Self::new(S::NAME, settings, |stop| S::build(own, stop)))
    }

    /// Takes the listener of somebody who has bound the address already.
    ///
    /// # Errors
    /// When the system does not tell its address.
    pub fn take(self, listener: TcpListener) -> Result<Bound, ServeError> {
        let address = listener.local_addr().map_err(|source| ServeError::Bind {
            service: self.name,
            address: self.settings.listen,
            source,
        })?;
        Ok(Bound::new(self, listener, address))
    }

    /// Takes the address.
    ///
    /// # Errors
    /// When it is not to be had.
    pub async fn bind(self) -> Result<Bound, ServeError> {
        let refused = |source| ServeError::Bind {
            service: self.name,
            address: self.settings.listen,
            source,
        };
        let listener = TcpListener::bind(self.settings.listen)
            .await
            .map_err(refused)?;
        self.take(listener)
    }
}

impl fmt::Debug for Configured {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Configured")
            .field("name", &self.name)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// A service as one of several in a process.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// Its name, as in `workstreams.toml`.
    pub name: &'static str,
    /// The port it listens on unless told otherwise.
    pub port: u16,
    read: fn(&mut Reader) -> Result<Configured, Recorded>,
}

impl Member {
    /// Of `S`.
    #[must_use]
    pub fn of<S: Service>() -> Self {
        Self {
            name: S::NAME,
            port: S::PORT,
            read: Configured::read::<S>,
        }
    }

    /// Reads its settings from an environment whose variables begin with `prefix`, as if it ran alone, over
    /// `defaults` for settings that nobody gives.
    ///
    /// # Errors
    /// All that is wrong with them.
    pub fn load(
        &self,
        prefix: &str,
        defaults: BTreeMap<String, String>,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Result<Configured, ConfigError> {
        config::load_over(prefix, defaults, environment, self.read)
    }
}
