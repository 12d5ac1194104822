//! The hooks of every work tree.

use std::path::{Path, PathBuf};

use bstr::ByteSlice;
use orion_core::doctor::checks::{
    hook_manager, hook_program, hook_version, hooks_installed, hooks_path,
};
use orion_core::doctor::{Finding, HookFact, WorkTreeFact};
use orion_core::hook::{FoundHook, HookManager, HookName, Shim, classify, recorded_program};

use super::{DoctorRequest, DoctorWorld, unknown};
use crate::ports::{HooksDirectory, RepositoryError, WorkTreeHooks};

/// Looks at the hooks wherever git looks for them.
pub(super) fn examine(
    world: &dyn DoctorWorld,
    request: &DoctorRequest,
    findings: &mut Vec<Finding>,
) {
    let work_trees = match world.work_tree_hooks() {
        Ok(work_trees) => work_trees,
        Err(error) => {
            findings.push(unknown(&hooks_installed::RULE, &error));
            return;
        }
    };
    let here = match world.hooks_directory() {
        Ok(directory) => directory,
        Err(error) => {
            findings.push(unknown(&hooks_path::RULE, &error));
            return;
        }
    };
    let nowhere = relative_path(&here, &work_trees, findings);
    // Work trees that share a directory share its findings.
    let mut seen: Vec<&Path> = Vec::new();
    for work_tree in &work_trees {
        if nowhere.contains(&work_tree.top) || seen.contains(&work_tree.hooks.as_path()) {
            continue;
        }
        seen.push(&work_tree.hooks);
        match facts(world, work_tree, &here, request) {
            Ok(facts) => {
                findings.push(hooks_installed::check(&facts));
                findings.extend(hook_version::check(&facts));
                findings.extend(hook_program::check(&facts));
                findings.extend(hook_manager::check(&facts));
            }
            Err(error) => findings.push(unknown(&hooks_installed::RULE, &error)),
        }
    }
}

/// The work trees in which a relative `core.hooksPath` leads nowhere.
fn relative_path(
    directory: &HooksDirectory,
    work_trees: &[WorkTreeHooks],
    findings: &mut Vec<Finding>,
) -> Vec<PathBuf> {
    let Some(setting) = directory.relative_setting() else {
        return Vec::new();
    };
    if work_trees.len() < 2 {
        return Vec::new();
    }
    let nowhere: Vec<PathBuf> = work_trees
        .iter()
        .filter(|work_tree| !work_tree.hooks.is_dir())
        .map(|work_tree| work_tree.top.clone())
        .collect();
    let names: Vec<String> = nowhere
        .iter()
        .map(|top| top.display().to_string())
        .collect();
    findings.push(hooks_path::check(
        &setting.value,
        &directory.path.display().to_string(),
        &names,
    ));
    nowhere
}

fn facts(
    world: &dyn DoctorWorld,
    work_tree: &WorkTreeHooks,
    here: &HooksDirectory,
    request: &DoctorRequest,
) -> Result<WorkTreeFact, RepositoryError> {
    let mut hooks = Vec::new();
    for hook in HookName::ALL {
        hooks.push(fact(world, work_tree, hook, request)?);
    }
    Ok(WorkTreeFact {
        top: work_tree.top.display().to_string(),
        is_here: work_tree.hooks == here.path,
        directory: work_tree.hooks.display().to_string(),
        hooks,
    })
}

fn fact(
    world: &dyn DoctorWorld,
    work_tree: &WorkTreeHooks,
    hook: HookName,
    request: &DoctorRequest,
) -> Result<HookFact, RepositoryError> {
    let file = world.read_hook(&work_tree.hooks.join(hook.as_str()))?;
    // git passes over a hook that may not run as if it were not there.
    let content = file
        .as_ref()
        .filter(|file| file.executable)
        .map(|file| file.content.as_slice());
    let mut found = classify(content, &Shim::new(hook, &request.orion));
    if let FoundHook::Foreign(Some(manager)) = found
        && runs_orion(world, work_tree, manager, hook)?
    {
        found = FoundHook::CallsOrion;
    }
    let missing_program = match found {
        FoundHook::Current | FoundHook::Outdated => content
            .and_then(recorded_program)
            .filter(|program| !world.has_program(Path::new(&program.to_os_str_lossy())))
            .map(|program| program.to_str_lossy().into_owned()),
        _ => None,
    };
    Ok(HookFact {
        hook,
        found,
        missing_program,
    })
}

/// Whether the manager's own files say that Orion is to be run.
fn runs_orion(
    world: &dyn DoctorWorld,
    work_tree: &WorkTreeHooks,
    manager: HookManager,
    hook: HookName,
) -> Result<bool, RepositoryError> {
    let husky = [format!(".husky/{hook}")];
    let files: Vec<&str> = match manager {
        HookManager::Husky => husky.iter().map(String::as_str).collect(),
        HookManager::PreCommit | HookManager::Lefthook => manager.configuration_files().to_vec(),
    };
    for file in files {
        let content = world
            .read_hook(&work_tree.top.join(file))?
            .map(|file| file.content)
            .unwrap_or_default();
        let told = content
            .lines()
            .any(|line| !line.trim_ascii_start().starts_with(b"#") && line.contains_str("orion"));
        if told {
            return Ok(true);
        }
    }
    Ok(false)
}
