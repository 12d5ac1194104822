//! The message of the commit: what `--no-verify` cannot skip, and where an override leaves its trace.

use super::commit::{staged, staged_with_message};
use super::{HookCall, HookFailure, HookRun, HookWorld};

/// `prepare-commit-msg`: the check again, for what no other hook has seen, and the trailer of an override.
/// Nothing is said when all is well, because `pre-commit` has said it already.
pub(super) fn prepare(world: &dyn HookWorld, call: &HookCall) -> Result<HookRun, HookFailure> {
    let file = call.file()?;
    let Some(judged) = staged_with_message(world, call, &file)? else {
        return Ok(HookRun::silent());
    };
    if judged.report.summary.denied > 0 {
        return Ok(HookRun::judged(judged.report));
    }
    if !judged.message_says {
        for overriding in &judged.report.overrides {
            world.add_override(&file, &overriding.reason)?;
        }
    }
    Ok(HookRun::silent())
}

/// `commit-msg`: people edit messages, so an override in force is written once more; and a message that
/// holds nothing else is an empty one, with which git would have given up.
pub(super) fn edited(world: &dyn HookWorld, call: &HookCall) -> Result<HookRun, HookFailure> {
    let Some(reason) = call.declared_override() else {
        return Ok(HookRun::silent());
    };
    let file = call.file()?;
    let overrides = staged(world, call, Some(reason))?
        .map(|report| report.overrides)
        .unwrap_or_default();
    if overrides.is_empty() {
        return Ok(HookRun::silent());
    }
    if world.says_nothing_else(&file)? {
        return Ok(HookRun {
            refusal: Some((
                "the commit message is empty".to_owned(),
                "commit again, and say in the message what changes".to_owned(),
            )),
            ..HookRun::silent()
        });
    }
    for overriding in overrides {
        world.add_override(&file, &overriding.reason)?;
    }
    Ok(HookRun::silent())
}

/// `applypatch-msg`: the last moment at which the message of a patch can be changed comes before the patch is
/// applied, so an override is written whether the patch turns out to need it or not.
pub(super) fn of_patch(world: &dyn HookWorld, call: &HookCall) -> Result<HookRun, HookFailure> {
    if let Some(reason) = call.declared_override() {
        world.add_override(&call.file()?, reason)?;
    }
    Ok(HookRun::silent())
}
