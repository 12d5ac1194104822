//! Whom GitHub asks to review.

use orion_core::doctor::Finding;
use orion_core::doctor::checks::codeowners as rule;
use orion_core::path::RepoPath;

use super::DoctorSite;
use crate::codeowners::{CodeownersOutcome, CodeownersRequest, codeowners};

/// Holds CODEOWNERS against `workstreams.toml`, which can be used.
pub(super) fn examine(site: DoctorSite<'_>) -> Finding {
    let report = match codeowners(site.world, site.files, CodeownersRequest::Check) {
        Ok(report) => report,
        Err(error) => return Finding::unknown(&rule::RULE, error.to_string()),
    };
    match site.files.read_file(&RepoPath::from(report.path)) {
        Ok(file) => rule::check(
            report.path,
            file.is_some(),
            report.outcome == CodeownersOutcome::Fresh,
        ),
        Err(error) => super::unknown(&rule::RULE, &error),
    }
}
