//! The documents of a contract between two commits.

use orion_core::config::Workspace;
use orion_core::path::RepoPath;
use orion_core::release::{differences, version_of};
use orion_core::request::Subject;

use super::life_report::DocumentReport;
use crate::ports::{RepositoryError, Workbench};
use crate::template::ChangedDocument;

/// The documents of the subject's contracts and events, by name.
pub(super) fn documents_of(subject: &Subject, workspace: &Workspace) -> Vec<(String, RepoPath)> {
    let settings = &workspace.contracts;
    let contracts = subject.contracts.iter().map(ToString::to_string);
    let events = subject.events.iter().map(ToString::to_string);
    let contracts = contracts.filter_map(|name| {
        let path = settings.documents.as_ref()?.path(&name);
        Some((name, path))
    });
    let events = events.filter_map(|name| {
        let path = settings.events.as_ref()?.path(&name);
        Some((name, path))
    });
    contracts.chain(events).collect()
}

/// The text of a file in a commit or tree; none where it is not there, or no text.
pub(super) fn text_in<W: Workbench>(
    bench: &W,
    tree: &str,
    path: &RepoPath,
) -> Result<Option<String>, RepositoryError> {
    let bytes = bench.file_in(tree, path)?;
    Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
}

/// A document in two commits.
pub(super) fn compared<W: Workbench>(
    bench: &W,
    name: &str,
    path: &RepoPath,
    before: &str,
    after: &str,
) -> Result<ChangedDocument, RepositoryError> {
    let before = text_in(bench, before, path)?;
    let after = text_in(bench, after, path)?;
    let version = |text: &Option<String>| {
        let version = text.as_deref().and_then(version_of)?;
        Some(version.as_str().to_owned())
    };
    let found = before.as_deref().zip(after.as_deref());
    let found = found.and_then(|(before, after)| differences(before, after));
    let told = found.map(|found| {
        let one =
            |it: &orion_core::release::Difference| (it.how.word().to_owned(), it.place.clone());
        found.iter().map(one).collect()
    });
    Ok(ChangedDocument {
        name: name.to_owned(),
        path: path.to_string(),
        before: version(&before),
        after: version(&after),
        differences: told,
    })
}

impl From<&ChangedDocument> for DocumentReport {
    fn from(document: &ChangedDocument) -> Self {
        Self {
            name: document.name.clone(),
            path: document.path.clone(),
            before: document.before.clone(),
            after: document.after.clone(),
        }
    }
}

/// A document's name and versions, for one line.
pub(super) fn versions_line(document: &ChangedDocument) -> String {
    match (&document.before, &document.after) {
        (Some(before), Some(after)) => format!("{} {before} → {after}", document.name),
        (None, Some(after)) => format!("{} {after}", document.name),
        _ => document.name.clone(),
    }
}
