//! One look: from evidence to statuses.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

use super::assemble::Assembly;
use super::flight::{flights, landed};
use super::github::{GithubSeen, PullSeen, ask};
use super::looked::AllLooked;
use super::ports::{BaseBranch, Planning, ProofCommands, RecordedRuns, StatusStore, keep_only};
use super::prove::{Prover, Tree};
use super::report::{StateChange, StatusReport};
use super::runs;
use crate::forge::{Forge, ForgeError, Milestones};
use crate::ports::{Activity, RepositoryError};
use crate::request::RequestRules;

/// How far back commits are looked at where the project says nothing of its start.
const WITHOUT_START: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What is known of a contract's provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// Whether it serves what the document says.
    pub is_served: bool,
    /// How that is known, in a few words.
    pub told: String,
}

/// What a look is taken at.
pub struct Sources<'a, G, R, C, P, S> {
    /// The repository.
    pub git: &'a G,
    /// Recorded test runs.
    pub runs: &'a R,
    /// Commands that prove something.
    pub commands: &'a C,
    /// The plan.
    pub planning: &'a P,
    /// What is remembered.
    pub store: &'a S,
    /// `workstreams.toml` and its ownership.
    pub rules: RequestRules<'a>,
    /// The open pull requests, as far as they are known.
    pub pulls: &'a [PullSeen],
    /// What is known of contracts' providers, by the contracts' names.
    pub served: &'a BTreeMap<String, Served>,
}

/// Why there is no status.
#[derive(Debug, Error)]
pub enum StatusError {
    /// git fails.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
    /// There is no base branch.
    #[error("there is no branch `{branch}`, here or at `origin`, to look at evidence on")]
    NoBase {
        /// Its name.
        branch: String,
    },
}

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
    let (git, rules) = (sources.git, sources.rules);
    let branch = &rules.workspace.project.base;
    let base = git.base(branch)?.ok_or_else(|| StatusError::NoBase {
        branch: branch.clone(),
    })?;
    let recalled = sources.store.recall();
    let mut memory = recalled.clone();
    let github_error = match github {
        Ok(seen) => {
            memory.github = Some(seen);
            None
        }
        Err(why) => Some(why),
    };
    runs::read(rules.workspace, sources.runs, &mut memory.runs);
    let runs = memory.runs.found.values().map(|run| run.at);
    let since = runs.chain([begin(rules, now)]).min().unwrap_or(now);
    landed(git, &base, rules, since, &mut memory.landed)?;
    let flights = flights(git, &base, rules, &mut memory, now)?;

    let mut used = BTreeSet::new();
    let mut looked = AllLooked::new();
    let seen = memory.github.clone();
    let prover = Prover {
        base: &base,
        tree: Tree::new(git, &base.commit, &base.tree),
        workspace: rules.workspace,
        github: seen.as_ref(),
        github_error: github_error.as_deref(),
        served: sources.served,
        now,
    };
    let branches: Vec<_> = flights
        .iter()
        .map(|flight| Tree::new(git, &flight.branch.commit, &flight.branch.commit))
        .collect();
    for workstream in &rules.workspace.workstreams {
        let touched = memory.landed.touched.get(workstream.id.as_str());
        let touched = touched.map(|(_, last)| *last);
        let mut all = Vec::new();
        for deliverable in &workstream.deliverables {
            let proof = &deliverable.proof;
            let look = prover.look(proof, touched, &mut memory, &mut used, sources.commands);
            let look = look.await?;
            let mut one = prover.looked(workstream, deliverable, look, &mut memory);
            one.find_on(&flights, &branches, rules.workspace, &mut memory, &mut used)?;
            all.push(one);
        }
        looked.insert(workstream.id.clone(), all);
    }
    keep_only(&mut memory.trees, &used);
    memory.commands.retain(|key, _| key.starts_with(&base.tree));
    let proofs: BTreeSet<_> = looked.values().flatten().map(|it| it.key.clone()).collect();
    keep_only(&mut memory.proofs, &proofs);

    let mut notes = Vec::new();
    let before = sources.store.changes().unwrap_or_else(|error| {
        notes.push(error.to_string());
        Vec::new()
    });
    let assembly = Assembly {
        base: &base,
        rules,
        pulls: sources.pulls,
        flights: &flights,
        memory: &memory,
        github_error,
        before: &before,
        now,
    };
    let (report, changes) = assembly.report(&looked, sources.planning);
    if memory != recalled
        && let Err(error) = sources.store.remember(&memory)
    {
        notes.push(error.to_string());
    }
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

/// From when on commits belong to the project.
fn begin(rules: RequestRules<'_>, now: Timestamp) -> Timestamp {
    let project = &rules.workspace.project;
    let zone = project.time_zone.clone();
    let zone = zone.unwrap_or(jiff::tz::TimeZone::UTC);
    let start = project.start.and_then(|start| start.to_zoned(zone).ok());
    start.map_or_else(
        || now.checked_sub(WITHOUT_START).unwrap_or(Timestamp::MIN),
        |start| start.timestamp(),
    )
}
