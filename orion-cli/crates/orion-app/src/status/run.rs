//! One look: from evidence to statuses.

use std::collections::BTreeMap;

use jiff::Timestamp;
use orion_core::ids::WorkstreamId;

use super::gather::gather;
use super::github::{GithubSeen, ask};
use super::ports::{Advance, BaseBranch, Planning, ProofCommands, RecordedRuns, StatusStore};
use super::report::{StateChange, StatusReport};
use super::sources::{Sources, StatusError};
use crate::forge::{Forge, ForgeError, Milestones};
use crate::ports::Activity;
use crate::request::RequestRules;

/// A look, with what went wrong beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// How everything stands.
    pub report: StatusReport,
    /// The changes of state that this look has seen.
    pub changes: Vec<StateChange>,
    /// What could not be remembered, and is asked again.
    pub notes: Vec<String>,
}

/// Asks GitHub what a status depends on.
///
/// # Errors
/// [`ForgeError`] when it does not tell.
pub async fn ask_github<F: Forge + Milestones>(
    forge: &F,
    rules: RequestRules<'_>,
    now: Timestamp,
) -> Result<GithubSeen, ForgeError> {
    ask(forge, rules, now).await
}

/// Looks at everything. `github` is what it said now, or why it did not: then the last known stands for it.
///
/// # Errors
/// [`StatusError`] when git fails, or there is nothing to look at evidence on.
pub async fn status<G, R, C, P, S>(
    sources: &Sources<'_, G, R, C, P, S>,
    github: Result<GithubSeen, String>,
    now: Timestamp,
) -> Result<Status, StatusError>
where
    G: BaseBranch + Activity,
    R: RecordedRuns,
    C: ProofCommands,
    P: Planning,
    S: StatusStore,
{
    let evidence = gather(sources, github, now).await?;
    let mut notes = Vec::new();
    let before = sources.store.changes().unwrap_or_else(|error| {
        notes.push(error.to_string());
        Vec::new()
    });
    let assembly = evidence.assembly(sources, &before, now);
    let (report, changes) = assembly.report(&evidence.looked, sources.planning);
    notes.extend(evidence.remember(sources.store));
    if !changes.is_empty()
        && let Err(error) = sources.store.record(&changes)
    {
        notes.push(error.to_string());
    }
    Ok(Status {
        report,
        changes,
        notes,
    })
}

/// How far the workstreams are, for a forecast: the same as [`status`] reckons with, and GitHub is not asked. What
/// cannot be told now counts as it was known last. Nothing is told as a change of state.
///
/// # Errors
/// As [`status`].
pub async fn advances<G, R, C, P, S>(
    sources: &Sources<'_, G, R, C, P, S>,
    now: Timestamp,
) -> Result<BTreeMap<WorkstreamId, Advance>, StatusError>
where
    G: BaseBranch + Activity,
    R: RecordedRuns,
    C: ProofCommands,
    S: StatusStore,
{
    let evidence = gather(sources, Err("it was not asked".to_owned()), now).await?;
    // Without them, what is done counts from its last commit on.
    let before = sources.store.changes().unwrap_or_default();
    // What cannot be remembered is asked again.
    let _ = evidence.remember(sources.store);
    let assembly = evidence.assembly(sources, &before, now);
    Ok(assembly.advances(&evidence.looked))
}
