//! An engine, a prober, a builder, a store and a machine that keep what they are told.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use futures_util::stream::{self, Stream};
use orion_app::stack::{
    Ascent, ContainerFacts, DownReport, DownRequest, Engine, EngineError, EngineEvent,
    EngineEventKind, EngineFacts, ExecRequest, ImageFacts, LogLine, LogRequest, LogStream,
    Observer, PullProgress, SecretFile, Site, StackError, Step, UpReport, UpRequest, Usage,
};
use orion_core::config::{ContainerBuild, Workspace};
use orion_core::ids::ServiceName;
use orion_core::stack::{
    ContainerId, ContainerSpec, ContainerState, LiveContainer, ProjectName, PublishedPort,
};
use tokio::sync::Notify;

use crate::shop::workspace;

/// A container of the table.
#[derive(Debug, Clone)]
pub(crate) struct Container {
    pub(crate) spec: ContainerSpec,
    pub(crate) state: ContainerState,
    pub(crate) hash: String,
    pub(crate) exit_code: i64,
    pub(crate) out_of_memory: bool,
}

/// What becomes of a service once it is started.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fate {
    /// Its probe passes after so long.
    ReadyAfter(Duration),
    /// It ends at once, with that exit code.
    Ends(i64),
    /// It runs, and its probe never passes.
    NeverReady,
}

/// Everything around the use cases.
pub(crate) struct World {
    pub(crate) workspace: Workspace,
    pub(crate) project: ProjectName,
    pub(crate) containers: RefCell<BTreeMap<String, Container>>,
    pub(crate) fates: RefCell<BTreeMap<String, Fate>>,
    pub(crate) lines: RefCell<BTreeMap<String, Vec<(String, String)>>>,
    /// What was asked of the engine, in order: `start web`, …
    pub(crate) calls: RefCell<Vec<String>>,
    pub(crate) images: RefCell<BTreeSet<String>>,
    pub(crate) taken_ports: RefCell<BTreeSet<u16>>,
    /// Ports that somebody takes between the look and the start.
    pub(crate) snatched_ports: RefCell<BTreeSet<u16>>,
    pub(crate) ports: RefCell<Vec<(ServiceName, PublishedPort)>>,
    pub(crate) ready: RefCell<BTreeMap<String, tokio::time::Instant>>,
    pub(crate) secrets: RefCell<BTreeMap<String, Vec<u8>>>,
    changed: Notify,
    /// Whether the engine tells that processes have ended, which it does before it answers.
    pub(crate) tells: Cell<bool>,
    told: RefCell<Vec<EngineEvent>>,
    next: Cell<u32>,
    facts: EngineFacts,
    pub(crate) steps: RefCell<Vec<String>>,
    /// What all that came up so far has started.
    pub(crate) ascent: Ascent,
}

impl World {
    pub(crate) fn new(services: &str) -> Self {
        let workspace = workspace(services);
        Self {
            project: ProjectName::of("shop", b"/shop"),
            containers: RefCell::default(),
            fates: RefCell::default(),
            lines: RefCell::default(),
            calls: RefCell::default(),
            images: RefCell::new(["web:1", "db:1"].map(str::to_owned).into()),
            taken_ports: RefCell::default(),
            snatched_ports: RefCell::default(),
            ports: RefCell::default(),
            ready: RefCell::default(),
            secrets: RefCell::default(),
            changed: Notify::new(),
            tells: Cell::new(true),
            told: RefCell::default(),
            next: Cell::new(0),
            facts: EngineFacts {
                name: "table".to_owned(),
                version: "1".to_owned(),
                api: "1.41".to_owned(),
                address: "memory".to_owned(),
                local: true,
            },
            steps: RefCell::default(),
            ascent: Ascent::default(),
            workspace,
        }
    }

    pub(crate) fn site(&self) -> Site<'_, Self, Self, Self, Self, Self> {
        Site {
            engine: self,
            prober: self,
            builder: self,
            store: self,
            machine: self,
            workspace: &self.workspace,
            top: Path::new("/shop"),
            project: self.project.clone(),
        }
    }

    pub(crate) fn fate(&self, service: &str, fate: Fate) {
        self.fates.borrow_mut().insert(service.to_owned(), fate);
    }

    pub(crate) async fn up(&self) -> Result<UpReport, StackError> {
        self.up_with(&[], false).await
    }

    pub(crate) async fn up_with(
        &self,
        services: &[&str],
        detach: bool,
    ) -> Result<UpReport, StackError> {
        let services = services
            .iter()
            .map(|name| ServiceName::parse(name).unwrap());
        let request = UpRequest {
            services: services.collect(),
            timeout: Duration::from_mins(1),
            detach,
        };
        self.site().up(&request, &self.ascent, self).await
    }

    pub(crate) async fn down(&self, volumes: bool) -> DownReport {
        let request = DownRequest {
            volumes,
            grace: Duration::from_secs(1),
        };
        self.site().down(request, self).await.unwrap()
    }

    /// What was asked of the engine since the last look, beside what only reads.
    pub(crate) fn calls(&self) -> Vec<String> {
        self.calls.take()
    }

    fn call(&self, what: &str, id: &ContainerId) {
        let containers = self.containers.borrow();
        let service = containers
            .get(&id.0)
            .map_or("?", |it| it.spec.service.as_str());
        self.calls.borrow_mut().push(format!("{what} {service}"));
    }

    pub(crate) fn state(&self, service: &str) -> Option<ContainerState> {
        let containers = self.containers.borrow();
        let found = containers
            .values()
            .find(|it| it.spec.service.as_str() == service);
        found.map(|it| it.state)
    }

    pub(crate) fn change(&self, service: &str, change: impl Fn(&mut Container)) {
        let mut containers = self.containers.borrow_mut();
        let found = containers
            .values_mut()
            .find(|it| it.spec.service.as_str() == service);
        change(found.unwrap());
    }
}

impl Observer for World {
    fn step(&self, service: &str, step: &Step) {
        let word = serde_json::to_value(step).unwrap()["step"]
            .as_str()
            .unwrap()
            .to_owned();
        self.steps.borrow_mut().push(format!("{service} {word}"));
    }

    fn note(&self, _: &str) {}
}

impl Engine for World {
    fn facts(&self) -> &EngineFacts {
        &self.facts
    }

    async fn containers(&self, project: &ProjectName) -> Result<Vec<LiveContainer>, EngineError> {
        let containers = self.containers.borrow();
        let live = containers
            .iter()
            .filter(|(_, it)| it.spec.project == *project);
        let live = live.map(|(id, it)| LiveContainer {
            id: ContainerId(id.clone()),
            service: it.spec.service.to_string(),
            state: it.state,
            health: None,
            hash: Some(it.hash.clone()),
            image_id: it.spec.image_id.clone(),
            image: it.spec.image.clone(),
            ports: it.spec.ports.clone(),
            address: None,
            created: 0,
        });
        Ok(live.collect())
    }

    async fn image(&self, reference: &str) -> Result<Option<ImageFacts>, EngineError> {
        let has = self.images.borrow().contains(reference);
        Ok(has.then(|| ImageFacts {
            id: format!("sha256:{reference}"),
            has_health_check: false,
        }))
    }

    async fn pull(&self, reference: &str, _: impl FnMut(PullProgress)) -> Result<(), EngineError> {
        Err(EngineError::NoImage {
            reference: reference.to_owned(),
            reason: "no registry answers".to_owned(),
        })
    }

    async fn build(
        &self,
        _: &ContainerBuild,
        _: &Path,
        tag: &str,
        _: &ProjectName,
        _: impl FnMut(String),
    ) -> Result<ImageFacts, EngineError> {
        self.images.borrow_mut().insert(tag.to_owned());
        Ok(self.image(tag).await?.unwrap())
    }

    async fn thin_image(
        &self,
        _: &Path,
        _: Option<&str>,
        tag: &str,
        _: &ProjectName,
    ) -> Result<ImageFacts, EngineError> {
        self.images.borrow_mut().insert(tag.to_owned());
        Ok(self.image(tag).await?.unwrap())
    }

    async fn prepare(&self, _: &ProjectName, volumes: &[String]) -> Result<(), EngineError> {
        self.calls
            .borrow_mut()
            .push(format!("prepare {}", volumes.join(",")));
        Ok(())
    }

    async fn create(
        &self,
        container: &ContainerSpec,
        secrets: &[SecretFile],
    ) -> Result<ContainerId, EngineError> {
        assert_eq!(secrets.len(), container.secrets.len());
        let id = ContainerId(format!("c{}", self.next.replace(self.next.get() + 1)));
        let made = Container {
            spec: container.clone(),
            state: ContainerState::Created,
            hash: container.hash().to_string(),
            exit_code: 0,
            out_of_memory: false,
        };
        self.containers.borrow_mut().insert(id.0.clone(), made);
        self.call("create", &id);
        Ok(id)
    }

    async fn port_holder(&self, _: u16) -> Option<String> {
        None
    }

    async fn start(&self, container: &ContainerId) -> Result<(), EngineError> {
        self.call("start", container);
        let mut containers = self.containers.borrow_mut();
        let started = containers.get_mut(&container.0).unwrap();
        for port in &started.spec.ports {
            if self.snatched_ports.borrow().contains(&port.host) {
                return Err(EngineError::PortTaken {
                    port: port.host,
                    reason: "it is allocated".to_owned(),
                });
            }
        }
        let service = started.spec.service.to_string();
        let fates = self.fates.borrow();
        let usual = Fate::ReadyAfter(Duration::from_secs(1));
        match fates.get(&service).copied().unwrap_or(usual) {
            Fate::Ends(code) => {
                started.state = ContainerState::Exited;
                started.exit_code = code;
            }
            Fate::NeverReady => started.state = ContainerState::Running,
            Fate::ReadyAfter(after) => {
                started.state = ContainerState::Running;
                let at = tokio::time::Instant::now() + after;
                self.ready.borrow_mut().insert(service, at);
            }
        }
        self.changed.notify_waiters();
        Ok(())
    }

    async fn inspect(&self, container: &ContainerId) -> Result<ContainerFacts, EngineError> {
        let containers = self.containers.borrow();
        let gone = || EngineError::NotFound(container.0.clone());
        let found = containers.get(&container.0).ok_or_else(gone)?;
        Ok(ContainerFacts {
            running: found.state == ContainerState::Running,
            restarting: false,
            exit_code: found.exit_code,
            out_of_memory: found.out_of_memory,
            error: String::new(),
            restarts: 0,
            health: None,
            address: None,
            // Tells the prober whom it asks.
            ports: found.spec.ports.clone(),
            started_at: None,
        })
    }

    async fn usage(&self, _: &ContainerId) -> Result<Option<Usage>, EngineError> {
        Ok(None)
    }

    async fn ended(&self, container: &ContainerId) -> Result<(), EngineError> {
        loop {
            let changed = self.changed.notified();
            let runs = {
                let containers = self.containers.borrow();
                let found = containers.get(&container.0);
                found.is_some_and(|it| it.state == ContainerState::Running)
            };
            if !runs {
                return Ok(());
            }
            changed.await;
        }
    }

    async fn stop(&self, container: &ContainerId, _: Duration) -> Result<(), EngineError> {
        self.call("stop", container);
        tokio::time::sleep(Duration::from_millis(100)).await;
        if let Some(found) = self.containers.borrow_mut().get_mut(&container.0) {
            found.state = ContainerState::Exited;
            if self.tells.get() {
                self.told.borrow_mut().push(EngineEvent {
                    service: found.spec.service.to_string(),
                    container: container.clone(),
                    kind: EngineEventKind::Ended,
                });
            }
        }
        self.changed.notify_waiters();
        tokio::time::sleep(Duration::from_millis(200)).await;
        Ok(())
    }

    async fn remove(&self, container: &ContainerId) -> Result<(), EngineError> {
        self.call("remove", container);
        self.containers.borrow_mut().remove(&container.0);
        Ok(())
    }

    async fn clear(
        &self,
        project: &ProjectName,
        volumes: bool,
    ) -> Result<Vec<String>, EngineError> {
        let what = if volumes { "everything" } else { "network" };
        self.calls.borrow_mut().push(format!("clear {what}"));
        Ok(vec![project.to_string()])
    }

    fn events(&self, _: &ProjectName) -> impl Stream<Item = Result<EngineEvent, EngineError>> {
        let from_now_on = self.told.borrow().len();
        stream::unfold(from_now_on, async |nth| {
            loop {
                let changed = self.changed.notified();
                let told = self.told.borrow().get(nth).cloned();
                if let Some(event) = told {
                    return Some((Ok(event), nth + 1));
                }
                changed.await;
            }
        })
    }

    fn logs(
        &self,
        container: ContainerId,
        request: LogRequest,
    ) -> impl Stream<Item = Result<LogLine, EngineError>> {
        let containers = self.containers.borrow();
        let service = containers
            .get(&container.0)
            .map(|it| it.spec.service.to_string());
        let lines = self.lines.borrow();
        let lines = service
            .and_then(|service| lines.get(&service).cloned())
            .unwrap_or_default();
        let tail = request.tail.map_or(lines.len(), |tail| tail as usize);
        let from = lines.len().saturating_sub(tail);
        let lines: Vec<_> = lines[from..]
            .iter()
            .map(|(time, text)| {
                Ok(LogLine {
                    time: time.clone(),
                    stream: LogStream::Output,
                    text: text.clone(),
                })
            })
            .collect();
        stream::iter(lines)
    }

    async fn exec(&self, _: &ContainerId, _: &ExecRequest) -> Result<i64, EngineError> {
        Ok(7)
    }

    async fn output(&self, _: &ContainerId, _: &[String]) -> Result<(i64, String), EngineError> {
        Ok((0, String::new()))
    }

    async fn check(&self, _: &ContainerId, _: &[String]) -> Result<(i64, String), EngineError> {
        Ok((0, String::new()))
    }
}
