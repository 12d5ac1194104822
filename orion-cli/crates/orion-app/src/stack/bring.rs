//! One service, from its image to its being ready.

use std::time::{Duration, Instant};

use futures_util::future::{LocalBoxFuture, Shared};
use orion_core::config::Service;
use orion_core::ids::ServiceName;
use orion_core::stack::{
    ContainerId, ContainerSpec, Decision, LiveContainer, PublishedPort, Resolved, container_of,
    decide,
};

use super::images::{Binaries, Image, refused};
use super::ports::{Builder, Engine, Machine, Prober, SecretFile, StackStore};
use super::progress::{Observer, Step};
use super::report::{Done, ServiceFailure};
use super::{EngineError, Site};

/// How long a container that is replaced may take to end.
pub(super) const GRACE: Duration = Duration::from_secs(10);

/// How often a service that finds its port taken is given another one.
const MOVES: usize = 3;

/// What came of a service.
#[derive(Debug, Clone)]
pub(super) enum Outcome {
    Ready {
        done: Done,
        after: Duration,
    },
    Started {
        done: Done,
    },
    Failed {
        done: Done,
        failure: Box<ServiceFailure>,
    },
    Skipped {
        because: ServiceName,
    },
}

impl Outcome {
    fn is_there(&self) -> bool {
        matches!(self, Self::Ready { .. } | Self::Started { .. })
    }
}

/// A service on its way up; whoever depends on it waits for the same future.
pub(super) type Coming<'a> = Shared<LocalBoxFuture<'a, Outcome>>;

/// What every service of one `orion up` shares.
pub(super) struct Errand<'a> {
    pub(super) began: Instant,
    pub(super) live: &'a [LiveContainer],
    pub(super) ports: &'a [(ServiceName, PublishedPort)],
    pub(super) binaries: Binaries<'a>,
    pub(super) observer: &'a dyn Observer,
    pub(super) timeout: Duration,
    /// Whether the end of the way is that it runs, for a service that nothing depends on.
    pub(super) detach: bool,
    /// Containers that this errand started.
    pub(super) started: &'a std::cell::RefCell<Vec<ContainerId>>,
}

/// A service, and what it waits for.
pub(super) struct Passenger<'a> {
    pub(super) service: &'a Service,
    /// Which of the binaries is its own.
    pub(super) nth: Option<usize>,
    pub(super) needs: Vec<(ServiceName, Coming<'a>)>,
    /// Whether anything depends on it.
    pub(super) is_needed: bool,
}

impl<E: Engine, P: Prober, B: Builder, S: StackStore, M: Machine> Site<'_, E, P, B, S, M> {
    /// Brings a service up.
    pub(super) async fn bring(&self, errand: &Errand<'_>, passenger: Passenger<'_>) -> Outcome {
        let name = passenger.service.name.as_str();
        let outcome = self.go(errand, &passenger).await;
        let step = match &outcome {
            Outcome::Ready { done, after } => Step::Ready {
                after: *after,
                kept: *done == Done::Kept,
            },
            Outcome::Started { .. } => Step::Started,
            Outcome::Failed { failure, .. } => Step::Failed {
                what: failure.what.clone(),
            },
            Outcome::Skipped { because } => Step::Skipped {
                because: because.clone(),
            },
        };
        errand.observer.step(name, &step);
        outcome
    }

    async fn go(&self, errand: &Errand<'_>, passenger: &Passenger<'_>) -> Outcome {
        let failed = |done, failure| Outcome::Failed {
            done,
            failure: Box::new(failure),
        };
        let prepared = self.prepare(errand, passenger).await;
        let (image, spec, secrets) = match prepared {
            Ok(prepared) => prepared,
            Err(failure) => return failed(Done::Nothing, failure),
        };
        let service = passenger.service;
        let decision = decide(&spec, errand.live);
        // A new container can be made while others become ready; one that runs is replaced only then.
        let mut made = None;
        if decision == Decision::Create {
            errand.observer.step(spec.service.as_str(), &Step::Creating);
            match self.engine.create(&spec, &secrets).await {
                Ok(id) => made = Some(id),
                Err(error) => return failed(Done::Nothing, refused(&error)),
            }
        }
        if let Some(because) = self.wait_for_needs(errand, passenger, &decision).await {
            if let Some(id) = made {
                let _ = self.engine.remove(&id).await;
            }
            return Outcome::Skipped { because };
        }
        let placed = self.place(errand, service, &spec, &secrets, decision, made);
        let (container, done) = match placed.await {
            Ok(placed) => placed,
            Err(error) => return failed(Done::Nothing, refused(&error)),
        };
        if errand.detach && !passenger.is_needed {
            return Outcome::Started { done };
        }
        let check = image.has_health_check;
        match self
            .ready(service, &container, check, errand.timeout, errand.observer)
            .await
        {
            Ok(()) => Outcome::Ready {
                done,
                after: errand.began.elapsed(),
            },
            Err(failure) => failed(done, failure),
        }
    }

    async fn prepare(
        &self,
        errand: &Errand<'_>,
        passenger: &Passenger<'_>,
    ) -> Result<(Image, ContainerSpec, Vec<SecretFile>), ServiceFailure> {
        let service = passenger.service;
        let secrets = self.secrets_of(service);
        let (secrets, secrets_digest) =
            secrets.map_err(|error| ServiceFailure::new(error.to_string()))?;
        let binaries = errand.binaries.clone();
        let image = self
            .image_of(service, binaries, passenger.nth, errand.observer)
            .await?;
        let ports = errand
            .ports
            .iter()
            .filter(|(name, _)| *name == service.name);
        let resolved = Resolved {
            image: image.reference.clone(),
            image_id: image.id.clone(),
            ports: ports.map(|(_, port)| *port).collect(),
            secrets_digest,
        };
        let top = self.top.to_string_lossy();
        let spec = container_of(service, &self.project, &top, resolved);
        Ok((image, spec, secrets))
    }

    /// Waits until everything that the service depends on is there; gives the first that will not be.
    async fn wait_for_needs(
        &self,
        errand: &Errand<'_>,
        passenger: &Passenger<'_>,
        decision: &Decision,
    ) -> Option<ServiceName> {
        let waiting = passenger
            .needs
            .iter()
            .filter(|(_, coming)| coming.peek().is_none());
        let on: Vec<_> = waiting.map(|(name, _)| name.clone()).collect();
        if !on.is_empty() && !matches!(decision, Decision::Keep(_)) {
            let name = passenger.service.name.as_str();
            errand.observer.step(name, &Step::Waiting { on });
        }
        for (name, coming) in &passenger.needs {
            if !coming.clone().await.is_there() {
                return Some(name.clone());
            }
        }
        None
    }

    /// Sees to it that the right container runs.
    async fn place(
        &self,
        errand: &Errand<'_>,
        service: &Service,
        spec: &ContainerSpec,
        secrets: &[SecretFile],
        decision: Decision,
        made: Option<ContainerId>,
    ) -> Result<(ContainerId, Done), EngineError> {
        let name = spec.service.as_str();
        let (container, done) = match (decision, made) {
            (Decision::Keep(id), _) => return Ok((id, Done::Kept)),
            (Decision::Start(id), _) => (id, Done::Started),
            (Decision::Create, Some(id)) => (id, Done::Created),
            (Decision::Create, None) => (self.engine.create(spec, secrets).await?, Done::Created),
            (Decision::Recreate(old, reason), _) => {
                errand.observer.step(name, &Step::Replacing { reason });
                self.engine.stop(&old, GRACE).await?;
                self.engine.remove(&old).await?;
                (self.engine.create(spec, secrets).await?, Done::Replaced)
            }
        };
        errand.observer.step(name, &Step::Starting);
        let container = self
            .start_somewhere(errand, service, spec, secrets, container)
            .await?;
        Ok((container, done))
    }

    /// Starts a container; where a port that the file leaves to Orion was taken since it was looked at, on another
    /// one.
    async fn start_somewhere(
        &self,
        errand: &Errand<'_>,
        service: &Service,
        spec: &ContainerSpec,
        secrets: &[SecretFile],
        mut container: ContainerId,
    ) -> Result<ContainerId, EngineError> {
        let mut spec = spec.clone();
        for _ in 0..MOVES {
            errand.started.borrow_mut().push(container.clone());
            let error = match self.engine.start(&container).await {
                Ok(()) => return Ok(container),
                Err(error) => error,
            };
            let EngineError::PortTaken { port, .. } = error else {
                return Err(error);
            };
            let Some(moved) = self.moved(service, &spec, port) else {
                return Err(error);
            };
            spec.ports = moved;
            self.engine.remove(&container).await?;
            errand.started.borrow_mut().retain(|it| *it != container);
            container = self.engine.create(&spec, secrets).await?;
        }
        errand.started.borrow_mut().push(container.clone());
        self.engine.start(&container).await?;
        Ok(container)
    }

    /// The container's ports with another one in the place of `taken`, kept for the next time; none where the
    /// file says which port it is to be.
    fn moved(
        &self,
        service: &Service,
        spec: &ContainerSpec,
        taken: u16,
    ) -> Option<Vec<PublishedPort>> {
        let mut ports = spec.ports.clone();
        let port = ports.iter_mut().find(|port| port.host == taken)?;
        let is_free = service
            .ports
            .iter()
            .any(|described| described.host.is_none() && described.container == port.container);
        if !is_free {
            return None;
        }
        let old = *port;
        port.host = self.machine.free_port().ok()?;
        let new = *port;
        let mut kept = self.store.ports().ok()?;
        for (name, port) in &mut kept {
            if *name == service.name && *port == old {
                *port = new;
            }
        }
        self.store.keep_ports(&kept).ok()?;
        Some(ports)
    }
}
