//! Which status holds: the first, in the order of [`StatusWord::ALL`].

use super::causes::{Cause, causes_of};
use super::{StatusWord, WorkstreamFacts};
use crate::evidence::Outcome;
use crate::ids::WorkstreamId;

/// How a workstream stands, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The status.
    pub status: StatusWord,
    /// What stops it, at the root. Also told of one that has not started and need not have; it is not blocked then.
    pub causes: Vec<Cause>,
    /// Why it stands so, in one line of Orion's words; names of workstreams are ids.
    pub because: String,
    /// What it waits on, while it waits; empty when it is ready.
    pub waits_on: Vec<WorkstreamId>,
}

/// Decides for the workstream at `index`.
#[must_use]
pub fn decide(all: &[WorkstreamFacts], index: usize) -> Decision {
    let facts = &all[index];
    let causes = causes_of(all, index);
    let decided = |status, because| Decision {
        status,
        because,
        causes: Vec::new(),
        waits_on: Vec::new(),
    };
    let total = facts.deliverables.len();
    let open: Vec<_> = (facts.deliverables.iter())
        .filter(|it| it.outcome != Outcome::Proved)
        .collect();
    if facts.is_done() {
        return decided(StatusWord::Done, format!("all {total} proved"));
    }
    let has_started = facts.has_started();
    let should_have = (facts.plan.as_ref()).is_some_and(|plan| plan.should_have_started);
    if let Some(first) = causes.first()
        && (has_started || should_have)
    {
        let because = first.told();
        return Decision {
            causes,
            ..decided(StatusWord::Blocked, because)
        };
    }
    if !open.is_empty() && open.iter().all(|it| it.in_review) {
        let because = format!("{} of {total} with a reviewer", open.len());
        return decided(StatusWord::Review, because);
    }
    if has_started {
        let proved = total - open.len();
        let because = match (total, facts.in_work) {
            (0, _) => "commits ahead of the base".to_owned(),
            (_, true) => format!("{proved} of {total} proved, commits ahead of the base"),
            (_, false) => format!("{proved} of {total} proved"),
        };
        return decided(StatusWord::Wip, because);
    }
    let waits_on: Vec<_> = facts
        .open_needs
        .iter()
        .map(|need| need.on.clone())
        .collect();
    let because = match waits_on.as_slice() {
        [] if should_have => "ready, and by the plan it should have started".to_owned(),
        [] => "ready".to_owned(),
        on => {
            let on: Vec<_> = on.iter().map(WorkstreamId::as_str).collect();
            format!("waits on {}", on.join(", "))
        }
    };
    Decision {
        causes,
        waits_on,
        ..decided(StatusWord::Waiting, because)
    }
}
