//! What is looked at before anything is started.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use futures_util::future::join_all;
use orion_core::config::{Build, Port, Protocol, Run, Service, VolumeSource};
use orion_core::ids::ServiceName;
use orion_core::stack::{LiveContainer, PublishedPort};

use super::ports::{Builder, Engine, Machine, Prober, StackStore};
use super::progress::Observer;
use super::report::ServiceFailure;
use super::{Site, StackError, StoreError};

/// Less room than that is none: 256 MiB.
const ROOM: u64 = 256 << 20;

/// Something that keeps the stack from coming up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The service that it is about.
    pub service: Option<ServiceName>,
    /// What it is.
    pub failure: ServiceFailure,
    /// Whether an image is missing that cannot be had.
    pub is_image: bool,
}

impl Problem {
    fn of(service: &Service, failure: ServiceFailure) -> Self {
        Self {
            service: Some(service.name.clone()),
            failure,
            is_image: false,
        }
    }
}

impl<E: Engine, P: Prober, B: Builder, S: StackStore, M: Machine> Site<'_, E, P, B, S, M> {
    /// Images, ports, room, what is mounted: every problem at once.
    pub(super) async fn preflight(
        &self,
        services: &[&Service],
        ports: &[(ServiceName, PublishedPort)],
        live: &[LiveContainer],
        observer: &dyn Observer,
    ) -> Result<(), StackError> {
        let mut problems = Vec::new();
        problems.extend(self.room());
        for service in services {
            problems.extend(not_runnable(service));
            problems.extend(self.missing_paths(service));
            problems.extend(self.missing_recipe(service));
            problems.extend(self.taken_ports(service, ports, live).await);
        }
        let images = services.iter().filter_map(|service| match &service.run {
            Some(Run::Image { image, .. }) => Some((*service, image)),
            _ => None,
        });
        let present = images.map(async |(service, image)| {
            let present = self.present(service, image, observer).await;
            let failure = present.err()?;
            Some(Problem {
                is_image: true,
                ..Problem::of(service, failure)
            })
        });
        problems.extend(join_all(present).await.into_iter().flatten());
        if problems.is_empty() {
            Ok(())
        } else {
            Err(StackError::Preflight(problems))
        }
    }

    fn room(&self) -> Option<Problem> {
        let free = self.machine.free_space().filter(|free| *free < ROOM)?;
        let mebibytes = free >> 20;
        Some(Problem {
            service: None,
            failure: ServiceFailure {
                hints: vec!["`docker system df` shows what takes the space".to_owned()],
                ..ServiceFailure::new(format!("only {mebibytes} MiB are left on the disk"))
            },
            is_image: false,
        })
    }

    /// An engine would make a directory in the place of a path that is not there.
    fn missing_paths(&self, service: &Service) -> Vec<Problem> {
        let paths = service
            .volumes
            .iter()
            .filter_map(|volume| match &volume.source {
                VolumeSource::Path(path) => Some(path.to_string()),
                VolumeSource::Named(_) => None,
            });
        let missing = paths.filter(|path| !self.machine.is_there(&self.top.join(path)));
        let failure =
            |path| ServiceFailure::new(format!("`{path}` is to be mounted and is not there"));
        missing
            .map(|path| Problem::of(service, failure(path)))
            .collect()
    }

    /// An image is built from what is there.
    fn missing_recipe(&self, service: &Service) -> Option<Problem> {
        let Some(Run::Build {
            build: Build::Container(build),
            ..
        }) = &service.run
        else {
            return None;
        };
        let context = PathBuf::from(build.context.to_string());
        let recipe = context.join(build.dockerfile.to_string());
        let is_there = |path: &Path| self.machine.is_there(&self.top.join(path));
        let missing = if !is_there(&context) {
            Some(("context", context))
        } else if !is_there(&recipe) {
            Some(("recipe", recipe))
        } else {
            None
        };
        missing.map(|(what, path)| {
            let what = format!("its build's {what} `{}` is not there", path.display());
            Problem::of(service, ServiceFailure::new(what))
        })
    }

    async fn taken_ports(
        &self,
        service: &Service,
        ports: &[(ServiceName, PublishedPort)],
        live: &[LiveContainer],
    ) -> Vec<Problem> {
        let ours: HashSet<u16> = live
            .iter()
            .flat_map(|one| &one.ports)
            .map(|port| port.host)
            .collect();
        // One that was chosen was free a moment ago, and gives way to another where it no longer is.
        let is_fixed = |host| service.ports.iter().any(|port| port.host == Some(host));
        let wanted = ports.iter().filter(|(name, port)| {
            *name == service.name
                && port.protocol == Protocol::Tcp
                && is_fixed(port.host)
                && !ours.contains(&port.host)
        });
        let mut problems = Vec::new();
        for (_, port) in wanted {
            let Err(holder) = self.machine.port_is_free(port.host) else {
                continue;
            };
            let mut what = format!("port {} is taken", port.host);
            let container = self.engine.port_holder(port.host).await;
            if let Some(holder) = container.or(holder.process) {
                let _ = write!(what, " by {holder}");
            }
            let failure = ServiceFailure {
                hints: vec![format!(
                    "stop that, or let Orion choose a free one: `ports = [{}]`",
                    port.container
                )],
                ..ServiceFailure::new(what)
            };
            problems.push(Problem::of(service, failure));
        }
        problems
    }

    /// The ports of this machine that the services get: the ones that the file gives, the ones that they had
    /// before, else free ones, by preference of the same number as inside.
    pub(super) fn assign_ports(
        &self,
        services: &[&Service],
        live: &[LiveContainer],
    ) -> Result<Vec<(ServiceName, PublishedPort)>, StoreError> {
        let kept = self.store.ports()?;
        let ours: HashSet<u16> = live
            .iter()
            .flat_map(|one| &one.ports)
            .map(|port| port.host)
            .collect();
        let mut taken: HashSet<u16> = kept.iter().map(|(_, port)| port.host).collect();
        let mut assigned = Vec::new();
        for service in services {
            for port in &service.ports {
                let before = kept
                    .iter()
                    .find(|(name, kept)| *name == service.name && same(*kept, *port));
                let usable =
                    |host: u16| ours.contains(&host) || self.machine.port_is_free(host).is_ok();
                let host = match (port.host, before) {
                    (Some(host), _) => host,
                    (None, Some((_, kept))) if usable(kept.host) => kept.host,
                    (None, _)
                        if port.container >= 1024
                            && !taken.contains(&port.container)
                            && usable(port.container) =>
                    {
                        port.container
                    }
                    (None, _) => self.machine.free_port()?,
                };
                taken.insert(host);
                let published = PublishedPort {
                    container: port.container,
                    host,
                    protocol: port.protocol,
                };
                assigned.push((service.name.clone(), published));
            }
        }
        let others = kept.iter().filter(|(name, _)| {
            self.is_service(name.as_str()) && !services.iter().any(|service| service.name == *name)
        });
        let all: Vec<_> = others.cloned().chain(assigned.iter().cloned()).collect();
        if all.iter().collect::<HashSet<_>>() != kept.iter().collect::<HashSet<_>>() {
            self.store.keep_ports(&all)?;
        }
        Ok(assigned)
    }

    /// The secrets' values, and a digest that changes when one of them does.
    pub(super) fn secrets_of(
        &self,
        service: &Service,
    ) -> Result<(Vec<super::SecretFile>, String), StoreError> {
        let mut files = Vec::new();
        for name in &service.secrets {
            files.push(super::SecretFile {
                name: name.clone(),
                value: self.store.secret(name)?,
            });
        }
        let values = files.iter().map(|file| file.value.as_slice());
        let digest = orion_core::stack::secrets_digest(&self.project, values);
        Ok((files, digest))
    }
}

/// Why a service runs in no container.
pub(super) fn no_container(service: &Service) -> Option<&'static str> {
    match service.run {
        None => Some("nothing says how it runs"),
        Some(Run::Process(_)) => Some("it is a process of this machine, and this runs containers"),
        Some(_) => None,
    }
}

fn not_runnable(service: &Service) -> Option<Problem> {
    let failure = ServiceFailure {
        hints: vec!["give it an `image`, or `build` one".to_owned()],
        ..ServiceFailure::new(no_container(service)?)
    };
    Some(Problem::of(service, failure))
}

fn same(published: PublishedPort, port: Port) -> bool {
    published.container == port.container && published.protocol == port.protocol
}
