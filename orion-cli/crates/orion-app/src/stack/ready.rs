//! Waiting until a service is ready, or known not to become so.

use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};
use futures_util::{StreamExt as _, future};
use orion_core::config::{Probe, Service};
use orion_core::stack::{ContainerId, End, EngineHealth, ending, likely_cause};

use super::images::{LINES, refused};
use super::ports::{
    Builder, ContainerFacts, Engine, EngineEventKind, LogRequest, Machine, ProbeTarget, Prober,
    StackStore,
};
use super::progress::{Observer, Step};
use super::report::ServiceFailure;
use super::{EngineError, Site};

/// Between the first probe and the second; each wait is half as long again as the one before.
const FIRST_WAIT: Duration = Duration::from_millis(20);
/// The longest wait between two probes: a ready service is known within a tenth of a second.
const LONGEST_WAIT: Duration = Duration::from_millis(80);
/// The same for probes that run a program in the container, which costs more.
const LONGEST_WAIT_EXEC: Duration = Duration::from_millis(250);
/// How soon a container that the engine starts again is looked at again.
const RESTART_WAIT: Duration = Duration::from_millis(50);

impl<E: Engine, P: Prober, B: Builder, S: StackStore, M: Machine> Site<'_, E, P, B, S, M> {
    /// Waits until the service is ready: its own probe passes, else its image's check does, else it runs.
    pub(super) async fn ready(
        &self,
        service: &Service,
        container: &ContainerId,
        has_health_check: bool,
        limit: Duration,
        observer: &dyn Observer,
    ) -> Result<(), ServiceFailure> {
        let answer = std::cell::RefCell::new(String::new());
        let passed = pin!(self.passed(service, container, has_health_check, observer, &answer));
        let ended = pin!(self.ended_for_good(container));
        let late = pin!(self.machine.sleep(limit));
        let first = future::select(select(passed, ended), late).await;
        match first {
            Either::Left((Either::Left((passed, _)), _)) => passed.map_err(|error| refused(&error)),
            Either::Left((Either::Right((ended, _)), _)) => {
                let facts = ended.map_err(|error| refused(&error))?;
                Err(self.post_mortem(service, container, &facts).await)
            }
            Either::Right(_) => {
                let answer = answer.take();
                Err(self.never_ready(container, limit, answer).await)
            }
        }
    }

    /// Asks until the answer is yes; `answer` holds the last one that was not.
    async fn passed(
        &self,
        service: &Service,
        container: &ContainerId,
        has_health_check: bool,
        observer: &dyn Observer,
        answer: &std::cell::RefCell<String>,
    ) -> Result<(), EngineError> {
        let name = service.name.as_str();
        observer.step(
            name,
            &Step::Probing {
                answer: String::new(),
            },
        );
        let Some(health) = &service.health else {
            return if has_health_check {
                self.engine_says_healthy(service, container).await
            } else {
                Ok(())
            };
        };
        let target = self.target(service, container).await?;
        let longest = match health.probe {
            Probe::Exec(_) => LONGEST_WAIT_EXEC,
            _ => LONGEST_WAIT,
        };
        let mut wait = FIRST_WAIT;
        loop {
            match self
                .ask(&health.probe, &target, container, health.timeout)
                .await
            {
                Ok(()) => return Ok(()),
                Err(text) => {
                    if *answer.borrow() != text {
                        observer.step(
                            name,
                            &Step::Probing {
                                answer: text.clone(),
                            },
                        );
                        answer.replace(text);
                    }
                }
            }
            self.machine.sleep(wait).await;
            wait = (wait + wait / 2).min(longest);
        }
    }

    /// Asks once.
    pub(super) async fn ask(
        &self,
        probe: &Probe,
        target: &ProbeTarget,
        container: &ContainerId,
        timeout: Duration,
    ) -> Result<(), String> {
        let Probe::Exec(command) = probe else {
            return self.prober.probe(probe, target, timeout).await;
        };
        let check = pin!(self.engine.check(container, command));
        let late = pin!(self.machine.sleep(timeout));
        match select(check, late).await {
            Either::Left((Ok((0, _)), _)) => Ok(()),
            Either::Left((Ok((code, said)), _)) => {
                Err(format!("exit code {code}: {}", said.trim_end()))
            }
            Either::Left((Err(error), _)) => Err(error.to_string()),
            Either::Right(_) => Err(format!("no end after {} s", timeout.as_secs_f64())),
        }
    }

    /// Where the service is asked.
    pub(super) async fn target(
        &self,
        service: &Service,
        container: &ContainerId,
    ) -> Result<ProbeTarget, EngineError> {
        let facts = self.engine.inspect(container).await?;
        Ok(self.target_of(service, &facts))
    }

    pub(super) fn target_of(&self, service: &Service, facts: &ContainerFacts) -> ProbeTarget {
        ProbeTarget {
            address: facts.address.filter(|_| self.engine.facts().local),
            ports: facts.ports.clone(),
            first_port: service.ports.first().map(|port| port.container),
        }
    }

    async fn engine_says_healthy(
        &self,
        service: &Service,
        container: &ContainerId,
    ) -> Result<(), EngineError> {
        // The stream is opened first: what happens between the look and the listening is not missed.
        let mut events = pin!(self.engine.events(&self.project));
        let mut next = events.next();
        loop {
            let facts = self.engine.inspect(container).await?;
            if matches!(facts.health, Some((EngineHealth::Healthy, _))) {
                return Ok(());
            }
            match next.await {
                Some(Ok(event))
                    if event.service == service.name.as_str()
                        && event.kind == EngineEventKind::Healthy =>
                {
                    return Ok(());
                }
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(error),
                None => return Err(EngineError::Gone("its events ended".to_owned())),
            }
            next = events.next();
        }
    }

    /// Waits until the container has ended and the engine will not start it again.
    pub(super) async fn ended_for_good(
        &self,
        container: &ContainerId,
    ) -> Result<ContainerFacts, EngineError> {
        loop {
            self.engine.ended(container).await?;
            let facts = self.engine.inspect(container).await?;
            if !facts.running && !facts.restarting {
                return Ok(facts);
            }
            self.machine.sleep(RESTART_WAIT).await;
        }
    }

    /// Why a service ended.
    pub(super) async fn post_mortem(
        &self,
        service: &Service,
        container: &ContainerId,
        facts: &ContainerFacts,
    ) -> ServiceFailure {
        let log = self.last_lines(container).await;
        let end = End {
            exit_code: facts.exit_code,
            out_of_memory: facts.out_of_memory,
            restarts: facts.restarts,
            lines: &log,
        };
        let said = (!facts.error.is_empty()).then(|| facts.error.clone());
        ServiceFailure {
            what: ending(&end),
            cause: likely_cause(&end).or(said),
            exit_code: Some(facts.exit_code),
            probe: None,
            hints: vec![format!(
                "`orion logs {}` shows all that it wrote",
                service.name
            )],
            log,
        }
    }

    async fn never_ready(
        &self,
        container: &ContainerId,
        limit: Duration,
        answer: String,
    ) -> ServiceFailure {
        let inspected = self.engine.inspect(container).await;
        let check = inspected.ok().and_then(|facts| facts.health);
        let answer = match (answer.is_empty(), check) {
            (true, Some((_, said))) => said,
            _ => answer,
        };
        ServiceFailure {
            probe: Some(answer),
            log: self.last_lines(container).await,
            hints: vec!["it still runs, to be looked at; `--timeout` waits longer".to_owned()],
            ..ServiceFailure::new(format!("not ready after {} s", limit.as_secs_f64()))
        }
    }

    /// The last lines that a container wrote; none if they cannot be had.
    pub(super) async fn last_lines(&self, container: &ContainerId) -> Vec<String> {
        let request = LogRequest {
            tail: u32::try_from(LINES).ok(),
            ..LogRequest::default()
        };
        let lines = self.engine.logs(container.clone(), request);
        let texts = lines.filter_map(async |line| line.ok().map(|line| line.text));
        texts.collect().await
    }
}
