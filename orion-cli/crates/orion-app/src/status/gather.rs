//! Looks at all evidence, once.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::assemble::Assembly;
use super::flight::{Flight, flights, landed};
use super::github::GithubSeen;
use super::looked::AllLooked;
use super::memory::StatusMemory;
use super::ports::{BaseBranch, BaseCommit, ProofCommands, RecordedRuns, StatusStore, keep_only};
use super::prove::{Prover, Tree};
use super::report::StateChange;
use super::runs;
use super::sources::{Sources, StatusError};
use crate::ports::Activity;
use crate::request::RequestRules;

/// How far back commits are looked at where the project says nothing of its start.
const WITHOUT_START: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What was seen, and what there is to remember of it.
pub(super) struct Evidence<'w> {
    base: BaseCommit,
    flights: Vec<Flight>,
    /// The deliverables.
    pub(super) looked: AllLooked<'w>,
    recalled: StatusMemory,
    memory: StatusMemory,
    github_error: Option<String>,
}

/// Looks. `github` is what it said now, or why it did not: then the last known stands for it.
pub(super) async fn gather<'w, G, R, C, P, S>(
    sources: &Sources<'w, G, R, C, P, S>,
    github: Result<GithubSeen, String>,
    now: Timestamp,
) -> Result<Evidence<'w>, StatusError>
where
    G: BaseBranch + Activity,
    R: RecordedRuns,
    C: ProofCommands,
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
    Ok(Evidence {
        base,
        flights,
        looked,
        recalled,
        memory,
        github_error,
    })
}

impl Evidence<'_> {
    /// From here to the report, with the changes of state before.
    pub(super) fn assembly<'a, G, R, C, P, S>(
        &'a self,
        sources: &'a Sources<'_, G, R, C, P, S>,
        before: &'a [StateChange],
        now: Timestamp,
    ) -> Assembly<'a> {
        Assembly {
            base: &self.base,
            rules: sources.rules,
            pulls: sources.pulls,
            flights: &self.flights,
            memory: &self.memory,
            github_error: self.github_error.clone(),
            before,
            now,
        }
    }

    /// Remembers what is new; why not, where that fails.
    pub(super) fn remember(&self, store: &impl StatusStore) -> Option<String> {
        if self.memory == self.recalled {
            return None;
        }
        let remembered = store.remember(&self.memory);
        remembered.err().map(|error| error.to_string())
    }
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
