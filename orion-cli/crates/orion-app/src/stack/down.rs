//! `orion down`: everything that `orion up` made, and nothing else.

use std::pin::{Pin, pin};
use std::time::{Duration, Instant};

use futures_util::future::{Either, select};
use futures_util::stream::{self, FuturesUnordered};
use futures_util::{FutureExt as _, Stream, StreamExt as _};
use orion_core::ids::ServiceName;
use orion_core::stack::{ContainerId, LiveContainer};

use super::ports::{Builder, Engine, EngineEventKind, Machine, Prober, StackStore};
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

/// What the engine was asked for, once it has answered.
enum Task<'a> {
    /// To stop this one.
    Stopped(&'a LiveContainer, Result<(), EngineError>),
    /// To take one away.
    Removed(Result<(), EngineError>),
}

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
        // Heard from before the first container is stopped.
        let ends = pin!(self.ends());
        let live = self.engine.containers(&self.project).await?;
        let order = self.dependents_first(&live);
        self.take_down(&order, ends, request.grace, observer)
            .await?;
        let removed = self.engine.clear(&self.project, request.volumes).await?;
        Ok(DownReport {
            schema: 1,
            project: self.project.clone(),
            runtime: Runtime::Docker,
            services: order.iter().map(|it| it.service.clone()).collect(),
            removed,
            took: began.elapsed(),
        })
    }

    /// Stops and removes the containers. One is stopped as soon as the processes of all that depend on it have ended:
    /// the engine tells of that a tenth of a second before it answers the call, because it unties the container from
    /// its network in between.
    ///
    /// # Errors
    /// The first that came up; the other containers are gone all the same.
    async fn take_down(
        &self,
        containers: &[&LiveContainer],
        mut ends: Pin<&mut impl Stream<Item = ContainerId>>,
        grace: Duration,
        observer: &dyn Observer,
    ) -> Result<(), EngineError> {
        let mut waiting = containers.to_vec();
        let mut running = containers.to_vec();
        let mut tasks = FuturesUnordered::new();
        let mut failed = None;
        loop {
            waiting.retain(|container| {
                let is_free = !running
                    .iter()
                    .any(|other| self.depends(&other.service, &container.service));
                if is_free {
                    tasks.push(self.end(container, grace, observer).boxed_local());
                }
                !is_free
            });
            let task = match select(ends.next(), tasks.next()).await {
                Either::Left((ended, _)) => {
                    running.retain(|it| ended.as_ref() != Some(&it.id));
                    continue;
                }
                Either::Right((task, _)) => task,
            };
            match task {
                Some(Task::Stopped(container, result)) => {
                    // What could not be stopped keeps nobody else from it.
                    running.retain(|it| it.id != container.id);
                    match result {
                        Ok(()) => tasks.push(self.take_away(container, observer).boxed_local()),
                        Err(error) => failed = failed.or(Some(error)),
                    }
                }
                Some(Task::Removed(result)) => failed = failed.or(result.err()),
                None => return failed.map_or(Ok(()), Err),
            }
        }
    }

    /// The containers whose processes end from now on, as the engine tells. Without that only its answers count.
    fn ends(&self) -> impl Stream<Item = ContainerId> {
        self.engine
            .events(&self.project)
            .filter_map(async |event| match event {
                Ok(event) if event.kind == EngineEventKind::Ended => Some(event.container),
                _ => None,
            })
            .chain(stream::pending())
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

    async fn end<'c>(
        &self,
        container: &'c LiveContainer,
        grace: Duration,
        observer: &dyn Observer,
    ) -> Task<'c> {
        observer.step(&container.service, &Step::Stopping);
        Task::Stopped(container, self.engine.stop(&container.id, grace).await)
    }

    async fn take_away<'c>(
        &self,
        container: &'c LiveContainer,
        observer: &dyn Observer,
    ) -> Task<'c> {
        let removed = self.engine.remove(&container.id).await;
        if removed.is_ok() {
            observer.step(&container.service, &Step::Removed);
        }
        Task::Removed(removed)
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
