//! The files that GitHub reads: issue forms, the text of a pull request, and CODEOWNERS.

use orion_core::codeowners::GENERATED;
use orion_core::path::RepoPath;

use super::{GithubSetupError, SetupItem, SetupOrder, SetupStatus};
use crate::codeowners::{CodeownersOutcome, CodeownersRequest, codeowners, locate};
use crate::ports::{Repository, WorkTreeFiles};

/// The files that are the same everywhere: this repository has them too.
pub(super) const FILES: [(&str, &str); 4] = [
    (
        ".github/ISSUE_TEMPLATE/config.yml",
        include_str!("../../../../../.github/ISSUE_TEMPLATE/config.yml"),
    ),
    (
        ".github/ISSUE_TEMPLATE/contract-change.yml",
        include_str!("../../../../../.github/ISSUE_TEMPLATE/contract-change.yml"),
    ),
    (
        ".github/ISSUE_TEMPLATE/schema-change.yml",
        include_str!("../../../../../.github/ISSUE_TEMPLATE/schema-change.yml"),
    ),
    (
        ".github/PULL_REQUEST_TEMPLATE.md",
        include_str!("../../../../../templates/github/PULL_REQUEST_TEMPLATE.md"),
    ),
];

/// Brings one file to its text, as far as the order goes.
pub(super) fn same_everywhere(
    files: &dyn WorkTreeFiles,
    (name, text): (&str, &str),
    order: SetupOrder,
) -> Result<SetupItem, GithubSetupError> {
    let path = RepoPath::from(name);
    let status = match files.read_file(&path)? {
        None => SetupStatus::Added,
        Some(bytes) if bytes == text.as_bytes() => SetupStatus::AsItWas,
        Some(_) if order.force => SetupStatus::Changed,
        Some(_) => SetupStatus::Kept,
    };
    if !order.dry_run && matches!(status, SetupStatus::Added | SetupStatus::Changed) {
        files.write_file(&path, text.as_bytes())?;
    }
    Ok(SetupItem {
        name: name.to_owned(),
        status,
    })
}

/// The same for CODEOWNERS, which `workstreams.toml` says.
pub(super) fn owners(
    repository: &dyn Repository,
    files: &dyn WorkTreeFiles,
    order: SetupOrder,
) -> Result<SetupItem, GithubSetupError> {
    let report = codeowners(repository, files, CodeownersRequest::Check)?;
    let found = locate(files)?;
    // Where GitHub looks first counts, wherever that is.
    let is_foreign = found
        .first()
        .is_some_and(|file| !file.text.starts_with(GENERATED));
    let status = match report.outcome {
        CodeownersOutcome::Fresh => SetupStatus::AsItWas,
        _ if is_foreign && !order.force => SetupStatus::Kept,
        _ if found.iter().any(|file| file.place == report.path) => SetupStatus::Changed,
        _ => SetupStatus::Added,
    };
    if !order.dry_run && matches!(status, SetupStatus::Added | SetupStatus::Changed) {
        let force = order.force;
        codeowners(repository, files, CodeownersRequest::Write { force })?;
    }
    Ok(SetupItem {
        name: report.path.to_owned(),
        status,
    })
}
