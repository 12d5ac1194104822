//! `orion down`: everything that `orion up` made, and nothing else.

use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use futures_util::future::{LocalBoxFuture, Shared, join_all};
use orion_core::ids::ServiceName;
use orion_core::stack::LiveContainer;

use super::ports::{Builder, Engine, Machine, Prober, StackStore};
use super::progress::{Observer, Step};
use super::report::{DownReport, Runtime};
use super::{EngineError, Site};

/// What `orion down` is asked for.
#[derive(Debug, Clone, Copy)]
pub struct DownRequest {
    /// Whether volumes go too, with all data in them.
    pub volumes: bool,
    /// How long a service may take to end before it is killed.
    pub grace: Duration,
}

/// The end of a container's processes; whatever it depends on waits for the same future.
type Ending<'a> = Shared<LocalBoxFuture<'a, Result<(), EngineError>>>;

impl<E: Engine, P: Prober, B: Builder, S: StackStore, M: Machine> Site<'_, E, P, B, S, M> {
    /// Stops every service after all that depend on it, and takes away what carries this stack's name.
    ///
    /// # Errors
    /// [`EngineError`]: the next `down` goes on from what is left.
    pub async fn down(
        &self,
        request: DownRequest,
        observer: &dyn Observer,
    ) -> Result<DownReport, EngineError> {
        let began = Instant::now();
        let live = self.engine.containers(&self.project).await?;
        let mut endings: Vec<(&LiveContainer, Ending<'_>)> = Vec::new();
        for container in self.dependents_first(&live) {
            let after: Vec<_> = endings
                .iter()
                .filter(|(other, _)| self.depends(&other.service, &container.service))
                .map(|(_, ending)| ending.clone())
                .collect();
            let ending = self.end(container, after, request.grace, observer);
            endings.push((container, ending.boxed_local().shared()));
        }
        let services = endings.iter();
        let services = services.map(|(container, _)| container.service.clone());
        let services = services.collect();
        let gone = endings
            .into_iter()
            .map(|(container, ending)| self.take_away(container, ending, observer));
        let gone = join_all(gone).await;
        gone.into_iter().collect::<Result<(), _>>()?;
        let removed = self.engine.clear(&self.project, request.volumes).await?;
        Ok(DownReport {
            schema: 1,
            project: self.project.clone(),
            runtime: Runtime::Docker,
            services,
            removed,
            took: began.elapsed(),
        })
    }

    /// Stops the services (all if none is named), each after those of them that depend on it. Their containers
    /// stay.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn stop(
        &self,
        services: &[ServiceName],
        observer: &dyn Observer,
    ) -> Result<(), EngineError> {
        let live = self.engine.containers(&self.project).await?;
        for container in self.dependents_first(&live) {
            let name = &container.service;
            let is_asked = services.is_empty() || services.iter().any(|it| it.as_str() == name);
            if is_asked && self.is_service(name) {
                observer.step(name, &Step::Stopping);
                self.engine.stop(&container.id, super::bring::GRACE).await?;
            }
        }
        Ok(())
    }

    async fn end(
        &self,
        container: &LiveContainer,
        after: Vec<Ending<'_>>,
        grace: Duration,
        observer: &dyn Observer,
    ) -> Result<(), EngineError> {
        // What could not be stopped keeps nobody else from it.
        let _ = join_all(after).await;
        observer.step(&container.service, &Step::Stopping);
        self.engine.stop(&container.id, grace).await
    }

    /// Takes a container away once its processes have ended, while those that it depends on still end.
    async fn take_away(
        &self,
        container: &LiveContainer,
        ending: Ending<'_>,
        observer: &dyn Observer,
    ) -> Result<(), EngineError> {
        ending.await?;
        self.engine.remove(&container.id).await?;
        observer.step(&container.service, &Step::Removed);
        Ok(())
    }

    /// The containers, each after all that depend on it.
    fn dependents_first<'l>(&self, live: &'l [LiveContainer]) -> Vec<&'l LiveContainer> {
        let order = orion_core::stack::with_dependencies(self.workspace, &[]);
        let place = |container: &&LiveContainer| {
            let nth = order
                .iter()
                .position(|it| it.name.as_str() == container.service);
            std::cmp::Reverse(nth)
        };
        let mut ordered: Vec<_> = live.iter().collect();
        ordered.sort_by_key(place);
        ordered
    }

    fn depends(&self, service: &str, on: &str) -> bool {
        self.workspace.services.iter().any(|it| {
            it.name.as_str() == service && it.depends_on.iter().any(|name| name.as_str() == on)
        })
    }
}
