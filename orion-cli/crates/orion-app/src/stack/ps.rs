//! `orion ps`: how the services are, asked now.

use futures_util::future::join_all;
use orion_core::config::Service;
use orion_core::stack::{ContainerState, LiveContainer, ProjectName};
use schemars::JsonSchema;
use serde::Serialize;

use super::ports::{Builder, Engine, Machine, Prober, StackStore, Usage};
use super::preflight::no_container;
use super::report::Runtime;
use super::up::addresses;
use super::{EngineError, Site};

/// How a service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// It runs, and its probe passes.
    Ready,
    /// It runs, and its probe does not pass.
    NotReady,
    /// It runs, and nothing says when it is ready.
    Running,
    /// Its processes are held.
    Paused,
    /// It ended, and the engine starts it again.
    Restarting,
    /// It ended.
    Exited,
    /// There is no container for it.
    Absent,
    /// A container was made for it and has not run.
    Created,
}

impl Condition {
    /// One word or two, for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::NotReady => "not ready",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Restarting => "restarting",
            Self::Exited => "exited",
            Self::Absent => "not there",
            Self::Created => "created",
        }
    }
}

/// A service as `orion ps` shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ServiceStatus {
    /// Its name.
    pub name: String,
    /// How it is.
    pub condition: Condition,
    /// What its probe answered, if it did not pass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Where it is reached from this machine.
    pub addresses: Vec<String>,
    /// When it was started: RFC 3339, UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started_at: Option<String>,
    /// What it exited with, if it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exit_code: Option<i64>,
    /// How often the engine has started it again.
    pub restarts: u64,
    /// Its image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Whether `workstreams.toml` has it: the next `orion up` takes it away if not.
    pub described: bool,
}

/// `orion ps --json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PsReport {
    /// Version of this shape.
    pub schema: u32,
    /// The stack's name.
    pub project: ProjectName,
    /// What runs it; none when nothing does.
    pub runtime: Option<Runtime>,
    /// The services in the file's order, then those that it lacks.
    pub services: Vec<ServiceStatus>,
}

impl PsReport {
    /// Whether every service of the file is as it should be.
    #[must_use]
    pub fn is_healthy(&self) -> bool {
        self.services
            .iter()
            .all(|service| matches!(service.condition, Condition::Ready | Condition::Running))
    }
}

impl<E: Engine, P: Prober, B: Builder, S: StackStore, M: Machine> Site<'_, E, P, B, S, M> {
    /// Looks at every service, and asks those that run.
    ///
    /// # Errors
    /// [`EngineError`] when the engine gives no list.
    pub async fn ps(&self) -> Result<PsReport, EngineError> {
        let live = self.engine.containers(&self.project).await?;
        let services = self.workspace.services.iter();
        // What runs elsewhere is known elsewhere.
        let here = services.filter(|service| no_container(service).is_none());
        let described = here.map(async |service| {
            let name = service.name.as_str();
            match live.iter().find(|one| one.service == name) {
                Some(container) => self.status(name, Some(service), container).await,
                None => Ok(absent(name)),
            }
        });
        let mut services = join_all(described).await;
        for orphan in live.iter().filter(|one| !self.is_service(&one.service)) {
            services.push(self.status(&orphan.service, None, orphan).await);
        }
        Ok(PsReport {
            schema: 1,
            project: self.project.clone(),
            runtime: (!live.is_empty()).then_some(Runtime::Docker),
            services: services.into_iter().collect::<Result<_, _>>()?,
        })
    }

    /// What the services' containers have used, those that run.
    ///
    /// # Errors
    /// [`EngineError`] when the engine gives no list, or does not tell.
    pub async fn usage(&self) -> Result<Vec<(String, Usage)>, EngineError> {
        let live = self.engine.containers(&self.project).await?;
        let running = live
            .iter()
            .filter(|one| one.state == ContainerState::Running);
        let asked = running.map(async |container| {
            let usage = self.engine.usage(&container.id).await?;
            Ok::<_, EngineError>(usage.map(|usage| (container.service.clone(), usage)))
        });
        let used = join_all(asked).await.into_iter();
        used.filter_map(Result::transpose).collect()
    }

    async fn status(
        &self,
        name: &str,
        service: Option<&Service>,
        container: &LiveContainer,
    ) -> Result<ServiceStatus, EngineError> {
        let facts = match self.engine.inspect(&container.id).await {
            Ok(facts) => facts,
            // It went away between the list and the look.
            Err(EngineError::NotFound(_)) => return Ok(absent(name)),
            Err(error) => return Err(error),
        };
        let mut status = ServiceStatus {
            name: name.to_owned(),
            condition: condition(container.state),
            answer: None,
            addresses: Vec::new(),
            started_at: facts.started_at.clone().filter(|_| facts.running),
            exit_code: (!facts.running && container.state == ContainerState::Exited)
                .then_some(facts.exit_code),
            restarts: facts.restarts,
            image: Some(container.image.clone()),
            described: service.is_some(),
        };
        let Some(service) = service.filter(|_| container.state == ContainerState::Running) else {
            return Ok(status);
        };
        status.addresses = addresses(service, facts.ports.iter());
        if let Some(health) = &service.health {
            let target = self.target_of(service, &facts);
            let asked = self.ask(&health.probe, &target, &container.id, health.timeout);
            status.answer = asked.await.err();
            status.condition = match status.answer {
                None => Condition::Ready,
                Some(_) => Condition::NotReady,
            };
        }
        Ok(status)
    }
}

fn condition(state: ContainerState) -> Condition {
    match state {
        ContainerState::Running => Condition::Running,
        ContainerState::Paused => Condition::Paused,
        ContainerState::Restarting => Condition::Restarting,
        ContainerState::Created => Condition::Created,
        ContainerState::Exited | ContainerState::Dead | ContainerState::Unknown => {
            Condition::Exited
        }
    }
}

fn absent(name: &str) -> ServiceStatus {
    ServiceStatus {
        name: name.to_owned(),
        condition: Condition::Absent,
        answer: None,
        addresses: Vec::new(),
        started_at: None,
        exit_code: None,
        restarts: 0,
        image: None,
        described: true,
    }
}
