//! What the commit that implements a request holds.

use orion_core::escape;
use orion_core::path::RepoPath;
use orion_core::release::{Bump, bump, version_of, with_entry};
use orion_core::request::{Draft, RequestKind};

use super::document::{documents_of, text_in};
use super::life::{Life, Looked};
use super::life_error::LifeError;
use super::schema_plan::{readme_entry, skeleton};
use crate::forge::Forge;
use crate::outbox::OutboxStore;
use crate::ports::{Time, Workbench};
use crate::template::ChangedDocument;

/// A commit that is not made yet.
pub(super) struct Plan {
    /// Its tree.
    pub(super) tree: String,
    /// The documents whose version is another one in it.
    pub(super) documents: Vec<ChangedDocument>,
    /// What else is to be known, in sentences.
    pub(super) notes: Vec<String>,
    /// Whether the requester's draft is in it.
    pub(super) has_draft: bool,
}

impl<F: Forge, S: OutboxStore, T: Time, W: Workbench> Life<'_, F, S, T, W> {
    /// Works out what the commit on top of `before` holds.
    pub(super) fn plan(&self, looked: &Looked, before: &str, by: Bump) -> Result<Plan, LifeError> {
        let mut notes = Vec::new();
        let drafted = self.drafted(looked, before, &mut notes)?;
        let has_draft = drafted.is_some();
        let tree = drafted.unwrap_or_else(|| before.to_owned());
        let mut plan = Plan {
            tree,
            documents: Vec::new(),
            notes,
            has_draft,
        };
        let files = match looked.kind {
            RequestKind::Contract => self.contract_files(looked, before, by, &mut plan)?,
            RequestKind::Schema => self.schema_files(looked, &mut plan)?,
        };
        plan.tree = self.bench.tree_with(&plan.tree, &files)?;
        Ok(plan)
    }

    /// The tree with the requester's draft, where there is one that can be taken.
    fn drafted(
        &self,
        looked: &Looked,
        before: &str,
        notes: &mut Vec<String>,
    ) -> Result<Option<String>, LifeError> {
        let diff = match Draft::read(&looked.tracked.issue.body) {
            Draft::Diff(diff) => diff,
            Draft::None => return Ok(None),
            Draft::Cut => {
                notes.push("The draft is left out: the issue has only a part of it.".to_owned());
                return Ok(None);
            }
        };
        let Some(applied) = self.bench.apply(before, &diff)? else {
            notes.push(format!(
                "The draft is left out: it does not apply to `{}` any more.",
                self.base()
            ));
            return Ok(None);
        };
        let files = looked.subject.files(self.outbox.rules.workspace);
        let is_inside = |path: &RepoPath| files.iter().any(|file| is_at_or_below(path, file));
        if !applied.is_plain || !applied.paths.iter().all(is_inside) {
            notes.push(
                "The draft is left out: it changes more than what the request is about.".to_owned(),
            );
            return Ok(None);
        }
        Ok(Some(applied.tree))
    }

    /// Documents with their versions raised, and the changelog.
    fn contract_files(
        &self,
        looked: &Looked,
        before: &str,
        by: Bump,
        plan: &mut Plan,
    ) -> Result<Vec<(RepoPath, Vec<u8>)>, LifeError> {
        let workspace = self.outbox.rules.workspace;
        let title = escape::title(&looked.tracked.issue.title);
        // Titles begin with the names, unless somebody chose another one.
        let names = format!("{}: ", looked.subject.names().join(", "));
        let title = escape::markdown_line(title.strip_prefix(&names).unwrap_or(&title));
        let documents = documents_of(&looked.subject, workspace);
        let mut files = Vec::new();
        let mut entries = Vec::new();
        for (name, path) in &documents {
            let was = text_in(self.bench, before, path)?.and_then(|text| version_of(&text));
            let Some(text) = text_in(self.bench, &plan.tree, path)? else {
                plan.notes
                    .push(format!("{name} has no document, and no version to raise."));
                continue;
            };
            let is = version_of(&text);
            let mut changed = ChangedDocument {
                name: name.clone(),
                path: path.to_string(),
                before: was.as_ref().map(|version| version.as_str().to_owned()),
                ..ChangedDocument::default()
            };
            if is.is_some() && is != was {
                // The draft has raised it, or the document is new.
                changed.after = is.map(|version| version.as_str().to_owned());
            } else if let Some((raised, _, new)) = bump(&text, by) {
                changed.after = Some(new.as_str().to_owned());
                files.push((path.clone(), raised.into_bytes()));
            } else {
                plan.notes
                    .push(format!("{name} has no version that can be raised."));
            }
            if let Some(version) = &changed.after {
                entries.push(format!("{name} {version}: {title} ({})", looked.number));
                plan.documents.push(changed);
            }
        }
        if entries.is_empty() {
            let names = looked.subject.names().join(", ");
            entries.push(format!("{names}: {title} ({})", looked.number));
        }
        let path = if let Some(path) = &workspace.contracts.changelog {
            path.clone()
        } else {
            let paths = looked.subject.files(workspace);
            let first = documents.first().map(|(_, path)| path).or(paths.first());
            self.nearest(&plan.tree, first, "CHANGELOG.md")?
        };
        let text = text_in(self.bench, &plan.tree, &path)?.unwrap_or_default();
        if let Some(text) = with_entry(&text, &entries, looked.number) {
            files.push((path, text.into_bytes()));
        }
        Ok(files)
    }

    /// The first migration, where none is drafted, and the README of whoever uses the database.
    fn schema_files(
        &self,
        looked: &Looked,
        plan: &mut Plan,
    ) -> Result<Vec<(RepoPath, Vec<u8>)>, LifeError> {
        let workspace = self.outbox.rules.workspace;
        let database = looked.subject.database.as_ref();
        let database = database.and_then(|name| workspace.database(name));
        let directory = database.and_then(|it| it.migrations.as_ref());
        let title = escape::title(&looked.tracked.issue.title);
        let mut files = Vec::new();
        if let (false, Some(directory)) = (plan.has_draft, directory) {
            let there = self.bench.files_in(&plan.tree, directory)?;
            match skeleton(directory, &there, &title, looked.number, self.now()) {
                Some(file) => {
                    plan.notes.push(format!(
                        "The migration {} has no statement yet.",
                        escape::code_span(&file.0.to_string())
                    ));
                    files.push(file);
                }
                None => plan.notes.push("There is no migration yet.".to_owned()),
            }
        }
        let above = directory.cloned().or_else(|| {
            let paths = looked.subject.files(workspace);
            paths.into_iter().next()
        });
        let path = self.nearest(&plan.tree, above.as_ref(), "README.md")?;
        let text = text_in(self.bench, &plan.tree, &path)?.unwrap_or_default();
        if let Some(text) = readme_entry(&text, &path, &title, looked.number) {
            files.push((path, text.into_bytes()));
        }
        Ok(files)
    }

    /// The file of that name in the nearest directory above the path that has one; otherwise in the path's own.
    fn nearest(
        &self,
        tree: &str,
        path: Option<&RepoPath>,
        name: &str,
    ) -> Result<RepoPath, LifeError> {
        let path = path.map(ToString::to_string).unwrap_or_default();
        let own = parent(path.trim_end_matches('/'));
        let mut directory = own;
        loop {
            let candidate = within(directory, name);
            if self.bench.file_in(tree, &candidate)?.is_some() {
                return Ok(candidate);
            }
            if directory.is_empty() {
                return Ok(within(own, name));
            }
            directory = parent(directory);
        }
    }
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn within(directory: &str, name: &str) -> RepoPath {
    if directory.is_empty() {
        RepoPath::from(name)
    } else {
        RepoPath::from(format!("{directory}/{name}").as_str())
    }
}

/// Whether a path is a file of the subject, or below a directory of it.
fn is_at_or_below(path: &RepoPath, file: &RepoPath) -> bool {
    let (path, file) = (path.as_bytes(), file.as_bytes());
    let file = file.strip_suffix(b"/").unwrap_or(file);
    let rest = path.strip_prefix(file);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"/"))
}
