//! What can be mended without asking anybody.

use orion_core::codes::Rule;
use orion_core::doctor::checks::{
    codeowners as codeowners_rule, hook_program, hook_version, hooks_installed,
};
use orion_core::doctor::{DoctorReport, Health};
use orion_core::hook::HookName;

use super::{DoctorRequest, DoctorSite};
use crate::check::CouldNotTell;
use crate::codeowners::{CodeownersOutcome, CodeownersRequest, codeowners};
use crate::hook::{HookAction, HookSetup, install};

/// Mends what the report says of this work tree's hooks and of CODEOWNERS, and says what was done. Neither
/// somebody else's hook nor a CODEOWNERS that Orion did not write is lost.
///
/// # Errors
/// [`CouldNotTell`] when git, the disk or `workstreams.toml` gives no answer.
pub fn mend(
    site: DoctorSite<'_>,
    report: &DoctorReport,
    request: &DoctorRequest,
) -> Result<Vec<String>, CouldNotTell> {
    let ails = |rules: &[&Rule]| {
        report.findings.iter().any(|finding| {
            finding.health >= Health::Warning && rules.iter().any(|rule| rule.code == finding.code)
        })
    };
    let mut mended = Vec::new();
    if ails(&[
        &hooks_installed::RULE,
        &hook_version::RULE,
        &hook_program::RULE,
    ]) {
        let setup = HookSetup {
            orion: &request.orion,
            hooks: &HookName::ALL,
            dry_run: false,
        };
        let installed = install(site.world, &setup)?;
        let written = installed.hooks.iter().filter(|outcome| {
            matches!(outcome.action, HookAction::Installed | HookAction::Updated)
        });
        mended.extend(written.map(|outcome| format!("wrote the hook `{}`", outcome.path)));
    }
    if ails(&[&codeowners_rule::RULE]) {
        let write = CodeownersRequest::Write { force: false };
        let report = codeowners(site.world, site.files, write)?;
        if report.outcome == CodeownersOutcome::Written {
            mended.push(format!("wrote `{}`", report.path));
        }
    }
    Ok(mended)
}
