//! Looking at the stack that a container engine runs.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use orion_core::config::{Protocol, Service};
use orion_core::ids::SecretName;
use orion_core::integration::{Binding, addresses};
use orion_core::stack::{ContainerId, ContainerState};

use super::facts::{BrokerView, LiveFacts, LiveService};
use crate::stack::{
    Builder, ContainerFacts, Engine, EngineError, Machine, Prober, Runtime, Site, StackStore,
};

/// What is asked of `rabbitmqctl`: the columns, after the words that every question begins with.
const BINDINGS: [&str; 5] = [
    "list_bindings",
    "source_name",
    "destination_kind",
    "destination_name",
    "routing_key",
];
const EXCHANGES: [&str; 3] = ["list_exchanges", "name", "type"];

impl<E: Engine, P: Prober, B: Builder, S: StackStore, M: Machine> Site<'_, E, P, B, S, M> {
    /// What runs of this stack, and what its broker says; none when nothing runs.
    ///
    /// # Errors
    /// [`EngineError`] when the engine gives no list.
    pub async fn look(&self) -> Result<Option<LiveFacts>, EngineError> {
        let live = self.engine.containers(&self.project).await?;
        let mut services = Vec::new();
        let mut ids = BTreeMap::new();
        for container in &live {
            let mut described = self.workspace.services.iter();
            let service = described.find(|one| one.name.as_str() == container.service);
            let Some(service) = service.filter(|_| container.state == ContainerState::Running)
            else {
                continue;
            };
            let facts = match self.engine.inspect(&container.id).await {
                Ok(facts) => facts,
                Err(EngineError::NotFound(_)) => continue,
                Err(error) => return Err(error),
            };
            services.push(LiveService {
                name: container.service.clone(),
                ports: self.reached(service, &facts),
            });
            ids.insert(container.service.clone(), container.id.clone());
        }
        if services.is_empty() {
            return Ok(None);
        }
        let broker = match self.broker() {
            Some((name, virtual_host)) => {
                let view = match ids.get(&name) {
                    Some(id) => self.broker_view(id, &virtual_host).await,
                    None => Err(format!("`{name}` does not run")),
                };
                Some((name, view))
            }
            None => None,
        };
        Ok(Some(LiveFacts {
            runtime: Runtime::Docker,
            services,
            broker,
            passwords: self.passwords(),
        }))
    }

    /// The service's ports: published ones on this machine, others where the container itself is reached.
    fn reached(&self, service: &Service, facts: &ContainerFacts) -> Vec<(u16, SocketAddr)> {
        let own = facts.address.filter(|_| self.engine.facts().local);
        let ports = service.ports.iter();
        let ports = ports.filter(|port| port.protocol == Protocol::Tcp);
        ports
            .filter_map(|port| {
                let mut published = facts.ports.iter();
                let published = published.find(|published| {
                    published.container == port.container && published.protocol == Protocol::Tcp
                });
                let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
                let address = match (published, own) {
                    (Some(published), _) => SocketAddr::new(here, published.host),
                    (None, Some(own)) => SocketAddr::new(own, port.container),
                    (None, None) => return None,
                };
                Some((port.container, address))
            })
            .collect()
    }

    /// The service that addresses of a broker lead to, and the virtual host in the first of them.
    fn broker(&self) -> Option<(String, String)> {
        let services = self.workspace.services.iter();
        let mut brokers = services
            .flat_map(addresses)
            .filter(|address| address.is_broker() && self.is_service(&address.host));
        let address = brokers.next()?;
        let virtual_host = match address.path.as_str() {
            "" => "/".to_owned(),
            path => path.to_owned(),
        };
        Some((address.host, virtual_host))
    }

    async fn broker_view(
        &self,
        container: &ContainerId,
        virtual_host: &str,
    ) -> Result<BrokerView, String> {
        let bindings = self.listed(container, virtual_host, &BINDINGS).await?;
        let exchanges = self.listed(container, virtual_host, &EXCHANGES).await?;
        Ok(BrokerView {
            bindings: bindings
                .iter()
                .filter_map(|row| match row.as_slice() {
                    [exchange, kind, queue, key] if kind == "queue" => Some(Binding {
                        exchange: exchange.clone(),
                        queue: queue.clone(),
                        key: key.clone(),
                    }),
                    _ => None,
                })
                .collect(),
            exchanges: exchanges
                .iter()
                .filter_map(|row| match row.as_slice() {
                    [name, kind] => Some((name.clone(), kind.clone())),
                    _ => None,
                })
                .collect(),
        })
    }

    /// The rows of one of the broker's lists.
    async fn listed(
        &self,
        container: &ContainerId,
        virtual_host: &str,
        question: &[&str],
    ) -> Result<Vec<Vec<String>>, String> {
        let (list, columns) = question.split_first().unwrap_or((&"", &[]));
        let command: Vec<String> = ["rabbitmqctl", "--quiet", "--vhost", virtual_host, list]
            .iter()
            .chain(&["--no-table-headers"])
            .chain(columns)
            .map(|word| (*word).to_owned())
            .collect();
        let said = self.engine.output(container, &command).await;
        match said.map_err(|error| error.to_string())? {
            (0, said) => Ok(said
                .lines()
                .map(|line| line.split('\t').map(str::to_owned).collect())
                .collect()),
            (code, said) => {
                let mut lines = said.lines().rev().map(str::trim);
                let reason = lines.find(|line| !line.is_empty());
                let reason = reason.unwrap_or("nothing was said");
                Err(format!("`rabbitmqctl {list}` ended with {code}: {reason}"))
            }
        }
    }

    /// The secrets behind the addresses of databases and brokers, as the stack has them.
    fn passwords(&self) -> BTreeMap<SecretName, String> {
        let services = self.workspace.services.iter();
        let secrets = services.flat_map(|service| {
            addresses(service).filter_map(move |address| address.secret(service))
        });
        secrets
            .filter_map(|name| {
                // What cannot be read is missing, and whoever needs it says so.
                let value = self.store.secret(&name).ok()?;
                Some((name, String::from_utf8(value).ok()?))
            })
            .collect()
    }
}
