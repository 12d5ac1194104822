//! The use case: what is to be run for this change, and then running it.

use std::time::Instant;

use orion_core::config::{BuiltInCheck, GateName, StepAction};
use orion_core::gate::{PlannedStep, plan, show};
use orion_core::judge::Policy;

use super::prepare::{Prepared, prepare};
use super::schedule::schedule;
use super::{
    Checks, CrateGraph, GateError, GateObserver, GateReport, StagedCopies, StepOutcome, StepRunner,
    Trusted,
};
use crate::ports::{ChangeScope, Repository};

/// What is asked for.
#[derive(Debug, Clone)]
pub struct GateRequest {
    /// Which gate.
    pub gate: GateName,
    /// The change; none where it is not known what it is compared with.
    pub scope: Option<ChangeScope>,
    /// Whether to act as if everything were changed.
    pub all: bool,
    /// The names of the steps to run, with what they need; all of them when there are none.
    pub steps: Vec<String>,
    /// Whether the commands that mend run first, in the work tree.
    pub fix: bool,
    /// How many steps may run side by side; at least one.
    pub jobs: usize,
    /// Whether no more steps begin once one has failed.
    pub fail_fast: bool,
}

/// What a gate is given.
#[derive(Debug)]
pub struct GateSite<'a, R, G, S, C> {
    /// The repository.
    pub repository: &'a R,
    /// The work tree's `workstreams.toml`: the one whose commands run.
    pub policy: &'a Policy,
    /// What may be run.
    pub trusted: &'a Trusted,
    /// Who runs commands.
    pub runner: &'a S,
    /// Who knows what depends on what.
    pub crates: &'a G,
    /// Orion's own checks.
    pub checks: &'a C,
    /// The gates that this process is a part of, for its commands' environment.
    pub outer: &'a [String],
}

/// Runs a gate.
///
/// # Errors
/// [`GateError`]: it has not begun.
pub async fn run_gate<R, G, S, C>(
    site: &GateSite<'_, R, G, S, C>,
    request: &GateRequest,
    observer: &impl GateObserver,
) -> Result<GateReport, GateError>
where
    R: Repository + StagedCopies,
    G: CrateGraph,
    S: StepRunner,
    C: Checks,
{
    let began = Instant::now();
    let gate = request.gate.as_str();
    let steps = plan(&site.policy.workspace.gates, request.gate, &request.steps)?;
    if steps.is_empty() {
        return Err(GateError::NoSteps(gate));
    }
    is_trusted(site.trusted, &steps, request)?;
    is_judged(site.checks, &steps)?;
    let prepared: Prepared<R> = prepare(site, request, &steps, observer).await?;
    let reports = schedule(site, request, &steps, &prepared, observer).await;
    let interrupted = site.runner.is_interrupted();
    Ok(GateReport {
        schema: 1,
        gate: gate.to_owned(),
        scope: scope_in_words(request),
        passed: !interrupted && reports.iter().all(|report| report.outcome.is_fine()),
        interrupted: interrupted
            || reports
                .iter()
                .any(|report| report.outcome == StepOutcome::Interrupted),
        seconds: began.elapsed().as_secs_f64(),
        steps: reports,
    })
}

fn is_trusted(
    trusted: &Trusted,
    steps: &[PlannedStep],
    request: &GateRequest,
) -> Result<(), GateError> {
    let mut places = Vec::new();
    for planned in steps {
        let place = format!(
            "step `{}` of gate `{}`",
            planned.step.name,
            planned.gate.as_str()
        );
        let run = match &planned.step.action {
            StepAction::Run(command) => Some(command),
            StepAction::Check(_) => None,
        };
        let fix = planned.step.fix.as_ref();
        let fix = fix.filter(|_| request.fix && !planned.step.staged_only);
        for command in run.into_iter().chain(fix) {
            if !trusted.allows(command) {
                places.push((place.clone(), show(command)));
            }
        }
    }
    if places.is_empty() {
        return Ok(());
    }
    Err(GateError::Untrusted {
        gate: request.gate.as_str(),
        places,
    })
}

fn is_judged(checks: &impl Checks, steps: &[PlannedStep]) -> Result<(), GateError> {
    let lacking = steps.iter().find_map(|planned| match planned.step.action {
        StepAction::Check(check) if !checks.judges(check) => Some((check, planned)),
        _ => None,
    });
    match lacking {
        None => Ok(()),
        Some((check, planned)) => Err(GateError::CannotJudge {
            check: BuiltInCheck::as_str(check),
            step: planned.step.name.to_string(),
        }),
    }
}

fn scope_in_words(request: &GateRequest) -> String {
    match &request.scope {
        Some(ChangeScope::Staged) if !request.all => "what is staged".to_owned(),
        Some(ChangeScope::Range { base, head }) if !request.all => format!("{base}..{head}"),
        _ => "everything".to_owned(),
    }
}
