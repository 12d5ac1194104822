//! From what the repository holds to the text of a first `workstreams.toml`.

use orion_core::codeowners::{Difference, import, parse, rules};
use orion_core::diagnostic::Diagnostic;
use orion_core::path::RepoPath;
use orion_core::path_tree::PathTree;
use orion_core::proposal::layout::{MANIFESTS, MOST_PARTS, Manifest, layout};
use orion_core::proposal::{Proposal, seed};

use super::InitSource;
use crate::codeowners::{Found, locate};
use crate::ports::{RepositoryError, WorkTreeFiles};

/// What the project is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ProjectNames {
    pub(super) name: String,
    pub(super) base: String,
}

/// A proposed file, and what is to be said about it.
#[derive(Debug, Clone)]
pub(super) struct Proposed {
    pub(super) source: InitSource,
    pub(super) files: Vec<String>,
    pub(super) text: String,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) codeowners: Option<(String, String)>,
    pub(super) differences: Vec<Difference>,
    pub(super) notices: Vec<String>,
}

impl Proposed {
    fn new(source: InitSource, text: String) -> Self {
        Self {
            source,
            files: Vec::new(),
            text,
            diagnostics: Vec::new(),
            codeowners: None,
            differences: Vec::new(),
            notices: Vec::new(),
        }
    }
}

/// Proposes a file from a source; without one, from a CODEOWNERS that names anybody, else from the layout.
/// `None` when CODEOWNERS was asked for and there is none.
pub(super) fn propose(
    source: Option<InitSource>,
    files: &dyn WorkTreeFiles,
    tree: &PathTree,
    project: ProjectNames,
) -> Result<Option<Proposed>, RepositoryError> {
    if source == Some(InitSource::Seed) {
        return Ok(Some(Proposed::new(InitSource::Seed, seed(&project.name))));
    }
    let mut skipped = None;
    if source != Some(InitSource::Layout) {
        let found = locate(files)?;
        if let Some(first) = found.first() {
            let proposed = from_codeowners(first, &found[1..], tree, &project);
            if proposed.1 || source.is_some() {
                return Ok(Some(proposed.0));
            }
            skipped = Some(proposed.0);
        } else if source.is_some() {
            return Ok(None);
        }
    }
    let mut proposed = from_layout(files, tree, project)?;
    if let Some(skipped) = skipped {
        proposed.diagnostics = skipped.diagnostics;
        proposed.codeowners = skipped.codeowners;
        proposed
            .notices
            .push("CODEOWNERS names nobody: the folders were taken instead".to_owned());
    }
    Ok(Some(proposed))
}

/// The proposal, and whether the file names anybody.
fn from_codeowners(
    found: &Found,
    others: &[Found],
    tree: &PathTree,
    project: &ProjectNames,
) -> (Proposed, bool) {
    let file = parse(&found.text);
    let import = import(&file, tree);
    let names_anybody = !import.workstreams.is_empty();
    let proposal = Proposal {
        about: vec![
            match import.differences.len() {
                0 => format!(
                    "Made from {}: every tracked file has the owners that it had there.",
                    found.place
                ),
                changed => format!(
                    "Made from {}; tracked files that have other owners than there: {changed}.",
                    found.place
                ),
            },
            "A team does not tell Orion who is in it: list its people in `members` (`@login` or the"
                .to_owned(),
            "e-mail address they commit with), so that their commits are known as the workstream's."
                .to_owned(),
        ],
        name: project.name.clone(),
        base: project.base.clone(),
        leaves_room: false,
        workstreams: import.workstreams,
    };
    let mut diagnostics = import.findings;
    diagnostics.extend(others.iter().map(|other| rules::ignored_file(other.place)));
    let proposed = Proposed {
        files: vec![found.place.to_owned()],
        diagnostics,
        codeowners: Some((found.place.to_owned(), found.text.clone())),
        differences: import.differences,
        ..Proposed::new(InitSource::Codeowners, proposal.to_string())
    };
    (proposed, names_anybody)
}

fn from_layout(
    files: &dyn WorkTreeFiles,
    tree: &PathTree,
    project: ProjectNames,
) -> Result<Proposed, RepositoryError> {
    let mut manifests = Vec::new();
    for name in MANIFESTS {
        if let Some(bytes) = files.read_file(&RepoPath::from(name))? {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            manifests.push(Manifest { name, text });
        }
    }
    let layout = layout(tree, &manifests);
    let mut notices = Vec::new();
    if tree.paths().is_empty() {
        notices.push(
            "git tracks no file yet: `git add` them, then `orion init --force` finds the folders"
                .to_owned(),
        );
    }
    if let Some(parts) = layout.too_many {
        notices.push(format!(
            "{parts} folders look like parts of their own, more than {MOST_PARTS}: the folders at the root \
             were taken instead"
        ));
    }
    let proposal = Proposal {
        about: vec![
            "Made from the folders: one workstream each. Rename, merge and split them as the work is"
                .to_owned(),
            "divided; list people in `members` (`@login` or the e-mail address they commit with), and in"
                .to_owned(),
            "`needs` the workstreams that must be finished first.".to_owned(),
        ],
        name: project.name,
        base: project.base,
        leaves_room: true,
        workstreams: layout.workstreams,
    };
    Ok(Proposed {
        files: layout.manifests,
        notices,
        ..Proposed::new(InitSource::Layout, proposal.to_string())
    })
}
