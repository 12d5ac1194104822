//! Everything that git tracks: names, owners, CI.

use orion_core::doctor::checks::{continuous_integration, letter_case, unicode_form, unowned};
use orion_core::doctor::{AlikePaths, Finding};
use orion_core::judge::Policy;
use orion_core::path::RepoPath;

use super::{DoctorWorld, unknown};
use crate::ports::Revision;

/// Walks once over every tracked path.
pub(super) fn examine(
    world: &dyn DoctorWorld,
    policy: Option<&Policy>,
    findings: &mut Vec<Finding>,
) {
    let mut alike = AlikePaths::default();
    let mut cursor = policy.map(|policy| policy.map.cursor());
    let (mut tracked, mut without_owner) = (0, 0);
    let mut workflows = Vec::new();
    let walked = world.tracked_paths(&mut |path| {
        tracked += 1;
        alike.visit(path);
        if cursor
            .as_mut()
            .is_some_and(|cursor| cursor.find(path).is_none())
        {
            without_owner += 1;
        }
        if continuous_integration::may_configure(path) {
            workflows.push(RepoPath::new(path));
        }
    });
    if let Err(error) = walked {
        findings.push(unknown(&letter_case::RULE, &error));
        return;
    }
    let (by_case, by_form) = alike.finish();
    findings.push(letter_case::check(&by_case));
    findings.push(unicode_form::check(&by_form));
    if let Some(policy) = policy {
        let unowned_policy = policy.workspace.ownership.unowned;
        findings.push(unowned::check(without_owner, tracked, unowned_policy));
    }
    findings.push(examine_workflows(world, &workflows));
}

fn examine_workflows(world: &dyn DoctorWorld, workflows: &[RepoPath]) -> Finding {
    for path in workflows {
        match world.read(path, &Revision::Index) {
            Ok(Some(text)) if continuous_integration::judges(&text) => {
                return continuous_integration::check(Some(&path.to_string()), workflows.len());
            }
            Ok(_) => {}
            Err(error) => return unknown(&continuous_integration::RULE, &error),
        }
    }
    continuous_integration::check(None, workflows.len())
}
