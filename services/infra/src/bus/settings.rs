//! Where the bus is.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::{QUEUES, Queue};
use crate::config::{ExposeSecret as _, Reader, Recorded, Secret};

/// `amqp://USER@HOST:5672/%2f`, `amqps://…`, or `memory:NAME`. It may hold a password, so it is never printed.
#[derive(Clone)]
pub struct BusUrl(Secret);

impl BusUrl {
    /// The name of the bus in this process's memory, if it is one.
    pub(super) fn memory(&self) -> Option<&str> {
        self.text().strip_prefix("memory:")
    }

    pub(super) fn text(&self) -> &str {
        self.0.expose_secret()
    }
}

impl FromStr for BusUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.split_once(':') {
            Some(("memory", name)) if !name.is_empty() => Ok(Self(Secret::from(text))),
            Some(("amqp" | "amqps", _)) => Ok(Self(Secret::from(text))),
            _ => Err("expected `amqp://USER@HOST:5672/%2f`, `amqps://…` or `memory:NAME`"),
        }
    }
}

impl fmt::Debug for BusUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.text().split(':').next().unwrap_or_default();
        write!(formatter, "BusUrl({scheme:?}, ..)")
    }
}

/// How a service reaches the bus.
#[derive(Debug, Clone)]
pub struct BusSettings {
    /// `bus.url`.
    pub url: BusUrl,
    /// `bus.password`: the user's password, when the URL holds none.
    pub password: Option<Secret>,
    /// `bus.prefix`: what the names of exchange and queues begin with, so that several platforms can share a
    /// broker; nothing unless said otherwise.
    pub prefix: String,
    /// Queues that are to be there before the first message is published, whoever consumes them: what is
    /// published for a service that has not started yet waits for it. In memory its publisher waits, too.
    pub queues: &'static [Queue],
    /// The broker may remove a queue that nobody has used for so long.
    pub(crate) unused_for: Option<Duration>,
}

impl BusSettings {
    /// For that bus, with no queues but those that are consumed.
    #[must_use]
    pub fn new(url: BusUrl) -> Self {
        Self {
            url,
            password: None,
            prefix: String::new(),
            queues: &[],
            unused_for: None,
        }
    }

    /// Reads `bus.url`, `bus.password` and `bus.prefix`; the queues are those of the platform.
    ///
    /// # Errors
    /// When one of them cannot be used; the reader remembers why.
    pub fn read(reader: &mut Reader) -> Result<Self, Recorded> {
        let url = reader.required("bus.url");
        let password = reader.optional_secret("bus.password");
        let prefix = reader.value("bus.prefix", Prefix(String::new()));
        Ok(Self {
            password: password?,
            prefix: prefix?.0,
            queues: QUEUES,
            ..Self::new(url?)
        })
    }
}

/// Short, of characters that mean nothing to a broker or its tools.
struct Prefix(String);

impl FromStr for Prefix {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        if text.len() <= 64 && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err("expected at most 64 letters, digits, `-`, `_` and `.`")
        }
    }
}
