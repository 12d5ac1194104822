//! The files that GitHub reads: issue forms, the text of a pull request, workflows, and CODEOWNERS.

use orion_core::codeowners::GENERATED;
use orion_core::config::Notices;
use orion_core::path::RepoPath;
use similar::TextDiff;

use super::workflows::{OrionSource, WORKFLOWS, render};
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
pub(super) fn one_file(
    files: &dyn WorkTreeFiles,
    (name, text): (&str, &str),
    order: &SetupOrder,
) -> Result<SetupItem, GithubSetupError> {
    let path = RepoPath::from(name);
    let there = files.read_file(&path)?;
    let diff = there.as_deref().and_then(|bytes| diff(name, bytes, text));
    let status = match there {
        None => SetupStatus::Added,
        Some(bytes) if bytes == text.as_bytes() => SetupStatus::AsItWas,
        Some(_) if order.force => SetupStatus::Changed,
        Some(_) => SetupStatus::Kept,
    };
    if !order.dry_run && status.writes() {
        files.write_file(&path, text.as_bytes())?;
    }
    Ok(SetupItem {
        name: name.to_owned(),
        status,
        changes: Vec::new(),
        diff,
    })
}

/// The difference of what is there to what is wanted.
fn diff(name: &str, there: &[u8], wanted: &str) -> Option<String> {
    let there = String::from_utf8_lossy(there);
    if there == wanted {
        return None;
    }
    let diff = TextDiff::from_lines(there.as_ref(), wanted);
    let mut unified = diff.unified_diff();
    Some(unified.header(name, name).to_string())
}

/// The workflows, which need a place to get `orion` from: the one that is given, or the one that they have already.
pub(super) fn workflows(
    files: &dyn WorkTreeFiles,
    notices: &Notices,
    order: &SetupOrder,
) -> Result<Vec<SetupItem>, GithubSetupError> {
    let mut source = order.source.clone();
    for (name, _) in WORKFLOWS {
        if source.is_none()
            && let Some(bytes) = files.read_file(&RepoPath::from(name))?
        {
            source = OrionSource::of_workflow(&String::from_utf8_lossy(&bytes));
        }
    }
    let mut items = Vec::new();
    for (name, text) in WORKFLOWS {
        items.push(match &source {
            Some(source) => one_file(files, (name, &render(text, source, notices)), order)?,
            None => SetupItem {
                name: name.to_owned(),
                status: match files.read_file(&RepoPath::from(name))? {
                    Some(_) => SetupStatus::Kept,
                    None => SetupStatus::LeftOut,
                },
                changes: Vec::new(),
                diff: None,
            },
        });
    }
    Ok(items)
}

/// The same for CODEOWNERS, which `workstreams.toml` says.
pub(super) fn owners(
    repository: &dyn Repository,
    files: &dyn WorkTreeFiles,
    order: &SetupOrder,
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
    let first = found.first();
    let diff = first.and_then(|file| diff(file.place, file.text.as_bytes(), &report.text));
    if !order.dry_run && status.writes() {
        let force = order.force;
        codeowners(repository, files, CodeownersRequest::Write { force })?;
    }
    Ok(SetupItem {
        name: report.path.to_owned(),
        status,
        changes: Vec::new(),
        diff,
    })
}
