//! From a version of `workstreams.toml` to something that can be judged by.

use orion_core::config::{Parsed, Workspace, parse_bytes};
use orion_core::diagnostic::Diagnostic;
use orion_core::judge::{POLICY_FILE, Policy};
use orion_core::path::RepoPath;

use super::{CouldNotTell, PolicyVersion};
use crate::ports::{Repository, Revision};

/// Reads a version of the policy; `None` when the file is not there.
///
/// # Errors
/// [`CouldNotTell`] when git gives no answer, or the file is there and cannot be used.
pub fn read_policy(
    repository: &dyn Repository,
    at: &Revision,
) -> Result<Option<Policy>, CouldNotTell> {
    read_bytes(repository, at)?
        .map(|bytes| usable(bytes, at))
        .transpose()
}

/// Reads a version of the file with its text, as a workspace; `None` when the file is not there.
///
/// # Errors
/// As [`read_policy`].
pub fn read_workspace(
    repository: &dyn Repository,
    at: &Revision,
) -> Result<Option<(Workspace, String)>, CouldNotTell> {
    let Some(bytes) = read_bytes(repository, at)? else {
        return Ok(None);
    };
    let (workspace, text, _) = parsed(bytes, at)?;
    Ok(Some((workspace, text)))
}

/// The file's bytes.
pub(super) fn read_bytes(
    repository: &dyn Repository,
    at: &Revision,
) -> Result<Option<Vec<u8>>, CouldNotTell> {
    Ok(repository.read(&RepoPath::from(POLICY_FILE), at)?)
}

/// The policy in these bytes, which come from that version.
pub(super) fn usable(bytes: Vec<u8>, at: &Revision) -> Result<Policy, CouldNotTell> {
    Ok(checked(bytes, at)?.policy)
}

/// A policy, its text, and what deserves a look in it.
pub(super) struct Checked {
    pub(super) policy: Policy,
    pub(super) text: String,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads a version of the policy with its text; `None` when the file is not there.
pub(super) fn read_checked(
    repository: &dyn Repository,
    at: &Revision,
) -> Result<Option<Checked>, CouldNotTell> {
    read_bytes(repository, at)?
        .map(|bytes| checked(bytes, at))
        .transpose()
}

fn checked(bytes: Vec<u8>, at: &Revision) -> Result<Checked, CouldNotTell> {
    let (workspace, text, diagnostics) = parsed(bytes, at)?;
    Ok(Checked {
        policy: Policy::new(workspace),
        text,
        diagnostics,
    })
}

fn parsed(
    bytes: Vec<u8>,
    at: &Revision,
) -> Result<(Workspace, String, Vec<Diagnostic>), CouldNotTell> {
    let Parsed {
        workspace,
        diagnostics,
    } = parse_bytes(&bytes);
    // Of bytes that are no text, findings count the places in this one.
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    };
    match workspace {
        Some(workspace) => Ok((workspace, text, diagnostics)),
        None => Err(CouldNotTell::Policy {
            version: PolicyVersion(at.clone()),
            text,
            diagnostics,
        }),
    }
}
