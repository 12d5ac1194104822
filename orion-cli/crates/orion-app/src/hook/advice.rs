//! Where hooks are not Orion's to write: whose they are, and what to add there.

use std::path::{Path, PathBuf};

use orion_core::hook::{FoundHook, HookManager, HookName, Shim, classify};
use orion_core::shell::quote;

use super::{HookAction, HookOutcome, HookWarning};
use crate::ports::{
    HookFile, HookSite, HooksDirectory, RepositoryError, SettingScope, WorkTreeHooks,
};

/// Whose a directory is that Orion does not write to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DirectoryOwner {
    /// Nobody's: it cannot be there.
    Nobody,
    /// husky rewrites what it generates; what people write lies one directory up.
    Husky,
    /// The project: it is part of the work tree.
    Project,
    /// Every repository of this user or machine.
    EveryRepository,
}

/// Whether Orion leaves that directory alone, and for whom.
pub(super) fn not_ours_to_write(directory: &HooksDirectory) -> Option<DirectoryOwner> {
    if directory.blocked_by.is_some() {
        return Some(DirectoryOwner::Nobody);
    }
    if let Some(inside) = &directory.in_project {
        return Some(if inside.ends_with(".husky/_") {
            DirectoryOwner::Husky
        } else {
            DirectoryOwner::Project
        });
    }
    let scope = directory.setting.as_ref()?.scope;
    matches!(scope, SettingScope::System | SettingScope::Global)
        .then_some(DirectoryOwner::EveryRepository)
}

/// What to tell where Orion does not write.
pub(super) fn instead_of_writing(
    site: &dyn HookSite,
    directory: &HooksDirectory,
    hook: HookName,
    owner: DirectoryOwner,
) -> Result<HookOutcome, RepositoryError> {
    let path = written_by_people(&directory.path, hook);
    let found = match owner {
        DirectoryOwner::Nobody => None,
        _ => site.read_hook(&path)?,
    };
    if runs_orion(found.as_ref()) {
        return Ok(HookOutcome::new(hook, &path, HookAction::CallsOrion));
    }
    let line = format!("orion hook run {hook} \"$@\"");
    let own_directory = format!("`git config core.hooksPath {}`", quoted(&directory.shared));
    let (reason, next) = match owner {
        DirectoryOwner::Nobody if directory.setting.is_none() => (
            format!("`{}` is no directory", directory.path.display()),
            "move it out of the way, then `orion hook install`".to_owned(),
        ),
        DirectoryOwner::Nobody => (
            format!(
                "`core.hooksPath` switches hooks off: `{}` is no directory",
                directory
                    .blocked_by
                    .as_ref()
                    .unwrap_or(&directory.path)
                    .display()
            ),
            format!("{own_directory}, then `orion hook install`"),
        ),
        DirectoryOwner::EveryRepository => (
            "the hooks there are those of every repository of yours".to_owned(),
            format!(
                "give this repository hooks of its own, {own_directory}, then `orion hook install`; \
                 those of `{}` no longer run here then",
                directory.path.display()
            ),
        ),
        DirectoryOwner::Husky | DirectoryOwner::Project => (
            if owner == DirectoryOwner::Husky {
                "the hooks are husky's".to_owned()
            } else {
                "the hooks are part of the project".to_owned()
            },
            if found.is_some() {
                format!("add the line `{line} || exit` to `{}`", path.display())
            } else {
                format!(
                    "make `{}`, executable, of the lines `#!/bin/sh` and `{line}`",
                    path.display()
                )
            },
        ),
    };
    Ok(HookOutcome::new(hook, &path, HookAction::Refused).because(reason, next))
}

/// The file that people write for a hook in that directory: husky's is one directory above what it generates.
fn written_by_people(hooks: &Path, hook: HookName) -> PathBuf {
    match hooks.parent() {
        Some(parent) if hooks.ends_with(".husky/_") => parent.join(hook.as_str()),
        _ => hooks.join(hook.as_str()),
    }
}

fn runs_orion(found: Option<&HookFile>) -> bool {
    found.is_some_and(|file| {
        let state = classify(Some(&file.content), &Shim::new(HookName::PreCommit, b""));
        matches!(
            state,
            FoundHook::Current | FoundHook::Outdated | FoundHook::CallsOrion
        )
    })
}

/// Work trees in which git looks elsewhere, and finds none of Orion's hooks there.
pub(super) fn other_work_trees(
    site: &dyn HookSite,
    directory: &HooksDirectory,
) -> Result<Vec<HookWarning>, RepositoryError> {
    let mut warnings = Vec::new();
    for work_tree in site.work_tree_hooks()? {
        if work_tree.hooks == directory.path {
            continue;
        }
        let people = written_by_people(&work_tree.hooks, HookName::PreCommit);
        // husky's own directory is made anew in each work tree; what people write is no use without it.
        let there = site.read_hook(&work_tree.hooks.join(HookName::PreCommit.as_str()))?;
        if there.is_some() && runs_orion(site.read_hook(&people)?.as_ref()) {
            continue;
        }
        warnings.push(HookWarning {
            message: format!(
                "in the work tree `{}` git looks for hooks in `{}`, and finds none of Orion's",
                work_tree.top.display(),
                work_tree.hooks.display()
            ),
            next: next_for_work_tree(directory, &work_tree),
        });
    }
    Ok(warnings)
}

fn next_for_work_tree(directory: &HooksDirectory, work_tree: &WorkTreeHooks) -> String {
    match directory.relative_setting() {
        Some(_) if work_tree.hooks.ends_with(".husky/_") => {
            format!(
                "run husky there: `cd {} && npx husky`",
                quoted(&work_tree.top)
            )
        }
        Some(setting) => format!(
            "`core.hooksPath = {}` is relative; make it absolute: `git config core.hooksPath {}`",
            setting.value,
            quoted(&directory.path)
        ),
        None => format!("`orion -C {} hook install`", quoted(&work_tree.top)),
    }
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    quote(path.as_os_str().as_encoded_bytes())
}

/// Where the template for a manager's file lies, for people who have Orion's sources.
pub(super) fn template(manager: HookManager) -> &'static str {
    match manager {
        HookManager::PreCommit => "`templates/hooks/pre-commit-config.yaml` shows how",
        HookManager::Lefthook => "`templates/hooks/lefthook.yml` shows how",
        HookManager::Husky => "`templates/hooks/husky/` shows how",
    }
}
