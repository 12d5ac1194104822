//! The stack's commands on the embedded platform: the same reports, from one process.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use orion_core::ids::ServiceName;
use orion_core::stack::ProjectName;

use super::embedded::{
    EMBEDDED_SERVICES, Embedded, EmbeddedError, EmbeddedStatus, EmbeddedStep, EmbeddedStop,
};
use super::progress::{Observer, Step};
use super::ps::{Condition, PsReport, ServiceStatus};
use super::report::{Done, DownReport, Runtime, ServiceFailure, ServiceState, UpReport, UpService};

/// `orion up` in one process. All services run, whichever are asked for.
///
/// # Errors
/// [`EmbeddedError`] when there is nothing to run, or what is kept of it is unusable; that it does not come up
/// is in the report.
pub async fn up_in_one_process(
    platform: &impl Embedded,
    project: &ProjectName,
    timeout: Duration,
    observer: &dyn Observer,
) -> Result<UpReport, EmbeddedError> {
    let began = Instant::now();
    let step = |step: EmbeddedStep| match step {
        EmbeddedStep::Building => all(
            observer,
            &Step::Building {
                line: String::new(),
            },
        ),
        EmbeddedStep::Line(line) => all(observer, &Step::Building { line }),
        EmbeddedStep::Stopping => all(observer, &Step::Stopping),
        EmbeddedStep::Starting => all(observer, &Step::Starting),
        EmbeddedStep::Ready(service) => observer.step(
            &service,
            &Step::Ready {
                after: began.elapsed(),
                kept: false,
            },
        ),
    };
    let services = match platform.start(timeout, step).await {
        Ok(start) => {
            let done = if start.kept {
                Done::Kept
            } else {
                Done::Started
            };
            came_up(&start.status, done, began.elapsed())
        }
        Err(EmbeddedError::Ended { exit_code, log }) => {
            let mut failure = ServiceFailure::new(match exit_code {
                Some(code) => format!("the platform ended with exit code {code}"),
                None => "the platform ended while it started".to_owned(),
            });
            failure.exit_code = exit_code.map(i64::from);
            failure.log = log;
            failed(&failure)
        }
        Err(EmbeddedError::NotReady { status, log }) => {
            let mut services = came_up(&status, Done::Started, began.elapsed());
            let late = format!("not ready after {} s", timeout.as_secs_f64());
            for (service, found) in services.iter_mut().zip(&status.services) {
                if let Err(answer) = &found.ready {
                    service.state = ServiceState::Failed;
                    service.seconds = None;
                    service.failure = Some(ServiceFailure {
                        probe: Some(answer.clone()),
                        log: log.clone(),
                        ..ServiceFailure::new(late.clone())
                    });
                }
            }
            services
        }
        Err(error) => return Err(error),
    };
    Ok(UpReport {
        schema: 1,
        project: project.clone(),
        runtime: Runtime::Embedded,
        services,
        removed: Vec::new(),
        took: began.elapsed(),
    })
}

/// `orion ps` in one process; none when it does not run.
///
/// # Errors
/// [`EmbeddedError`].
pub async fn ps_in_one_process(
    platform: &impl Embedded,
    project: &ProjectName,
) -> Result<Option<PsReport>, EmbeddedError> {
    let Some(status) = platform.status().await? else {
        return Ok(None);
    };
    let started = Timestamp::from_second(status.started).ok();
    let services = status.services.iter().map(|service| ServiceStatus {
        name: service.name.clone(),
        condition: match service.ready {
            Ok(()) => Condition::Ready,
            Err(_) => Condition::NotReady,
        },
        answer: service.ready.clone().err(),
        addresses: vec![format!("http://{}", service.address)],
        started_at: started.map(|started| started.to_string()),
        exit_code: None,
        restarts: 0,
        image: None,
        described: true,
    });
    Ok(Some(PsReport {
        schema: 1,
        project: project.clone(),
        runtime: Some(Runtime::Embedded),
        services: services.collect(),
    }))
}

/// `orion down` in one process; none when nothing ran, and nothing was to be removed.
///
/// # Errors
/// [`EmbeddedError`].
pub async fn down_in_one_process(
    platform: &impl Embedded,
    project: &ProjectName,
    volumes: bool,
    grace: Duration,
    observer: &dyn Observer,
) -> Result<Option<DownReport>, EmbeddedError> {
    let began = Instant::now();
    let ran = platform.status().await?.is_some();
    if ran {
        all(observer, &Step::Stopping);
    }
    let stopped = platform.stop(grace).await?;
    if stopped != EmbeddedStop::Absent {
        all(observer, &Step::Removed);
    }
    let removed_data = volumes && platform.remove_data()?;
    if stopped == EmbeddedStop::Absent && !removed_data {
        return Ok(None);
    }
    let services = EMBEDDED_SERVICES.iter().map(|(name, _)| (*name).to_owned());
    Ok(Some(DownReport {
        schema: 1,
        project: project.clone(),
        runtime: Runtime::Embedded,
        services: if stopped == EmbeddedStop::Absent {
            Vec::new()
        } else {
            services.collect()
        },
        removed: removed_data
            .then(|| "the embedded platform's data".to_owned())
            .into_iter()
            .collect(),
        took: began.elapsed(),
    }))
}

fn all(observer: &dyn Observer, step: &Step) {
    for (service, _) in EMBEDDED_SERVICES {
        observer.step(service, step);
    }
}

fn came_up(status: &EmbeddedStatus, done: Done, after: Duration) -> Vec<UpService> {
    let services = status.services.iter();
    services
        .filter_map(|service| {
            Some(UpService {
                name: ServiceName::parse(&service.name).ok()?,
                state: ServiceState::Ready,
                done,
                addresses: vec![format!("http://{}", service.address)],
                seconds: Some((after.as_secs_f64() * 1000.0).round() / 1000.0),
                failure: None,
                because: None,
            })
        })
        .collect()
}

/// The first service carries the failure: it is the process's own, and is told once.
fn failed(failure: &ServiceFailure) -> Vec<UpService> {
    let names = EMBEDDED_SERVICES.iter();
    let names = names.filter_map(|(name, _)| ServiceName::parse(name).ok());
    names
        .enumerate()
        .map(|(nth, name)| UpService {
            name,
            state: ServiceState::Failed,
            done: Done::Nothing,
            addresses: Vec::new(),
            seconds: None,
            failure: (nth == 0).then(|| failure.clone()),
            because: None,
        })
        .collect()
}
