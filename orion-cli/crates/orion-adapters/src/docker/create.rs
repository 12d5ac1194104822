//! Making a container.
//!
//! Its secrets are put into it between its making and its start, by a second request. So that a container
//! without its secrets is never taken for a finished one, whenever this process may end, it goes by another
//! name until they are there.

use std::collections::HashMap;

use bollard::Docker;
use bollard::errors::Error;
use bollard::models::{
    ContainerCreateBody, EndpointSettings, HostConfig, Mount as EngineMount, MountType,
    MountVolumeOptions, NetworkingConfig, PortBinding, RestartPolicy, RestartPolicyNameEnum,
};
use bollard::query_parameters::{
    CreateContainerOptionsBuilder, RenameContainerOptionsBuilder, UploadToContainerOptionsBuilder,
};
use orion_app::stack::{EngineError, HASH_LABEL, PROJECT_LABEL, SERVICE_LABEL, SecretFile};
use orion_core::config::Protocol;
use orion_core::stack::{
    ContainerId, ContainerSpec, Mount, MountSource, ProjectName, PublishedPort,
};

use super::archive::{self, Entry};
use super::containers::remove;
use super::error::{meaning, said};

/// How often the engine starts a container again that failed.
const RESTARTS: i64 = 3;

/// Makes a container, with its secrets in it.
pub(super) async fn create(
    docker: &Docker,
    spec: &ContainerSpec,
    secrets: &[SecretFile],
) -> Result<ContainerId, EngineError> {
    let name = spec.container_name();
    if secrets.is_empty() {
        return make(docker, spec, &name).await;
    }
    let container = make(docker, spec, &format!("unfinished_{name}")).await?;
    let finished = async {
        put(docker, &container, secrets).await?;
        let options = RenameContainerOptionsBuilder::default().name(&name).build();
        docker
            .rename_container(&container.0, options)
            .await
            .map_err(|error| meaning(format!("call a container `{name}`"), &error))
    };
    match finished.await {
        Ok(()) => Ok(container),
        Err(error) => {
            // What went wrong first is what counts.
            let _ = remove(docker, &container).await;
            Err(error)
        }
    }
}

async fn make(
    docker: &Docker,
    spec: &ContainerSpec,
    name: &str,
) -> Result<ContainerId, EngineError> {
    let options = CreateContainerOptionsBuilder::default().name(name).build();
    match docker.create_container(Some(options), body(spec)).await {
        Ok(made) => Ok(ContainerId(made.id)),
        Err(Error::DockerResponseServerError {
            status_code: 404,
            message,
        }) if message.to_ascii_lowercase().contains("no such image") => Err(EngineError::NoImage {
            reference: spec.image.clone(),
            reason: message,
        }),
        // The network or a volume is missing: no container is.
        Err(Error::DockerResponseServerError {
            status_code: 404,
            message,
        }) => Err(said(format!("make the container `{name}`"), message)),
        Err(error) => Err(meaning(format!("make the container `{name}`"), &error)),
    }
}

/// Puts the secrets into the container. `/run` need not be there: the engine makes what is missing.
async fn put(
    docker: &Docker,
    container: &ContainerId,
    secrets: &[SecretFile],
) -> Result<(), EngineError> {
    let mut entries = vec![Entry::directory("run/secrets")];
    for secret in secrets {
        let path = format!("run/secrets/{}", secret.name.as_str());
        entries.push(Entry::file(path, 0o444, &secret.value));
    }
    let content = archive::of(&entries)
        .map_err(|error| said("take a container's secrets", error.to_string()))?;
    let options = UploadToContainerOptionsBuilder::default()
        .path("/")
        .no_overwrite_dir_non_dir("true")
        .build();
    docker
        .upload_to_container(
            &container.0,
            Some(options),
            bollard::body_full(content.into()),
        )
        .await
        .map_err(|error| meaning("take a container's secrets", &error))
}

fn body(spec: &ContainerSpec) -> ContainerCreateBody {
    let network = spec.project.to_string();
    let endpoint = EndpointSettings {
        aliases: Some(vec![spec.service.to_string()]),
        ..EndpointSettings::default()
    };
    ContainerCreateBody {
        image: Some(spec.image.clone()),
        cmd: (!spec.command.is_empty()).then(|| spec.command.clone()),
        env: Some(
            spec.env
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect(),
        ),
        labels: Some(HashMap::from([
            (PROJECT_LABEL.to_owned(), spec.project.to_string()),
            (SERVICE_LABEL.to_owned(), spec.service.to_string()),
            (HASH_LABEL.to_owned(), spec.hash().to_string()),
        ])),
        exposed_ports: Some(spec.ports.iter().copied().map(inside).collect()),
        host_config: Some(HostConfig {
            init: Some(true),
            restart_policy: Some(RestartPolicy {
                name: Some(RestartPolicyNameEnum::ON_FAILURE),
                maximum_retry_count: Some(RESTARTS),
            }),
            network_mode: Some(network.clone()),
            port_bindings: Some(bindings(&spec.ports)),
            mounts: Some(
                spec.mounts
                    .iter()
                    .map(|mount| mounted(mount, &spec.project))
                    .collect(),
            ),
            ..HostConfig::default()
        }),
        networking_config: Some(NetworkingConfig {
            endpoints_config: Some(HashMap::from([(network, endpoint)])),
        }),
        ..ContainerCreateBody::default()
    }
}

fn inside(port: PublishedPort) -> String {
    let kind = match port.protocol {
        Protocol::Tcp => "tcp",
        Protocol::Udp => "udp",
    };
    format!("{}/{kind}", port.container)
}

fn bindings(ports: &[PublishedPort]) -> HashMap<String, Option<Vec<PortBinding>>> {
    let mut bindings: HashMap<_, Option<Vec<_>>> = HashMap::new();
    for port in ports {
        bindings
            .entry(inside(*port))
            .or_default()
            .get_or_insert_default()
            .push(PortBinding {
                host_ip: Some("127.0.0.1".to_owned()),
                host_port: Some(port.host.to_string()),
            });
    }
    bindings
}

fn mounted(mount: &Mount, project: &ProjectName) -> EngineMount {
    let (kind, source, options) = match &mount.source {
        MountSource::Volume(name) => (
            MountType::VOLUME,
            name,
            Some(MountVolumeOptions {
                labels: Some(HashMap::from([(
                    PROJECT_LABEL.to_owned(),
                    project.to_string(),
                )])),
                ..MountVolumeOptions::default()
            }),
        ),
        MountSource::Path(path) => (MountType::BIND, path, None),
    };
    EngineMount {
        typ: Some(kind),
        source: Some(source.clone()),
        target: Some(mount.target.clone()),
        read_only: Some(mount.read_only),
        volume_options: options,
        ..EngineMount::default()
    }
}
