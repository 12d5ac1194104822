//! `orion up`: from what is there to what `workstreams.toml` says.

use std::cell::RefCell;
use std::collections::HashMap;
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use futures_util::future::join_all;
use orion_core::config::{Probe, Service, VolumeSource};
use orion_core::ids::ServiceName;
use orion_core::stack::{
    ContainerId, LiveContainer, PublishedPort, orphans, volume_name, with_dependencies,
};
use thiserror::Error;

use super::bring::{Coming, Errand, Outcome, Passenger};
use super::images::binary_of;
use super::ports::{Builder, Engine, Machine, Prober, StackStore};
use super::preflight::{Problem, no_container};
use super::progress::{Observer, Step};
use super::report::{Done, Runtime, ServiceState, UpReport, UpService};
use super::{EngineError, Site, StoreError};

/// What `orion up` is asked for.
#[derive(Debug, Clone)]
pub struct UpRequest {
    /// These services and what they depend on; all if none is named.
    pub services: Vec<ServiceName>,
    /// How long a service may take from its start until it is ready.
    pub timeout: Duration,
    /// Whether a service that nothing depends on is not waited for.
    pub detach: bool,
}

/// Why nothing was started.
#[derive(Debug, Error)]
pub enum StackError {
    /// The engine failed.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// What is kept of the stack failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What would go wrong was seen before.
    #[error("the stack cannot come up")]
    Preflight(Vec<Problem>),
    /// There is nothing to run.
    #[error("`workstreams.toml` describes no services")]
    NoServices,
}

/// A stack on its way up: what it started is known for as long as it lives.
#[derive(Debug, Default)]
pub struct Ascent {
    started: RefCell<Vec<ContainerId>>,
}

impl Ascent {
    /// The containers that were started.
    #[must_use]
    pub fn started(&self) -> Vec<ContainerId> {
        self.started.borrow().clone()
    }
}

impl<E: Engine, P: Prober, B: Builder, S: StackStore, M: Machine> Site<'_, E, P, B, S, M> {
    /// Brings the services up: looks at everything first, then starts what can be started at once, and only
    /// what is not as it should be.
    ///
    /// # Errors
    /// [`StackError`] when nothing was started. A service that fails is in the report.
    pub async fn up(
        &self,
        request: &UpRequest,
        ascent: &Ascent,
        observer: &dyn Observer,
    ) -> Result<UpReport, StackError> {
        let began = Instant::now();
        let services = with_dependencies(self.workspace, &request.services);
        if services.is_empty() {
            return Err(StackError::NoServices);
        }
        let services = in_containers(services, &request.services, observer);
        let live = self.engine.containers(&self.project).await?;
        let ports = self.assign_ports(&services, &live)?;
        self.preflight(&services, &ports, &live, observer).await?;
        self.engine
            .prepare(&self.project, &self.volumes(&services))
            .await?;
        let removed = self.remove_orphans(&live, observer).await?;
        let errand = Errand {
            began,
            live: &live,
            ports: &ports,
            binaries: self.binaries(&services, observer),
            observer,
            timeout: request.timeout,
            detach: request.detach,
            started: &ascent.started,
        };
        let outcomes = self.bring_all(&services, &errand).await;
        // A service may have been given another port on the way.
        let ports = self.store.ports()?;
        let reports = services.iter().zip(outcomes);
        Ok(UpReport {
            schema: 1,
            project: self.project.clone(),
            runtime: Runtime::Docker,
            services: reports
                .map(|(service, outcome)| describe(service, outcome, &ports))
                .collect(),
            removed,
            took: began.elapsed(),
        })
    }

    async fn bring_all(&self, services: &[&Service], errand: &Errand<'_>) -> Vec<Outcome> {
        let mut coming: HashMap<&ServiceName, Coming<'_>> = HashMap::new();
        let mut all = Vec::new();
        let mut nth = 0..;
        for service in services {
            let needs = service.depends_on.iter();
            let needs = needs.filter_map(|name| Some((name.clone(), coming.get(name)?.clone())));
            let passenger = Passenger {
                service,
                nth: binary_of(service).and_then(|_| nth.next()),
                needs: needs.collect(),
                is_needed: services
                    .iter()
                    .any(|other| other.depends_on.contains(&service.name)),
            };
            let future = self.bring(errand, passenger).boxed_local().shared();
            coming.insert(&service.name, future.clone());
            all.push(future);
        }
        join_all(all).await
    }

    fn volumes(&self, services: &[&Service]) -> Vec<String> {
        let volumes = services.iter().flat_map(|service| &service.volumes);
        let mut names: Vec<_> = volumes
            .filter_map(|volume| match &volume.source {
                VolumeSource::Named(name) => Some(volume_name(&self.project, name)),
                VolumeSource::Path(_) => None,
            })
            .collect();
        names.sort();
        names.dedup();
        names
    }

    async fn remove_orphans(
        &self,
        live: &[LiveContainer],
        observer: &dyn Observer,
    ) -> Result<Vec<String>, EngineError> {
        let mut removed = Vec::new();
        for orphan in orphans(live, |name| self.is_service(name)) {
            observer.step(&orphan.service, &Step::Stopping);
            self.engine.stop(&orphan.id, super::bring::GRACE).await?;
            self.engine.remove(&orphan.id).await?;
            observer.step(&orphan.service, &Step::Removed);
            removed.push(orphan.service.clone());
        }
        Ok(removed)
    }

    /// Stops what an `orion up` that was interrupted had started, in no order but all at once.
    pub async fn halt(&self, ascent: &Ascent, grace: Duration) {
        let started = ascent.started();
        let stopping = started.iter().map(|container| async move {
            if grace.is_zero() {
                let _ = self.engine.remove(container).await;
            } else {
                let _ = self.engine.stop(container, grace).await;
            }
        });
        join_all(stopping).await;
    }
}

/// Those that run in containers, and those that were asked for by name, which is refused then; of the others it is
/// told that they are left out. Where nothing else is left all stay.
fn in_containers<'s>(
    services: Vec<&'s Service>,
    asked: &[ServiceName],
    observer: &dyn Observer,
) -> Vec<&'s Service> {
    let (left_out, kept): (Vec<_>, Vec<_>) = services
        .iter()
        .partition(|service| no_container(service).is_some() && !asked.contains(&service.name));
    if kept.is_empty() {
        return services;
    }
    for service in left_out {
        if let Some(why) = no_container(service) {
            observer.note(&format!("`{}` is left out: {why}", service.name));
        }
    }
    kept
}

fn describe(
    service: &Service,
    outcome: Outcome,
    ports: &[(ServiceName, PublishedPort)],
) -> UpService {
    let mut report = UpService {
        name: service.name.clone(),
        state: ServiceState::Ready,
        done: Done::Nothing,
        addresses: Vec::new(),
        seconds: None,
        failure: None,
        because: None,
    };
    match outcome {
        Outcome::Ready { done, after } => {
            report.done = done;
            report.seconds = Some((after.as_secs_f64() * 1000.0).round() / 1000.0);
        }
        Outcome::Started { done } => {
            report.state = ServiceState::Started;
            report.done = done;
        }
        Outcome::Failed { done, failure } => {
            report.state = ServiceState::Failed;
            report.done = done;
            report.failure = Some(*failure);
        }
        Outcome::Skipped { because } => {
            report.state = ServiceState::Skipped;
            report.because = Some(because);
        }
    }
    if matches!(report.state, ServiceState::Ready | ServiceState::Started) {
        let own = ports.iter().filter(|(name, _)| *name == service.name);
        report.addresses = addresses(service, own.map(|(_, port)| port));
    }
    report
}

/// Where a service is reached on this machine: by URL where it speaks HTTP.
pub(super) fn addresses<'p>(
    service: &Service,
    ports: impl Iterator<Item = &'p PublishedPort>,
) -> Vec<String> {
    let first = service.ports.first().map(|port| port.container);
    let speaks_http = |container| match service.health.as_ref().map(|health| &health.probe) {
        Some(Probe::Http { port, .. }) => port.or(first) == Some(container),
        _ => false,
    };
    ports
        .map(|port| {
            if speaks_http(port.container) {
                format!("http://127.0.0.1:{}", port.host)
            } else {
                format!("127.0.0.1:{}", port.host)
            }
        })
        .collect()
}
