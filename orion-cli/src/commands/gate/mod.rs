//! `orion gate`: what must hold before a commit, on a push and on a pull request.

mod approval;
mod call;
mod checks;
mod perform;
mod witness;

pub(in crate::commands) use call::GateCall;
pub(in crate::commands) use perform::perform;
pub(in crate::commands) use witness::GateWitness;

use orion_app::gate::{GateReport, StepOutcome};

use crate::cli::GateArguments;
use crate::context::{Context, GateContext};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::gate::{GateProgress, render_gate};

pub(super) fn run(arguments: &GateArguments, context: &Context) -> Result<Exit, Failure> {
    let site = GateContext::open(context)?;
    let call = GateCall {
        gate: arguments.gate.into(),
        range: arguments.range.as_ref(),
        all: arguments.all,
        steps: &arguments.steps,
        fix: arguments.fix,
        jobs: arguments.jobs,
        fail_fast: arguments.fail_fast,
    };
    let Some(report) = perform(&call, &site, context, &GateProgress::new(&context.printer))??
    else {
        return Ok(Exit::Interrupted);
    };
    let printer = &context.printer;
    if arguments.json {
        printer.json(&report)?;
    } else if !printer.is_quiet() || !report.passed {
        printer.answer(render_gate(&report, context.verbose, printer.theme()))?;
    }
    Ok(exit_of(&report))
}

/// What cannot be told is no success, and no violation either.
pub(in crate::commands) fn exit_of(report: &GateReport) -> Exit {
    let any = |outcomes: &[StepOutcome]| {
        report
            .steps
            .iter()
            .any(|step| outcomes.contains(&step.outcome))
    };
    if report.interrupted {
        Exit::Interrupted
    } else if report.passed {
        Exit::Fine
    } else if any(&[StepOutcome::Failed, StepOutcome::TimedOut]) {
        Exit::Violated
    } else {
        Exit::Surroundings
    }
}
