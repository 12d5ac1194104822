//! The commit that is about to be made.

use std::path::Path;

use orion_core::judge::CheckReport;

use super::{HookCall, HookFailure, HookRun, HookWorld};
use crate::check::{CheckRequest, CheckScope, CouldNotTell, check};

/// `pre-commit` and `pre-merge-commit`.
pub(super) fn before(world: &dyn HookWorld, call: &HookCall) -> Result<HookRun, HookFailure> {
    let judged = staged(world, call, call.declared_override())?;
    Ok(judged.map_or_else(no_policy, HookRun::judged))
}

/// `pre-applypatch`: the message is written by now, and says it when the patch is to go past a refusal.
pub(super) fn of_patch(world: &dyn HookWorld, call: &HookCall) -> Result<HookRun, HookFailure> {
    let judged = staged_with_message(world, call, &world.patch_message())?;
    Ok(judged.map_or_else(no_policy, |judged| HookRun::judged(judged.report)))
}

/// What was judged, and by whose leave it was let through.
pub(super) struct Judged {
    pub(super) report: CheckReport,
    /// The reason is in the message already.
    pub(super) message_says: bool,
}

/// Judges what is staged. Where it is denied, a message that carries the trailer already lets it through: that
/// is how an overridden commit survives being rebased, picked or amended.
pub(super) fn staged_with_message(
    world: &dyn HookWorld,
    call: &HookCall,
    message: &Path,
) -> Result<Option<Judged>, HookFailure> {
    let declared = call.declared_override();
    let Some(report) = staged(world, call, declared)? else {
        return Ok(None);
    };
    if report.summary.denied > 0
        && declared.is_none()
        && let Some(reason) = world.override_reason(message)?
    {
        let report = staged(world, call, Some(&reason))?;
        return Ok(report.map(|report| Judged {
            report,
            message_says: true,
        }));
    }
    Ok(Some(Judged {
        report,
        message_says: false,
    }))
}

/// The verdicts on what is staged; `None` where there is no policy at all, and so no boundary to hold.
pub(super) fn staged(
    world: &dyn HookWorld,
    call: &HookCall,
    override_reason: Option<&str>,
) -> Result<Option<CheckReport>, HookFailure> {
    let request = CheckRequest {
        scope: CheckScope::Staged {
            override_reason: override_reason.map(ToOwned::to_owned),
        },
        speaker: call.speaker.clone(),
    };
    match check(world, &request) {
        Ok(report) => Ok(Some(report)),
        Err(CouldNotTell::NoPolicy(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn no_policy() -> HookRun {
    HookRun::note("there is no `workstreams.toml` here, so there are no boundaries to hold")
}
