//! From a service of `workstreams.toml` to the container that it should run in.

use super::{ContainerSpec, Mount, MountSource, ProjectName, PublishedPort};
use crate::config::{CommandLine, Run, Service, VolumeSource};

/// What is known of a service beyond the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The image, by its reference: what the file names after `[images]`, or what was built.
    pub image: String,
    /// The image that the reference stands for now.
    pub image_id: String,
    /// The ports that are published.
    pub ports: Vec<PublishedPort>,
    /// As [`ContainerSpec::secrets_digest`].
    pub secrets_digest: String,
}

/// The container for a service of the work tree at `top`.
#[must_use]
pub fn container_of(
    service: &Service,
    project: &ProjectName,
    top: &str,
    resolved: Resolved,
) -> ContainerSpec {
    let mounts = service.volumes.iter().map(|volume| Mount {
        source: match &volume.source {
            VolumeSource::Named(name) => MountSource::Volume(volume_name(project, name)),
            VolumeSource::Path(path) => MountSource::Path(format!("{top}/{path}")),
        },
        target: volume.target.clone(),
        read_only: volume.read_only,
    });
    let env = service.env.iter();
    ContainerSpec {
        project: project.clone(),
        service: service.name.clone(),
        image: resolved.image,
        image_id: resolved.image_id,
        command: command(service.run.as_ref()),
        env: env
            .map(|(name, value)| (name.to_string(), value.clone()))
            .collect(),
        ports: resolved.ports,
        mounts: mounts.collect(),
        secrets: service.secrets.clone(),
        secrets_digest: resolved.secrets_digest,
    }
}

/// What the engine knows a volume of the stack by.
#[must_use]
pub fn volume_name(project: &ProjectName, volume: &str) -> String {
    format!("{project}-{volume}")
}

fn command(run: Option<&Run>) -> Vec<String> {
    let command = match run {
        Some(Run::Image { command, .. } | Run::Build { command, .. }) => command.as_ref(),
        Some(Run::Process(command)) => Some(command),
        None => None,
    };
    match command {
        Some(CommandLine::Shell(line)) => vec!["sh".to_owned(), "-c".to_owned(), line.clone()],
        Some(CommandLine::Program(words)) => words.clone(),
        None => Vec::new(),
    }
}
