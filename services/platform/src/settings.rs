//! The platform's settings: its own, and those of each service under the service's name.

use std::ffi::OsString;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use orion_infra::config::{self, ConfigError, Reader, Recorded};
use orion_infra::log::LogSettings;
use orion_infra::service::{Configured, Member};

use crate::defaults::{self, Addresses};

/// What the platform's environment variables begin with.
pub const PREFIX: &str = "ORION_PLATFORM_";

/// The platform, before it holds any address.
#[derive(Debug)]
pub struct PlatformSettings {
    /// `data`: the directory of the SQLite files, `.orion/platform` unless said otherwise.
    pub data: PathBuf,
    /// The services with the addresses they are told, in the order they are started.
    pub members: Vec<(Member, SocketAddr)>,
    drain: Option<Duration>,
    environment: Vec<(OsString, OsString)>,
}

impl PlatformSettings {
    /// Reads them from the environment: `ORION_PLATFORM_AUTH_LISTEN` is the auth service's `listen`, and
    /// `ORION_PLATFORM_DRAIN_SECONDS` holds for every service that is not told otherwise.
    ///
    /// # Errors
    /// All that is wrong with them, the services' own settings included.
    pub fn load(
        environment: impl IntoIterator<Item = (OsString, OsString)>,
        members: &[Member],
    ) -> Result<(LogSettings, Self), ConfigError> {
        let environment: Vec<(OsString, OsString)> = environment.into_iter().collect();
        let mut problems = Vec::new();
        let own = config::load(PREFIX, environment.clone(), |reader| {
            let log = LogSettings::read(reader);
            let data = reader.value("data", PathBuf::from(".orion/platform"));
            let drain = reader.optional("drain-seconds");
            let addresses: Vec<_> = members
                .iter()
                .map(|member| read_listen(reader, member))
                .collect();
            let addresses = addresses.into_iter().collect::<Result<Vec<_>, _>>();
            Ok((log?, data?, drain?, addresses?))
        });
        let read = own.map_err(|error| problems.extend(error.problems));
        let Ok((log, data, drain, addresses)) = read else {
            return Err(ConfigError { problems });
        };
        let settings = Self {
            data,
            members: members.iter().copied().zip(addresses).collect(),
            drain: drain.map(Duration::from_secs),
            environment,
        };
        let told: Addresses = settings
            .members
            .iter()
            .map(|(member, address)| (member.name, *address))
            .collect();
        settings.configure(&told)?;
        Ok((log, settings))
    }

    /// Each service's settings once it is known where all of them are.
    ///
    /// # Errors
    /// All that is wrong with them.
    pub fn configure(&self, addresses: &Addresses) -> Result<Vec<Configured>, ConfigError> {
        let mut services = Vec::new();
        let mut problems = Vec::new();
        for (member, _) in &self.members {
            let prefix = prefix_of(member);
            let mut defaults = defaults::of(member.name, &self.data, addresses);
            if let Some(drain) = self.drain {
                defaults.insert("drain-seconds".to_owned(), drain.as_secs().to_string());
            }
            match member.load(&prefix, defaults, self.environment.clone()) {
                Ok(service) => services.push(service),
                Err(error) => problems.extend(error.problems),
            }
        }
        if problems.is_empty() {
            Ok(services)
        } else {
            Err(ConfigError { problems })
        }
    }

    /// Whether somebody says who the first administrator is.
    #[must_use]
    pub fn names_administrator(&self) -> bool {
        self.environment.iter().any(|(name, _)| {
            name.to_str()
                .is_some_and(|name| name.starts_with("ORION_PLATFORM_AUTH_ADMIN_"))
        })
    }
}

fn prefix_of(member: &Member) -> String {
    let name = member.name.to_uppercase().replace('-', "_");
    format!("{PREFIX}{name}_")
}

/// Where the service listens: on the loopback interface unless told otherwise.
fn read_listen(reader: &mut Reader, member: &Member) -> Result<SocketAddr, Recorded> {
    let usual = SocketAddr::from((Ipv4Addr::LOCALHOST, member.port));
    reader.value(&format!("{}.listen", member.name), usual)
}
