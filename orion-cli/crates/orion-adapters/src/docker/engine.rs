//! The port, filled in.

use std::path::Path;
use std::time::Duration;

use bollard::Docker;
use futures_util::Stream;
use orion_app::stack::{
    ContainerFacts, Engine, EngineError, EngineEvent, EngineFacts, ExecRequest, ImageFacts,
    LogLine, LogRequest, PullProgress, SecretFile, Usage,
};
use orion_core::config::ContainerBuild;
use orion_core::stack::{ContainerId, ContainerSpec, LiveContainer, ProjectName};

use super::build::Builder;
use super::environment::EngineEnvironment;
use super::wire::Wire;
use super::{belongings, containers, create, events, exec, images, logs, pull, thin, usage};

/// An engine that has answered.
#[derive(Debug)]
pub struct DockerEngine {
    pub(super) wire: Wire,
    pub(super) docker: Docker,
    pub(super) facts: EngineFacts,
    pub(super) environment: EngineEnvironment,
}

impl Engine for DockerEngine {
    fn facts(&self) -> &EngineFacts {
        &self.facts
    }

    async fn containers(&self, project: &ProjectName) -> Result<Vec<LiveContainer>, EngineError> {
        containers::list(&self.wire, project).await
    }

    async fn image(&self, reference: &str) -> Result<Option<ImageFacts>, EngineError> {
        images::image(&self.wire, reference).await
    }

    async fn pull(
        &self,
        reference: &str,
        progress: impl FnMut(PullProgress),
    ) -> Result<(), EngineError> {
        pull::pull(&self.wire, &self.environment, reference, progress).await
    }

    async fn build(
        &self,
        build: &ContainerBuild,
        top: &Path,
        tag: &str,
        project: &ProjectName,
        line: impl FnMut(String),
    ) -> Result<ImageFacts, EngineError> {
        let builder = Builder {
            wire: &self.wire,
            environment: &self.environment,
            has_buildkit: self.facts.name != "Podman",
        };
        builder.build(build, top, tag, project, line).await
    }

    async fn thin_image(
        &self,
        binary: &Path,
        base: Option<&str>,
        tag: &str,
        project: &ProjectName,
    ) -> Result<ImageFacts, EngineError> {
        thin::thin_image(&self.wire, binary, base, tag, project).await
    }

    async fn prepare(&self, project: &ProjectName, volumes: &[String]) -> Result<(), EngineError> {
        belongings::prepare(&self.wire, &self.docker, project, volumes).await
    }

    async fn create(
        &self,
        container: &ContainerSpec,
        secrets: &[SecretFile],
    ) -> Result<ContainerId, EngineError> {
        create::create(&self.docker, container, secrets).await
    }

    async fn port_holder(&self, port: u16) -> Option<String> {
        containers::port_holder(&self.wire, port).await
    }

    async fn start(&self, container: &ContainerId) -> Result<(), EngineError> {
        containers::start(&self.docker, container).await
    }

    async fn usage(&self, container: &ContainerId) -> Result<Option<Usage>, EngineError> {
        usage::usage(&self.wire, container).await
    }

    async fn inspect(&self, container: &ContainerId) -> Result<ContainerFacts, EngineError> {
        containers::inspect(&self.wire, container).await
    }

    async fn ended(&self, container: &ContainerId) -> Result<(), EngineError> {
        containers::ended(&self.docker, container).await
    }

    async fn stop(&self, container: &ContainerId, grace: Duration) -> Result<(), EngineError> {
        containers::stop(&self.docker, container, grace).await
    }

    async fn remove(&self, container: &ContainerId) -> Result<(), EngineError> {
        containers::remove(&self.docker, container).await
    }

    async fn clear(
        &self,
        project: &ProjectName,
        volumes: bool,
    ) -> Result<Vec<String>, EngineError> {
        belongings::clear(&self.wire, &self.docker, project, volumes).await
    }

    fn events(
        &self,
        project: &ProjectName,
    ) -> impl Stream<Item = Result<EngineEvent, EngineError>> {
        events::events(&self.wire, project, self.facts.local)
    }

    fn logs(
        &self,
        container: ContainerId,
        request: LogRequest,
    ) -> impl Stream<Item = Result<LogLine, EngineError>> {
        logs::logs(&self.docker, &container, &request)
    }

    async fn exec(
        &self,
        container: &ContainerId,
        request: &ExecRequest,
    ) -> Result<i64, EngineError> {
        exec::exec(&self.wire, container, request).await
    }

    async fn output(
        &self,
        container: &ContainerId,
        command: &[String],
    ) -> Result<(i64, String), EngineError> {
        exec::output(&self.wire, container, command).await
    }

    async fn check(
        &self,
        container: &ContainerId,
        command: &[String],
    ) -> Result<(i64, String), EngineError> {
        exec::check(&self.wire, container, command).await
    }
}
