//! `orion exec`: a command in a service's container.

use orion_core::ids::ServiceName;
use orion_core::stack::ContainerState;
use thiserror::Error;

use super::ports::{Builder, Engine, ExecRequest, Machine, Prober, StackStore};
use super::{EngineError, Site};

/// Why nothing was run.
#[derive(Debug, Error)]
pub enum ExecFailure {
    /// The service does not run.
    #[error("`{0}` does not run")]
    NotRunning(ServiceName),
    /// The engine failed.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

impl<E: Engine, P: Prober, B: Builder, S: StackStore, M: Machine> Site<'_, E, P, B, S, M> {
    /// Runs a command in the service's container, and gives its exit code.
    ///
    /// # Errors
    /// [`ExecFailure`].
    pub async fn exec(
        &self,
        service: &ServiceName,
        request: &ExecRequest,
    ) -> Result<i64, ExecFailure> {
        let live = self.engine.containers(&self.project).await?;
        let container = live
            .iter()
            .find(|one| one.service == service.as_str() && one.state == ContainerState::Running);
        let not_running = || ExecFailure::NotRunning(service.clone());
        let container = container.ok_or_else(not_running)?;
        Ok(self.engine.exec(&container.id, request).await?)
    }
}
