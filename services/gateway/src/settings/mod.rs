//! The gateway's own settings, with what holds when nobody says otherwise.

mod origins;

pub use origins::Origins;

use std::fmt::Display;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::time::Duration;

use orion_infra::config::{Reader, Recorded};
use orion_infra::http::{BaseUrl, TrustedProxies};

use crate::limits::{Limits, Rate};
use crate::upstream::{BreakerSettings, LONGEST_MEMORY, Times};

/// All of them.
#[derive(Debug, Clone)]
pub struct GatewaySettings {
    /// `services.…`: where the services are.
    pub services: Services,
    /// `times.…`: how long things may take.
    pub times: Times,
    /// `breaker.…`: when a service is left alone.
    pub breaker: BreakerSettings,
    /// `limits.…`: how much one client may ask.
    pub limits: Limits,
    /// `cors.origins`: the origins whose pages may use the gateway from a browser, separated by commas; none
    /// unless said otherwise.
    pub origins: Origins,
    /// `proxies.trusted`: addresses and networks of proxies before the gateway, separated by commas, whose
    /// `X-Forwarded-…` headers are believed; none unless said otherwise.
    pub proxies: TrustedProxies,
}

/// Where the services are.
#[derive(Debug, Clone)]
pub struct Services {
    /// `services.auth`; the keys that tokens are verified with are there too.
    pub auth: BaseUrl,
    /// `services.user`.
    pub user: BaseUrl,
    /// `services.notifications`.
    pub notifications: BaseUrl,
}

impl GatewaySettings {
    /// Reads them.
    ///
    /// # Errors
    /// When one of them cannot be used; the reader remembers why.
    pub fn read(reader: &mut Reader) -> Result<Self, Recorded> {
        let services = services(reader);
        let times = times(reader);
        let breaker = breaker(reader);
        let limits = limits(reader);
        let origins = reader.value("cors.origins", Origins::default());
        let proxies = reader.value("proxies.trusted", TrustedProxies::default());
        Ok(Self {
            services: services?,
            times: times?,
            breaker: breaker?,
            limits: limits?,
            origins: origins?,
            proxies: proxies?,
        })
    }
}

fn services(reader: &mut Reader) -> Result<Services, Recorded> {
    let auth = reader.required("services.auth");
    let user = reader.required("services.user");
    let notifications = reader.required("services.notifications");
    Ok(Services {
        auth: auth?,
        user: user?,
        notifications: notifications?,
    })
}

fn times(reader: &mut Reader) -> Result<Times, Recorded> {
    let connect = reader.value("times.connect-ms", Positive::<u64>(1_000));
    let first_byte = reader.value("times.first-byte-ms", Positive::<u64>(10_000));
    let whole = reader.value("times.whole-seconds", Positive::<u64>(60));
    let idle = reader.value("times.idle-seconds", Positive::<u64>(75));
    Ok(Times {
        connect: Duration::from_millis(connect?.0),
        first_byte: Duration::from_millis(first_byte?.0),
        whole: Duration::from_secs(whole?.0),
        idle: Duration::from_secs(idle?.0),
    })
}

fn breaker(reader: &mut Reader) -> Result<BreakerSettings, Recorded> {
    let memory = reader.value("breaker.memory", Memory(20));
    let failures = reader.value("breaker.failures", Positive::<u32>(10));
    let open = reader.value("breaker.open-seconds", Positive::<u64>(5));
    let memory = memory?.0;
    Ok(BreakerSettings {
        memory,
        failures: failures?.0.min(memory),
        open: Duration::from_secs(open?.0),
    })
}

fn limits(reader: &mut Reader) -> Result<Limits, Recorded> {
    let address = rate(reader, "address", Rate::new(100, 200));
    let user = rate(reader, "user", Rate::new(50, 100));
    let sockets = reader.value("limits.sockets-per-user", 16);
    Ok(Limits {
        address: address?,
        user: user?,
        sockets: sockets?,
    })
}

fn rate(reader: &mut Reader, whose: &str, usual: Rate) -> Result<Rate, Recorded> {
    let per_second = reader.value(&format!("limits.{whose}-per-second"), usual.per_second);
    let burst = reader.value(&format!("limits.{whose}-burst"), usual.burst);
    Ok(Rate {
        per_second: per_second?,
        burst: burst?,
    })
}

/// A number that is not zero.
struct Positive<T>(T);

impl<T> FromStr for Positive<T>
where
    T: FromStr<Err: Display> + Default + PartialEq,
{
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number: T = text.parse().map_err(|error: T::Err| error.to_string())?;
        if number == T::default() {
            return Err("it has to be more than 0".to_owned());
        }
        Ok(Self(number))
    }
}

/// How much a breaker remembers.
struct Memory(u32);

impl FromStr for Memory {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse::<NonZeroU32>() {
            Ok(number) if number.get() <= LONGEST_MEMORY => Ok(Self(number.get())),
            _ => Err(format!("expected a number from 1 to {LONGEST_MEMORY}")),
        }
    }
}
