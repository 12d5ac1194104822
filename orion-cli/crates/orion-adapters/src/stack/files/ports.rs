//! `ports.json`: the ports of this machine that the stack was given.

use std::collections::BTreeMap;
use std::path::Path;

use orion_app::stack::StoreError;
use orion_core::config::Protocol;
use orion_core::ids::ServiceName;
use orion_core::stack::PublishedPort;
use serde::{Deserialize, Serialize};

use crate::files;
use crate::private::{PrivateDirectory, cannot};

/// The version of the file's form.
const VERSION: u32 = 1;

/// What is in the file.
#[derive(Debug, Default)]
pub(super) struct KeptPorts {
    /// The published ports of containers.
    pub(super) services: Vec<(ServiceName, PublishedPort)>,
    /// The ports of the embedded platform's services.
    pub(super) embedded: Vec<(ServiceName, u16)>,
}

#[derive(Serialize, Deserialize)]
struct Document {
    version: u32,
    #[serde(default)]
    services: BTreeMap<String, Vec<Entry>>,
    #[serde(default)]
    embedded: BTreeMap<String, u16>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    container: u16,
    host: u16,
    protocol: Name,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Name {
    Tcp,
    Udp,
}

impl KeptPorts {
    /// What was kept; nothing if nothing was.
    pub(super) fn read(path: &Path) -> Result<Self, StoreError> {
        let content = files::read(path).map_err(|error| cannot(path, "read", &error))?;
        let Some(content) = content else {
            return Ok(Self::default());
        };
        parse(&content).map_err(|why| {
            cannot(
                path,
                "read",
                &format!("{why}; remove it and ports are chosen anew"),
            )
        })
    }

    /// Keeps it in the place of what is there.
    pub(super) fn write(
        &self,
        path: &Path,
        directory: &PrivateDirectory,
    ) -> Result<(), StoreError> {
        directory.make()?;
        let mut document = Document {
            version: VERSION,
            services: BTreeMap::new(),
            embedded: BTreeMap::new(),
        };
        for (service, port) in &self.services {
            let entries = document.services.entry(service.to_string()).or_default();
            entries.push(Entry {
                container: port.container,
                host: port.host,
                protocol: match port.protocol {
                    Protocol::Tcp => Name::Tcp,
                    Protocol::Udp => Name::Udp,
                },
            });
        }
        for (service, port) in &self.embedded {
            document.embedded.insert(service.to_string(), *port);
        }
        let mut content = serde_json::to_vec_pretty(&document)
            .map_err(|error| cannot(path, "written", &error))?;
        content.push(b'\n');
        files::write(path, &content).map_err(|error| cannot(path, "written", &error))
    }
}

fn parse(content: &[u8]) -> Result<KeptPorts, String> {
    let document: Document = serde_json::from_slice(content).map_err(|error| error.to_string())?;
    if document.version != VERSION {
        return Err(format!("it is of another version, {}", document.version));
    }
    let name = |name: &str| ServiceName::parse(name).map_err(|error| error.to_string());
    let mut kept = KeptPorts::default();
    for (service, entries) in document.services {
        let service = name(&service)?;
        for entry in entries {
            let port = PublishedPort {
                container: entry.container,
                host: entry.host,
                protocol: match entry.protocol {
                    Name::Tcp => Protocol::Tcp,
                    Name::Udp => Protocol::Udp,
                },
            };
            kept.services.push((service.clone(), port));
        }
    }
    for (service, port) in document.embedded {
        kept.embedded.push((name(&service)?, port));
    }
    Ok(kept)
}
