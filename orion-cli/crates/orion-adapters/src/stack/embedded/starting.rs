//! How the platform is started.

use std::time::Instant;

use orion_app::stack::{EmbeddedError, EmbeddedStatus, EmbeddedStep};

use super::hold::Hold;
use super::launch::{self, Launched};
use super::record::Record;
use super::{EmbeddedPlatform, Looks, ask_all, ports};

/// How often it is started, on other ports each time, when somebody else takes one between choice and use.
const TRIES: u32 = 3;
/// What the system says then.
const IN_USE: &str = "Address already in use";

impl EmbeddedPlatform<'_> {
    /// Takes the place, unless the platform has it.
    fn take_hold(&self) -> Result<Option<Hold>, EmbeddedError> {
        loop {
            if let Some(hold) = Hold::take(&self.hold_file())? {
                return Ok(Some(hold));
            }
            // Somebody who only looks has it for a moment, too.
            if self.holder()?.is_some() {
                return Ok(None);
            }
        }
    }

    /// Starts the program, on other ports if somebody else has taken one meanwhile.
    pub(super) async fn launch(
        &self,
        mut record: Record,
        deadline: Instant,
        step: &mut impl FnMut(EmbeddedStep),
    ) -> Result<EmbeddedStatus, EmbeddedError> {
        for attempt in 1.. {
            step(EmbeddedStep::Starting);
            let told = self.told();
            let ports = ports::choose(&self.files, &self.machine, &told, attempt > 1)?;
            let Some(hold) = self.take_hold()? else {
                // Somebody who does not keep to the stack's lock was faster: theirs is waited for.
                break;
            };
            record.begin(ports);
            record.write(&self.record_file())?;
            let started_at = self.log.open()?;
            let launched = launch::launch(
                &self.top,
                &record,
                &told,
                &self.variables,
                hold,
                &started_at.file,
            )?;
            let outcome = self
                .await_ready(Some(launched), &record, started_at.length, deadline, step)
                .await;
            match outcome {
                Err(EmbeddedError::Ended { .. })
                    if attempt < TRIES && self.log.says(started_at.length, IN_USE) => {}
                outcome => return outcome,
            }
        }
        let record = Record::read(&self.record_file())?.unwrap_or(record);
        self.await_ready(None, &record, self.log.length(), deadline, step)
            .await
    }

    /// Waits until every service is ready, or the process ends.
    pub(super) async fn await_ready(
        &self,
        mut launched: Option<Launched>,
        record: &Record,
        log_from: u64,
        deadline: Instant,
        step: &mut impl FnMut(EmbeddedStep),
    ) -> Result<EmbeddedStatus, EmbeddedError> {
        let mut looks = Looks::new();
        let mut ready = vec![false; record.services.len()];
        loop {
            let process = match &mut launched {
                Some(launched) => launched.process(),
                None => self.process().await?.ok_or(None),
            };
            let process = process.map_err(|exit_code| EmbeddedError::Ended {
                exit_code,
                log: self.log.last_lines(log_from),
            })?;
            let services = ask_all(record, process).await;
            for (service, ready) in services.iter().zip(&mut ready) {
                if service.ready.is_ok() && !*ready {
                    *ready = true;
                    step(EmbeddedStep::Ready(service.name.clone()));
                }
            }
            let status = EmbeddedStatus {
                process,
                started: record.started,
                services,
            };
            // It may have ended while others answered in its place.
            let goes_on = launched
                .as_mut()
                .is_none_or(|launched| launched.process().is_ok());
            if goes_on && status.services.iter().all(|service| service.ready.is_ok()) {
                return Ok(status);
            }
            if Instant::now() >= deadline {
                let log = self.log.last_lines(log_from);
                return Err(EmbeddedError::NotReady { status, log });
            }
            looks.next().await;
        }
    }

    /// The variables that the platform will see of those that say where it listens.
    fn told(&self) -> Vec<(String, String)> {
        let of_this_process = crate::environment::variables().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        });
        of_this_process
            .chain(self.variables.iter().cloned())
            .filter(|(name, _)| name.starts_with(ports::PREFIX) && name.ends_with(ports::LISTEN))
            .collect()
    }
}
