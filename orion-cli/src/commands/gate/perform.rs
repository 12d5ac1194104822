//! One run of a gate, for the command and for the hook.

use std::pin::pin;
use std::thread::available_parallelism;
use std::time::Duration;

use orion_app::gate::{GateError, GateReport, GateRequest, GateSite, run_gate};
use orion_app::ports::ChangeScope;
use orion_core::config::GateName;
use tokio::time::{MissedTickBehavior, interval};

use super::call::GateCall;
use super::checks::LocalChecks;
use super::witness::GateWitness;
use crate::context::{Context, GateContext, block_on, interrupted};
use crate::failure::Failure;

/// How often the picture of what runs is drawn.
const PICTURE: Duration = Duration::from_millis(100);

/// Runs the gate; no report where somebody wanted to wait for no end. What keeps it from beginning is handed back by
/// itself, because a hook makes something else of it.
pub(in crate::commands) fn perform(
    call: &GateCall<'_>,
    site: &GateContext,
    context: &Context,
    progress: &impl GateWitness,
) -> Result<Result<Option<GateReport>, GateError>, Failure> {
    let outer: Vec<String> = context
        .environment
        .gate
        .iter()
        .flat_map(|gates| gates.split(',').map(str::to_owned))
        .collect();
    if outer.iter().any(|gate| gate == call.gate.as_str()) {
        let gate = call.gate.as_str();
        return Err(
            Failure::configuration(format!("gate `{gate}` runs inside gate `{gate}`"))
                .hint("no step of a gate may run that gate again; `includes` runs another's steps"),
        );
    }
    let scope = match scope(call, site)? {
        Ok(scope) => scope,
        Err(error) => return Ok(Err(error)),
    };
    let trusted = site.trusted(context)?;
    let checks = LocalChecks { site, context };
    let request = GateRequest {
        gate: call.gate,
        scope,
        all: call.all,
        steps: call.steps.to_vec(),
        fix: call.fix,
        jobs: jobs(call.jobs),
        fail_fast: call.fail_fast,
    };
    let gate = GateSite {
        repository: &site.repository,
        policy: &site.policy,
        trusted: &trusted,
        runner: &site.runner,
        crates: &site.crates,
        checks: &checks,
        outer: &outer,
    };
    block_on(async {
        let mut work = pin!(run_gate(&gate, &request, progress));
        let mut stop = Box::pin(interrupted());
        let mut again = false;
        let mut picture = interval(PICTURE);
        picture.set_missed_tick_behavior(MissedTickBehavior::Skip);
        loop {
            tokio::select! {
                biased;
                () = &mut stop => {
                    // Dropped, the work kills what it has started.
                    if again {
                        progress.abandoned();
                        return Ok(Ok(None));
                    }
                    again = true;
                    site.runner.interrupt();
                    progress.interrupted();
                    stop = Box::pin(interrupted());
                }
                ended = &mut work => {
                    progress.finish();
                    return Ok(ended.map(Some));
                }
                _ = picture.tick() => progress.draw(),
            }
        }
    })
}

fn jobs(asked: Option<u16>) -> usize {
    match asked {
        Some(jobs) => usize::from(jobs),
        None => available_parallelism().map_or(1, usize::from),
    }
}

/// The change; none where everything counts as changed and there is nothing to compare with.
fn scope(
    call: &GateCall<'_>,
    site: &GateContext,
) -> Result<Result<Option<ChangeScope>, GateError>, Failure> {
    if let Some(range) = call.range {
        return Ok(Ok(Some(ChangeScope::Range {
            base: range.base.clone(),
            head: range.head.clone(),
        })));
    }
    if call.gate == GateName::PreCommit {
        return Ok(Ok(Some(ChangeScope::Staged)));
    }
    let head = "HEAD".to_owned();
    match site.base()? {
        Some(base) => Ok(Ok(Some(ChangeScope::Range { base, head }))),
        None if call.all => Ok(Ok(None)),
        None => {
            let base = site.policy.workspace.project.base.clone();
            Ok(Err(GateError::NoBase(base)))
        }
    }
}
