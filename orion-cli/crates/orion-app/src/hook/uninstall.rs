//! Takes the hooks away, and puts back what was there.

use std::path::Path;

use orion_core::hook::{FoundHook, HookName, Shim, classify};

use super::steps::{Step, previous_path, take};
use super::{HookAction, HookOutcome, HookReport, HookSetup};
use crate::ports::{HookSite, RepositoryError};

/// Takes Orion's hooks away, where git looks for them now and where it would without `core.hooksPath`: the
/// setting may have come after them. What was there before is back afterwards, byte for byte.
///
/// # Errors
/// [`RepositoryError`] when git or the disk fails.
pub fn uninstall(
    site: &dyn HookSite,
    setup: &HookSetup<'_>,
) -> Result<HookReport, RepositoryError> {
    let directory = site.hooks_directory()?;
    let mut report = HookReport {
        schema: 1,
        dry_run: setup.dry_run,
        directory: directory.path.display().to_string(),
        hooks: Vec::new(),
        warnings: Vec::new(),
    };
    let mut steps = Vec::new();
    for &hook in setup.hooks {
        let outcome = uninstall_one(site, &directory.path, hook, &mut steps)?;
        let elsewhere = if directory.shared == directory.path {
            None
        } else {
            let outcome = uninstall_one(site, &directory.shared, hook, &mut steps)?;
            (outcome.action != HookAction::Absent).then_some(outcome)
        };
        match elsewhere {
            Some(elsewhere) if outcome.action == HookAction::Absent => report.hooks.push(elsewhere),
            _ => {
                report.hooks.push(outcome);
                report.hooks.extend(elsewhere);
            }
        }
    }
    if !setup.dry_run {
        take(&steps, site)?;
    }
    Ok(report)
}

fn uninstall_one(
    site: &dyn HookSite,
    directory: &Path,
    hook: HookName,
    steps: &mut Vec<Step>,
) -> Result<HookOutcome, RepositoryError> {
    let path = directory.join(hook.as_str());
    let previous = previous_path(&path);
    let found = site.read_hook(&path)?;
    let kept = site.read_hook(&previous)?.is_some();
    // Whichever program it calls, a hook of Orion's is a hook of Orion's.
    let any = Shim::new(hook, b"");
    let outcome = |action| HookOutcome::new(hook, &path, action);
    Ok(match classify(found.as_ref().map(|file| file.content.as_slice()), &any) {
        FoundHook::Absent | FoundHook::Current | FoundHook::Outdated if kept => {
            steps.push(Step::Move {
                from: previous.clone(),
                to: path.clone(),
            });
            outcome(HookAction::Restored).with_previous(&previous)
        }
        FoundHook::Current | FoundHook::Outdated => {
            steps.push(Step::Remove { path: path.clone() });
            outcome(HookAction::Removed)
        }
        FoundHook::CallsOrion => outcome(HookAction::Left).because(
            "this hook is not Orion's, and runs it",
            format!("take `orion` out of `{}`", path.display()),
        ),
        FoundHook::Foreign(_) if kept => outcome(HookAction::Left).with_previous(&previous).because(
            "another hook took the place of Orion's, and the one that was kept cannot come back",
            format!("remove `{}`, or put it in the place of `{}`", previous.display(), path.display()),
        ),
        FoundHook::Absent | FoundHook::Foreign(_) => outcome(HookAction::Absent),
    })
}
