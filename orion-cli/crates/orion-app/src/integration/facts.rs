//! What is known of a running stack before anybody in it is asked.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use orion_core::ids::SecretName;
use orion_core::integration::Binding;

use crate::stack::{EmbeddedStatus, Runtime};

/// A service that runs, and where it is reached from this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveService {
    /// Its name.
    pub name: String,
    /// Its ports: inside, and where each is reached. The service's first port comes first.
    pub ports: Vec<(u16, SocketAddr)>,
}

/// What a broker says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BrokerView {
    /// Its ways to queues.
    pub bindings: Vec<Binding>,
    /// Its exchanges, each with its type: `topic`, `direct`, `fanout`, `headers`.
    pub exchanges: Vec<(String, String)>,
}

/// A running stack. It holds passwords, so there is no `Debug`.
pub struct LiveFacts {
    /// What runs it.
    pub runtime: Runtime,
    /// The services that run.
    pub services: Vec<LiveService>,
    /// What the broker said, by the name of the service that it is; why it said nothing.
    pub broker: Option<(String, Result<BrokerView, String>)>,
    /// The secrets that addresses of databases and brokers need.
    pub passwords: BTreeMap<SecretName, String>,
}

impl LiveFacts {
    /// Where that port of a service is reached; its first port when none is asked for.
    ///
    /// # Errors
    /// Why it is not, in a few words.
    pub fn reach(&self, service: &str, port: Option<u16>) -> Result<SocketAddr, String> {
        let live = self.services.iter().find(|live| live.name == service);
        let Some(live) = live else {
            return Err(format!("`{service}` does not run"));
        };
        let mut ports = live.ports.iter();
        let found = match port {
            Some(port) => ports.find(|(inside, _)| *inside == port),
            None => ports.next(),
        };
        match (found, port) {
            (Some((_, address)), _) => Ok(*address),
            (None, Some(port)) => Err(format!(
                "port {port} of `{service}` is not reached from here"
            )),
            (None, None) => Err(format!("no port of `{service}` is reached from here")),
        }
    }
}

/// What is known of the platform that runs in one process.
#[must_use]
pub fn embedded_facts(status: &EmbeddedStatus) -> LiveFacts {
    let services = status.services.iter();
    LiveFacts {
        runtime: Runtime::Embedded,
        services: services
            .map(|service| LiveService {
                name: service.name.clone(),
                ports: vec![(service.address.port(), service.address)],
            })
            .collect(),
        broker: None,
        passwords: BTreeMap::new(),
    }
}
