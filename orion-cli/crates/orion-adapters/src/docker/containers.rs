//! Containers that are there: listing, asking, starting, stopping.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::time::Duration;

use bollard::Docker;
use bollard::errors::Error;
use bollard::query_parameters::{
    RemoveContainerOptionsBuilder, StartContainerOptions, StopContainerOptionsBuilder,
    WaitContainerOptionsBuilder,
};
use futures_util::TryStreamExt as _;
use orion_app::stack::{ContainerFacts, EngineError, HASH_LABEL, PROJECT_LABEL, SERVICE_LABEL};
use orion_core::config::Protocol;
use orion_core::stack::{
    ContainerId, ContainerSpec, ContainerState, EngineHealth, LiveContainer, ProjectName,
    PublishedPort,
};
use serde::Deserialize;

use super::error::{is_missing, meaning, status, taken_port, text};
use super::wire::{WITHOUT_END, Wire, label_filter, query};

/// How long the engine may take to kill and to say so, beside the grace that the container has.
const KILLING: Duration = Duration::from_secs(30);

/// An element of the engine's list.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Listed {
    id: String,
    #[serde(default)]
    names: Option<Vec<String>>,
    #[serde(default)]
    image: String,
    #[serde(default, rename = "ImageID")]
    image_id: String,
    #[serde(default)]
    labels: Option<BTreeMap<String, String>>,
    #[serde(default)]
    state: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    ports: Option<Vec<ListedPort>>,
    #[serde(default)]
    network_settings: Option<Networks>,
    #[serde(default)]
    created: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListedPort {
    #[serde(default)]
    private_port: u16,
    #[serde(default)]
    public_port: u16,
    #[serde(default)]
    r#type: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Networks {
    #[serde(default)]
    networks: Option<BTreeMap<String, Endpoint>>,
    #[serde(default)]
    ports: Option<BTreeMap<String, Option<Vec<Binding>>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Endpoint {
    #[serde(default, rename = "IPAddress")]
    ip_address: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Binding {
    #[serde(default)]
    host_port: String,
}

/// What is told of one container.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Inspected {
    state: State,
    #[serde(default)]
    restart_count: u64,
    #[serde(default)]
    config: Option<Labelled>,
    #[serde(default)]
    network_settings: Option<Networks>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Labelled {
    #[serde(default)]
    labels: Option<BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct State {
    #[serde(default)]
    running: bool,
    #[serde(default)]
    restarting: bool,
    #[serde(default, rename = "OOMKilled")]
    oom_killed: bool,
    #[serde(default)]
    exit_code: i64,
    #[serde(default)]
    error: Option<String>,
    #[serde(default)]
    started_at: Option<String>,
    #[serde(default)]
    health: Option<Health>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Health {
    #[serde(default)]
    status: String,
    #[serde(default)]
    log: Option<Vec<Check>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Check {
    #[serde(default)]
    output: String,
}

fn state(word: &str) -> ContainerState {
    match word {
        "created" | "configured" | "initialized" => ContainerState::Created,
        "running" | "stopping" => ContainerState::Running,
        "paused" => ContainerState::Paused,
        "restarting" => ContainerState::Restarting,
        "exited" | "stopped" => ContainerState::Exited,
        "dead" | "removing" => ContainerState::Dead,
        _ => ContainerState::Unknown,
    }
}

/// The health in a list's words for people: `Up 3 minutes (healthy)`.
fn listed_health(status: &str) -> Option<EngineHealth> {
    let (_, health) = status.rsplit_once('(')?;
    match health.trim_end_matches(')') {
        "healthy" => Some(EngineHealth::Healthy),
        "unhealthy" => Some(EngineHealth::Unhealthy),
        "health: starting" | "starting" => Some(EngineHealth::Starting),
        _ => None,
    }
}

pub(super) fn health(word: &str) -> Option<EngineHealth> {
    match word {
        "healthy" => Some(EngineHealth::Healthy),
        "unhealthy" => Some(EngineHealth::Unhealthy),
        "starting" => Some(EngineHealth::Starting),
        _ => None,
    }
}

fn protocol(word: &str) -> Option<Protocol> {
    match word {
        "tcp" => Some(Protocol::Tcp),
        "udp" => Some(Protocol::Udp),
        _ => None,
    }
}

impl Networks {
    /// The address in the stack's network.
    fn address(&self, project: &str) -> Option<IpAddr> {
        self.networks
            .as_ref()?
            .get(project)?
            .ip_address
            .parse()
            .ok()
    }

    fn published(&self) -> Vec<PublishedPort> {
        let mut ports = Vec::new();
        for (inside, bindings) in self.ports.iter().flatten() {
            let Some((container, kind)) = inside.split_once('/') else {
                continue;
            };
            let (Ok(container), Some(protocol)) = (container.parse(), protocol(kind)) else {
                continue;
            };
            for binding in bindings.iter().flatten() {
                if let Ok(host) = binding.host_port.parse() {
                    add(
                        &mut ports,
                        PublishedPort {
                            container,
                            host,
                            protocol,
                        },
                    );
                }
            }
        }
        ports
    }
}

/// Adds the port once: an engine names one that is published for IPv4 and IPv6 twice.
fn add(ports: &mut Vec<PublishedPort>, port: PublishedPort) {
    if port.host != 0 && !ports.contains(&port) {
        ports.push(port);
    }
}

impl Listed {
    fn live(self, project: &ProjectName) -> LiveContainer {
        let mut labels = self.labels.unwrap_or_default();
        let service = labels.remove(SERVICE_LABEL).unwrap_or_default();
        // A container that goes by another name was not finished: it has no hash, so that it is made anew.
        let finished = self.names.is_none_or(|names| {
            let name = ContainerSpec::name_of(project, &service);
            names.iter().any(|one| one.trim_start_matches('/') == name)
        });
        let mut ports = Vec::new();
        for port in self.ports.unwrap_or_default() {
            if let Some(protocol) = protocol(&port.r#type) {
                add(
                    &mut ports,
                    PublishedPort {
                        container: port.private_port,
                        host: port.public_port,
                        protocol,
                    },
                );
            }
        }
        LiveContainer {
            id: ContainerId(self.id),
            service,
            state: state(&self.state),
            health: listed_health(&self.status),
            hash: labels.remove(HASH_LABEL).filter(|_| finished),
            image_id: self.image_id,
            image: self.image,
            ports,
            address: self
                .network_settings
                .and_then(|networks| networks.address(project.as_str())),
            created: self.created,
        }
    }
}

/// All containers of the stack.
pub(super) async fn list(
    wire: &Wire,
    project: &ProjectName,
) -> Result<Vec<LiveContainer>, EngineError> {
    let filter = label_filter(PROJECT_LABEL, project.as_str());
    let target = query("/containers/json", &[("all", "1"), ("filters", &filter)]);
    let listed: Vec<Listed> = wire
        .get(&target)
        .await
        .map_err(|error| meaning("list containers", &error))?;
    Ok(listed.into_iter().map(|one| one.live(project)).collect())
}

/// The container that has a port of this machine. Nothing is said where the engine cannot tell: this explains
/// another failure.
pub(super) async fn port_holder(wire: &Wire, port: u16) -> Option<String> {
    let running: Vec<Listed> = wire.get("/containers/json").await.ok()?;
    running.into_iter().find_map(|container| {
        let ports = container.ports.unwrap_or_default();
        if !ports.iter().any(|one| one.public_port == port) {
            return None;
        }
        let names = container.names.unwrap_or_default();
        let name = names.first().unwrap_or(&container.id);
        Some(format!(
            "container {} ({})",
            name.trim_start_matches('/'),
            container.image
        ))
    })
}

/// How a container is.
pub(super) async fn inspect(
    wire: &Wire,
    container: &ContainerId,
) -> Result<ContainerFacts, EngineError> {
    let Inspected {
        state,
        restart_count,
        config,
        network_settings,
    } = wire
        .get(&format!("/containers/{}/json", container.0))
        .await
        .map_err(|error| meaning("tell of a container", &error))?;
    let labels = config.and_then(|config| config.labels).unwrap_or_default();
    let project = labels.get(PROJECT_LABEL).map_or("", String::as_str);
    Ok(ContainerFacts {
        running: state.running && !state.restarting,
        restarting: state.restarting,
        exit_code: state.exit_code,
        out_of_memory: state.oom_killed,
        error: state.error.unwrap_or_default(),
        restarts: restart_count,
        health: state.health.and_then(|seen| {
            let last = seen.log.and_then(|mut log| log.pop());
            Some((
                health(&seen.status)?,
                last.map(|check| check.output).unwrap_or_default(),
            ))
        }),
        address: network_settings
            .as_ref()
            .and_then(|networks| networks.address(project)),
        ports: network_settings
            .map(|networks| networks.published())
            .unwrap_or_default(),
        // The year 1 is how engines say that it never was.
        started_at: state
            .started_at
            .filter(|time| !time.is_empty() && !time.starts_with("0001-")),
    })
}

/// Starts a container.
pub(super) async fn start(docker: &Docker, container: &ContainerId) -> Result<(), EngineError> {
    let started = docker
        .start_container(&container.0, None::<StartContainerOptions>)
        .await;
    started.map_err(|error| {
        let reason = text(&error);
        match taken_port(&reason) {
            Some(port) => EngineError::PortTaken { port, reason },
            None => meaning("start a container", &error),
        }
    })
}

/// Waits until a container runs no more.
pub(super) async fn ended(docker: &Docker, container: &ContainerId) -> Result<(), EngineError> {
    wait(docker, container, "not-running").await
}

async fn wait(
    docker: &Docker,
    container: &ContainerId,
    condition: &str,
) -> Result<(), EngineError> {
    let patient = docker.clone().with_timeout(WITHOUT_END);
    let options = WaitContainerOptionsBuilder::default()
        .condition(condition)
        .build();
    let answer = patient
        .wait_container(&container.0, Some(options))
        .try_next()
        .await;
    match answer {
        Ok(Some(_)) | Err(Error::DockerContainerWaitError { .. }) => Ok(()),
        Ok(None) => Err(EngineError::Gone("it ended its answer early".to_owned())),
        Err(error) if is_missing(&error) => Ok(()),
        Err(error) => Err(meaning("wait for a container", &error)),
    }
}

/// Lets a container end, and kills it after `grace`.
pub(super) async fn stop(
    docker: &Docker,
    container: &ContainerId,
    grace: Duration,
) -> Result<(), EngineError> {
    // The engine counts whole seconds: a part of one is given in full.
    let seconds = grace.as_secs() + u64::from(grace.subsec_nanos() > 0);
    let options = StopContainerOptionsBuilder::default()
        .t(i32::try_from(seconds).unwrap_or(i32::MAX))
        .build();
    let patient = docker
        .clone()
        .with_timeout(Duration::from_secs(seconds).saturating_add(KILLING));
    match patient.stop_container(&container.0, Some(options)).await {
        Err(error) if !is_missing(&error) => Err(meaning("stop a container", &error)),
        _ => Ok(()),
    }
}

/// Takes a container away.
pub(super) async fn remove(docker: &Docker, container: &ContainerId) -> Result<(), EngineError> {
    let options = RemoveContainerOptionsBuilder::default()
        .force(true)
        .v(true)
        .build();
    match docker.remove_container(&container.0, Some(options)).await {
        Ok(()) => Ok(()),
        Err(error) if is_missing(&error) => Ok(()),
        Err(error) if status(&error) == Some(409) && text(&error).contains("in progress") => {
            wait(docker, container, "removed").await
        }
        Err(error) => Err(meaning("remove a container", &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_of_every_engine_are_known_and_others_are_no_failure() {
        assert_eq!(state("running"), ContainerState::Running);
        assert_eq!(state("stopped"), ContainerState::Exited);
        assert_eq!(state("hibernating"), ContainerState::Unknown);
        assert_eq!(state(""), ContainerState::Unknown);
    }

    #[test]
    fn health_is_read_from_the_words_for_people() {
        assert_eq!(listed_health("Up 3 minutes"), None);
        assert_eq!(listed_health("Up 3 minutes (Paused)"), None);
        assert_eq!(listed_health("Exited (0) 2 seconds ago"), None);
        assert_eq!(
            listed_health("Up 3 minutes (healthy)"),
            Some(EngineHealth::Healthy)
        );
        assert_eq!(
            listed_health("Up 1 second (health: starting)"),
            Some(EngineHealth::Starting)
        );
        assert_eq!(
            listed_health("Up 1 second (unhealthy)"),
            Some(EngineHealth::Unhealthy)
        );
    }
}
