//! What git knows about who is acting.

use std::fs;

use bstr::ByteSlice;
use orion_app::ports::RepositoryError;
use orion_core::identity::IdentityFacts;

use super::environment::GitEnvironment;
use super::layout::Layout;
use super::library::{Known, Library};
use super::plumbing::Plumbing;

const NAMES: [&str; 3] = ["orion.workstream", "author.email", "user.email"];

/// Branch, configured workstream and author.
pub(super) fn facts(
    plumbing: &Plumbing,
    library: Option<&Library>,
    layout: &Layout,
) -> Result<IdentityFacts, RepositoryError> {
    let environment = plumbing.environment();
    let surely = library.map_or(Known::AskGit, |library| {
        library.configuration(&NAMES, environment)
    });
    let mut values = match surely {
        Known::Surely(values) => values,
        Known::AskGit => plumbing.configuration(&NAMES)?,
    }
    .into_iter()
    .map(|value| value.filter(|value| !value.is_empty()));
    let git_config = values.next().flatten();
    let configured_email = values.find_map(|email| email);
    Ok(IdentityFacts {
        git_config,
        branch: branch(plumbing, library, layout)?,
        email: from_environment(environment, "GIT_AUTHOR_EMAIL")
            .or(configured_email)
            .or_else(|| from_environment(environment, "EMAIL")),
        ..IdentityFacts::default()
    })
}

fn from_environment(environment: &GitEnvironment, name: &str) -> Option<String> {
    let value = environment.get(name)?;
    Some(value.to_string_lossy().into_owned())
}

/// HEAD's branch, without `refs/heads/`; while a rebase has HEAD detached, the branch being rebased.
fn branch(
    plumbing: &Plumbing,
    library: Option<&Library>,
    layout: &Layout,
) -> Result<Option<String>, RepositoryError> {
    let reference = match library.map_or(Known::AskGit, Library::head_reference) {
        Known::Surely(reference) => reference,
        Known::AskGit => plumbing.head_reference()?,
    };
    let reference = match reference.or_else(|| rebased_reference(layout)) {
        Some(reference) => Some(reference),
        None => applied_reference(plumbing, layout)?,
    };
    Ok(reference.and_then(|name| Some(name.strip_prefix("refs/heads/")?.to_owned())))
}

/// What a rebase going on will move when it is done.
fn rebased_reference(layout: &Layout) -> Option<String> {
    ["rebase-merge/head-name", "rebase-apply/head-name"]
        .iter()
        .find_map(|name| fs::read(layout.git_directory.join(name)).ok())
        .map(|name| name.trim_ascii().to_str_lossy().into_owned())
}

/// What a rebase of the `apply` backend will move: it writes that down only once it has to stop, so until then
/// it is the branch that is still where `ORIG_HEAD` says HEAD came from, if there is one and no other.
fn applied_reference(
    plumbing: &Plumbing,
    layout: &Layout,
) -> Result<Option<String>, RepositoryError> {
    if !layout.git_directory.join("rebase-apply/rebasing").exists() {
        return Ok(None);
    }
    let branches = plumbing
        .run(&[
            "for-each-ref",
            "--format=%(refname)",
            "--points-at=ORIG_HEAD",
            "refs/heads/",
        ])?
        .success()?;
    let mut names = branches.lines();
    Ok(match (names.next(), names.next()) {
        (Some(name), None) => Some(name.to_str_lossy().into_owned()),
        _ => None,
    })
}
