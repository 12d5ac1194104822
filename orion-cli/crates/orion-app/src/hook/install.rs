//! Writes the hooks, and never over somebody else's.

use std::path::Path;

use orion_core::hook::{FoundHook, HookManager, HookName, Shim, classify};

use super::advice;
use super::steps::{Step, previous_path, take};
use super::{HookAction, HookOutcome, HookReport, HookSetup, HookWarning};
use crate::ports::{HookFile, HookSite, HooksDirectory, RepositoryError};

/// Installs the hooks where git looks for them. A hook that is there is kept beside and called by Orion's.
///
/// A directory of the project's own (`.husky`, `.githooks`) or of every repository of this user is not
/// written to: the report says what to add there, and by whom.
///
/// # Errors
/// [`RepositoryError`] when git or the disk fails.
pub fn install(site: &dyn HookSite, setup: &HookSetup<'_>) -> Result<HookReport, RepositoryError> {
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
        let outcome = match advice::not_ours_to_write(&directory) {
            Some(owner) => advice::instead_of_writing(site, &directory, hook, owner)?,
            None => install_one(
                site,
                &directory,
                hook,
                setup,
                &mut steps,
                &mut report.warnings,
            )?,
        };
        report.hooks.push(outcome);
    }
    report
        .warnings
        .extend(advice::other_work_trees(site, &directory)?);
    if !setup.dry_run {
        take(&steps, site)?;
    }
    Ok(report)
}

fn install_one(
    site: &dyn HookSite,
    directory: &HooksDirectory,
    hook: HookName,
    setup: &HookSetup<'_>,
    steps: &mut Vec<Step>,
    warnings: &mut Vec<HookWarning>,
) -> Result<HookOutcome, RepositoryError> {
    let path = directory.path.join(hook.as_str());
    let previous = previous_path(&path);
    let found = site.read_hook(&path)?;
    let kept = site.read_hook(&previous)?.is_some();
    let shim = Shim::new(hook, setup.orion);
    let write = || Step::Write {
        path: path.clone(),
        content: shim.as_bytes().to_vec(),
    };
    let outcome = |action| {
        let outcome = HookOutcome::new(hook, &path, action);
        if kept {
            outcome.with_previous(&previous)
        } else {
            outcome
        }
    };
    Ok(match state(found.as_ref(), &shim) {
        FoundHook::Absent => {
            steps.push(write());
            outcome(HookAction::Installed)
        }
        FoundHook::Current => outcome(HookAction::Unchanged),
        FoundHook::Outdated => {
            steps.push(write());
            outcome(HookAction::Updated)
        }
        FoundHook::CallsOrion => HookOutcome::new(hook, &path, HookAction::CallsOrion),
        FoundHook::Foreign(_) if kept => two_hooks(hook, &path, &previous),
        FoundHook::Foreign(manager) => {
            steps.push(Step::Move {
                from: path.clone(),
                to: previous.clone(),
            });
            steps.push(write());
            warnings.extend(manager.map(|manager| managed(hook, manager)));
            outcome(HookAction::Installed).with_previous(&previous)
        }
    })
}

/// Orion's hook without the permission to run is as good as outdated; somebody's that calls Orion and cannot
/// run is just somebody's.
fn state(found: Option<&HookFile>, shim: &Shim) -> FoundHook {
    let state = classify(found.map(|file| file.content.as_slice()), shim);
    match (state, found) {
        (FoundHook::Current, Some(file)) if !file.executable => FoundHook::Outdated,
        (FoundHook::CallsOrion, Some(file)) if !file.executable => FoundHook::Foreign(None),
        _ => state,
    }
}

fn two_hooks(hook: HookName, path: &Path, previous: &Path) -> HookOutcome {
    HookOutcome::new(hook, path, HookAction::Refused)
        .with_previous(previous)
        .because(
            "there is a hook, and another one that was kept before: only one can be called",
            format!(
                "remove one of `{}` and `{}`, then `orion hook install`",
                path.display(),
                previous.display()
            ),
        )
}

fn managed(hook: HookName, manager: HookManager) -> HookWarning {
    HookWarning {
        message: format!(
            "`{hook}` is written by {manager}: it is kept and called, and {manager} may put its own back"
        ),
        next: format!(
            "for good, let {manager} run `orion hook run {hook}`: {}",
            advice::template(manager)
        ),
    }
}
