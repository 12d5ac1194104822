//! The gate before a commit, once the commit is inside the boundaries.

use orion_app::check::{CouldNotTell, read_policy};
use orion_app::gate::GateError;
use orion_app::ports::Revision;
use orion_core::config::GateName;

use crate::commands::gate::{GateCall, exit_of, perform};
use crate::context::{Context, GateContext};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::gate::{GateProgress, render_gate};
use crate::output::visible;

/// Runs it where the work tree's `workstreams.toml` has one. Where its commands are not trusted none of its steps runs,
/// which is told: a fresh clone can be committed to, and nobody takes that for a gate that was passed.
pub(super) fn before_commit(context: &Context) -> Result<Exit, Failure> {
    // Whoever commits inside a gate is judged by that gate.
    if context.environment.gate.is_some() {
        return Ok(Exit::Fine);
    }
    let repository = context.repository()?;
    let printer = &context.printer;
    let policy = match read_policy(&repository, &Revision::WorkTree) {
        Ok(Some(policy)) => policy,
        Ok(None) => return Ok(Exit::Fine),
        // The commit was judged by what is committed and staged; somebody is at work on this one.
        Err(error @ CouldNotTell::Policy { .. }) => {
            let because = error.to_string();
            let because = visible(&because);
            printer.warning(format_args!("gate `pre-commit` did not run: {because}"));
            return Ok(Exit::Fine);
        }
        Err(error) => return Err(error.into()),
    };
    let gate = &policy.workspace.gates.pre_commit;
    if gate.steps.is_empty() && gate.includes.is_empty() {
        return Ok(Exit::Fine);
    }
    let site = GateContext::open(context)?;
    let call = GateCall::of(GateName::PreCommit);
    let report = match perform(&call, &site, context, &GateProgress::new(&context.printer))? {
        Ok(Some(report)) => report,
        Ok(None) => return Ok(Exit::Interrupted),
        Err(error @ GateError::Untrusted { .. }) => {
            printer.warning(format_args!(
                "gate `pre-commit` did not run: {}",
                visible(&error.to_string())
            ));
            printer.hint("`orion trust` shows this repository's commands, and lets them run");
            return Ok(Exit::Fine);
        }
        Err(error) => return Err(error.into()),
    };
    if !report.passed {
        printer.tell(|theme| render_gate(&report, false, theme));
    }
    Ok(exit_of(&report))
}
